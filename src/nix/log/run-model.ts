import { Bounds, keyOf } from './bounds.ts'
import type { BuildState } from './build.ts'
import { Builds, type Finish } from './builds.ts'
import { isOfCache } from './cache-faults.ts'
import { type NixError, nameAlso, readError, withoutColours, withoutQuotedLog } from './errors.ts'
import { Evaluation } from './evaluation.ts'
import { type Counter, Fetches } from './fetches.ts'
import { Heard } from './heard.ts'
import { Hooks } from './hooks.ts'
import { CacheTroubles, DryRun, StartupError } from './messages.ts'
import { ACTIVITY, LEVEL, type Message, RESULT, type Records, type Start } from './records.ts'
import { RemoteBuilds } from './remote-builds.ts'
import { Resolved } from './resolved.ts'
import { Retries } from './retries.ts'
import type { RunLog } from './run-log.ts'
import type { Text } from './text.ts'
import { Waits } from './waits.ts'

/** Of each of these at most so many are kept, whatever Nix says. */
const MOST = 10_000

/** What the collector of the evaluator, and C++, print where there is no more memory: plain lines. */
const MEMORY =
  /^(?:GC Warning: Out of Memory!.* Returning NULL|Exception: std::bad_alloc|terminate called after throwing an instance of 'std::bad_alloc'|Too many heap sections)/

/** What a remote builder does below the activity of the local Nix. */
const NESTED: readonly number[] = [
  ACTIVITY.copyPath,
  ACTIVITY.fileTransfer,
  ACTIVITY.realise,
  ACTIVITY.builds,
  ACTIVITY.substitute,
]

type Activity =
  | { readonly kind: 'build'; readonly build: BuildState; readonly isNested: boolean }
  | { readonly kind: 'builds' | 'hook' | 'wait' | 'evaluation' | 'realise' | 'nested' }
  | Counter

/** Makes a picture of the run from the records of its log. Pure: the time comes with {@link now}. */
export class RunModel implements Records {
  /** When the records come that are told next. */
  now: number
  readonly errors: NixError[] = []
  readonly builds = new Builds()
  readonly fetches = new Fetches()
  readonly #dryRun = new DryRun()
  readonly retries = new Retries()
  readonly #cacheTroubles = new CacheTroubles()
  readonly #start: number
  readonly #evaluation: Evaluation
  readonly #waits = new Waits(MOST)
  readonly #bounds = new Bounds()
  /** By the number of the activity. */
  readonly #activities: (Activity | undefined)[] = []
  readonly #known = new Map<string, NixError>()
  readonly #early = new StartupError()
  readonly #heard = new Heard()
  readonly #hooks = new Hooks()
  readonly #resolved = new Resolved()
  readonly #remote = new RemoteBuilds()
  #lacksMemory = false
  #record = 0
  #end: number | undefined

  /** @param began when Nix was started: milliseconds of a clock that never goes back */
  constructor(began: number) {
    this.now = began
    this.#start = began
    this.#evaluation = new Evaluation(began)
  }

  start(record: Start): void {
    this.#record++
    this.builds.wentOn()
    const activity = this.#begin(record)
    if (!activity) return
    while (this.#activities.length < record.id) this.#activities.push(undefined)
    this.#activities[record.id] = activity
  }

  stop(id: number): void {
    this.#record++
    const activity = this.#activities[id]
    this.#activities[id] = undefined
    if (activity?.kind === 'build') {
      if (!activity.isNested) this.builds.stop(activity.build, this.now, this.#record)
    } else if (activity?.kind === 'builds') this.builds.allStopped()
    else if (activity?.kind === 'hook') this.builds.hookStop(id, this.now)
    else if (activity?.kind === 'wait') this.#waits.stop(id, this.now)
    else if (activity?.kind === 'evaluation') this.#evaluation.stop(id, this.now)
    else this.fetches.stop(id, this.now)
  }

  text(id: number, type: number, text: Text): void {
    this.#record++
    this.builds.wentOn()
    const activity = this.#activities[id]
    if (type === RESULT.postBuildLogLine) this.#hooks.line(text.toString())
    if (activity?.kind !== 'build') return
    if (type === RESULT.buildLogLine) activity.build.line(text, this.now, this.#record)
    else if (type === RESULT.setPhase) {
      activity.build.phase(text.toString(), this.now, this.#record)
    }
  }

  numbers(
    id: number,
    type: number,
    done: number,
    expected: number,
    running: number,
    failed: number,
  ) {
    this.#record++
    this.builds.wentOn()
    const activity = this.#activities[id]
    if (activity === undefined || type !== RESULT.progress) return
    if (activity.kind === 'builds') {
      this.builds.count(id, done, running, failed, this.now, this.#record)
    } else if (activity.kind === 'copy' || activity.kind === 'transfer') {
      activity.done = done
      activity.expected = expected
    }
  }

  result(): void {
    this.#record++
    this.builds.wentOn()
  }

  /** @returns whether it is an error of Nix, new or not */
  message(message: Message): boolean {
    this.#record++
    this.builds.wentOn()
    this.#dryRun.message(message.text)
    this.retries.begun = undefined
    if (message.level <= LEVEL.warn) {
      const said = message.raw ?? message.text
      const failed = this.#cacheTroubles.message(said, this.fetches, this.now)
      if (failed) failed.hasFailed = true
      this.retries.message(withoutColours(message.text), this.now)
      this.#heard.warning(message.text)
      this.builds.message(message.text)
      this.#remote.message(message.text)
    }
    if (message.level === 0) return this.#error(message)
    this.#evaluation.message(message.text)
    return false
  }

  plain(line: string): void {
    this.#lacksMemory ||= MEMORY.test(line)
    this.#heard.plain(line)
    if (this.#record === 0) this.#early.line(line)
  }

  /** A build by the number of its activity. */
  buildOf(id: number): BuildState | undefined {
    const activity = this.#activities[id]
    return activity?.kind === 'build' ? activity.build : undefined
  }

  /** Nothing more comes. The first call counts. */
  finish(finish: Finish): void {
    if (this.#end !== undefined) return
    this.#end = finish.at
    const early = this.#early.text
    const isSaid = this.errors.length > 0 || early === undefined
    if (!isSaid) this.errors.push({ kind: 'early', text: early, at: finish.at, isIgnored: false })
    const wasInterrupted = this.errors.some(({ kind }) => kind === 'interrupted')
    this.builds.finish(finish, wasInterrupted)
  }

  /** The picture so far; whole after {@link finish}. */
  run(): RunLog {
    const end = this.#end ?? this.now
    const builds = this.builds.all
    const fetches = this.fetches.all.filter(({ hasFailed }) => !hasFailed)
    const fetched = fetches.filter(({ isWhole }) => isWhole)
    return {
      start: this.#start,
      end,
      evaluation: this.#evaluation.whole(end),
      evaluated: this.#evaluation.all,
      passedOver: this.#evaluation.passedOver,
      sources: this.#evaluation.sources,
      builds,
      fetches,
      waits: this.#waits.all,
      errors: this.errors,
      resolved: this.#resolved.byOriginal,
      builders: this.#remote.troubles,
      toBuild: this.#dryRun.derivations,
      cacheTroubles: this.#cacheTroubles.all(this.retries.long(end)),
      asked: this.#cacheTroubles.samples,
      waiting: this.retries.waiting(end),
      lacksMemory: this.#lacksMemory,
      totals: {
        built: builds.filter(({ status }) => status === 'built').length,
        failed: builds.filter(({ status }) => status === 'failed' || status === 'timeout').length,
        fetched: new Set(fetched.map(({ path }) => path)).size,
        fetchedBytes: fetches.reduce((sum, { bytes }) => sum + bytes, 0),
      },
    }
  }

  #begin(record: Start): Activity | undefined {
    const { id, type, fields } = record
    if (type === ACTIVITY.build) return this.#beginBuild(record)
    if (this.#isNested(record)) return { kind: 'nested' }
    if (type === ACTIVITY.builds) return { kind: 'builds' }
    if (type === ACTIVITY.realise) {
      this.#evaluation.worked(this.now)
      return { kind: 'realise' }
    }
    if (type === ACTIVITY.postBuildHook) {
      const of = this.#resolved.original(fields[0])
      this.builds.hookStart(id, of, this.now, this.#record)
      this.#hooks.start(record.text, of)
      return { kind: 'hook' }
    }
    if (type === ACTIVITY.buildWaiting) {
      if (!this.#resolved.start(record)) this.#waits.start(id, record.text, this.now)
      return { kind: 'wait' }
    }
    if (type === ACTIVITY.queryPathInfo) this.#cacheTroubles.asks(fields[0], fields[1])
    if (type === ACTIVITY.unknown) {
      this.#evaluation.start(record, this.now)
      return { kind: 'evaluation' }
    }
    if (type === ACTIVITY.fetchTree || type === ACTIVITY.fetchToStore) {
      this.#evaluation.source(id, record.text, this.now)
      return { kind: 'evaluation' }
    }
    return this.fetches.start(record, this.now)
  }

  #beginBuild(record: Start): Activity | undefined {
    const [derivation, ...rest] = record.fields
    const fields = [this.#resolved.original(derivation), ...rest]
    const found = this.builds.start({ ...record, fields }, this.now, this.#record)
    return found && { kind: 'build', build: found.build, isNested: !found.isNew }
  }

  /** A remote builder reports its own counters too, and the copies to and from it are no downloads. */
  #isNested({ type, parent, fields }: Start): boolean {
    if (type === ACTIVITY.copyPath && this.builds.hasMachine(fields[1], fields[2])) return true
    const above = parent === undefined ? undefined : this.#activities[parent]?.kind
    if (above === 'build') return type === ACTIVITY.builds
    return above === 'realise' && NESTED.includes(type)
  }

  /** The same error comes up to three times: from the daemon, from Nix itself, and at the end. */
  #error(message: Message): boolean {
    const said = readError(this.#resolved.inMessage(message), this.now)
    if (!said) {
      this.#evaluation.cross(withoutColours(message.text))
      return false
    }
    const crossed = this.#evaluation.crossed()
    const error = crossed === undefined ? said : { ...said, attribute: crossed }
    const build = error.derivation === undefined ? undefined : this.builds.get(error.derivation)
    if (this.#remote.isEcho(error, build)) return true
    const text = build?.tail().length ? withoutQuotedLog(error.text) : error.text
    const key = keyOf({ ...error, text })
    const known = this.#known.get(key)
    if (known) {
      nameAlso(known, error)
      return true
    }
    const attribute = error.attribute ?? this.#evaluation.endedBy(error)
    const hasFailed = (path: string) =>
      this.fetches.all.some(it => it.path === path && it.hasFailed === true)
    const isCache = error.kind === 'other' && isOfCache(error.raw ?? error.text, hasFailed)
    const kept = {
      ...this.#bounds.of({ ...error, text }),
      ...(attribute ? { attribute } : {}),
      ...(isCache ? { isCache } : {}),
      ...(error.kind === 'other' ? { ...this.#heard.before(), ...this.#hooks.failed(text) } : {}),
    }
    this.#known.set(key, kept)
    if (this.errors.length < MOST) this.errors.push(kept)
    this.builds.error(kept, this.now, this.#record)
    return true
  }
}
