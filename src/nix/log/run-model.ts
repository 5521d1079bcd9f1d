import { stripVTControlCharacters } from 'node:util'
import type { BuildState } from './build.ts'
import { Builds, type Finish } from './builds.ts'
import { isOfCache } from './cache-faults.ts'
import {
  addAttribute,
  ErrorLimits,
  keyOf,
  type NixError,
  readError,
  withoutQuotedLog,
} from './errors.ts'
import { Evaluation, type LabeledSpan, type Span, span } from './evaluation.ts'
import { type Counter, Fetches } from './fetches.ts'
import { Hooks } from './hooks.ts'
import { CacheTroubles, DryRun, StartupError } from './messages.ts'
import { RecentOutput } from './recent-output.ts'
import { ACTIVITY, LEVEL, type LogMessage, RESULT, type Records, type Start } from './records.ts'
import { NESTED_ACTIVITIES, RemoteBuilds } from './remote-builds.ts'
import { ResolvedDerivations } from './resolved-derivations.ts'
import { Retries } from './retries.ts'
import type { RunLog } from './run-log.ts'
import type { Text } from './text.ts'

/** Items kept of each kind, whatever Nix prints. */
const MAX_ITEMS = 10_000

/** Printed as plain lines by the garbage collector of the evaluator, or by C++, when out of memory. */
const OUT_OF_MEMORY =
  /^(?:GC Warning: Out of Memory!.* Returning NULL|Exception: std::bad_alloc|terminate called after throwing an instance of 'std::bad_alloc'|Too many heap sections)/

type Activity =
  | { readonly kind: 'build'; readonly build: BuildState; readonly isNested: boolean }
  | { readonly kind: 'hook'; readonly build: BuildState | undefined; readonly start: number }
  | { readonly kind: 'wait'; readonly wait: Span }
  | { readonly kind: 'evaluation'; readonly span: Span | undefined }
  | { readonly kind: 'builds' | 'realise' | 'nested' }
  | Counter

/** Builds a model of the run from the records of its log. Pure: the time is set with {@link now}. */
export class RunModel implements Records {
  /** The time of the next records. */
  now: number
  readonly errors: NixError[] = []
  readonly builds = new Builds()
  readonly fetches = new Fetches()
  readonly #dryRun = new DryRun()
  readonly retries = new Retries()
  readonly cacheTroubles = new CacheTroubles()
  readonly #start: number
  readonly evaluation: Evaluation
  readonly #waits: LabeledSpan[] = []
  readonly #bounds = new ErrorLimits()
  /** By activity number. */
  readonly #activities: (Activity | undefined)[] = []
  readonly #known = new Map<string, NixError>()
  readonly #startupError = new StartupError()
  readonly #recentOutput = new RecentOutput()
  readonly #hooks = new Hooks()
  readonly #resolved = new ResolvedDerivations()
  readonly #remote = new RemoteBuilds()
  #lacksMemory = false
  #record = 0
  #end: number | undefined

  /** @param startedAt when Nix was started: milliseconds of a monotonic clock */
  constructor(startedAt: number) {
    this.now = startedAt
    this.#start = startedAt
    this.evaluation = new Evaluation(startedAt)
  }

  start(record: Start): void {
    this.#next()
    const activity = this.#startActivity(record)
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
    } else if (activity?.kind === 'builds') this.builds.ends.allStopped()
    else if (activity?.kind === 'hook') {
      if (activity.build) activity.build.hook += this.now - activity.start
    } else if (activity?.kind === 'wait') activity.wait.end = this.now
    else if (activity?.kind === 'evaluation') this.evaluation.stop(activity.span, this.now)
    else this.fetches.stop(id, this.now)
  }

  text(id: number, type: number, text: Text): void {
    this.#next()
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
    this.#next()
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
    this.#next()
  }

  /** @returns whether it is an error of Nix, new or repeated */
  message(message: LogMessage): boolean {
    this.#next()
    this.#dryRun.message(message.text)
    this.retries.started = undefined
    if (message.level <= LEVEL.warn) {
      const parsed = message.raw ?? message.text
      const failed = this.cacheTroubles.message(parsed, this.fetches, this.now)
      if (failed) failed.hasFailed = true
      this.retries.message(stripVTControlCharacters(message.text), this.now)
      this.#recentOutput.warning(message.text)
      this.builds.message(message.text)
      this.#remote.message(message.text)
    }
    this.evaluation.found = undefined
    if (message.level === 0) return this.#error(message)
    this.evaluation.message(message.text)
    return false
  }

  plain(line: string): void {
    this.#lacksMemory ||= OUT_OF_MEMORY.test(line)
    this.#recentOutput.plain(line)
    if (this.#record === 0) this.#startupError.line(line)
  }

  /** The build of an activity number. */
  buildOf(id: number): BuildState | undefined {
    const activity = this.#activities[id]
    return activity?.kind === 'build' ? activity.build : undefined
  }

  /** The log is complete. Only the first call counts. */
  finish(finish: Finish): void {
    if (this.#end !== undefined) return
    this.#end = finish.at
    const startupError = this.#startupError.text
    const isReported = this.errors.length > 0 || startupError === undefined
    if (!isReported)
      this.errors.push({ kind: 'early', text: startupError, at: finish.at, isIgnored: false })
    const wasInterrupted = this.errors.some(({ kind }) => kind === 'interrupted')
    this.builds.finish(finish, wasInterrupted)
  }

  /** The model so far; complete after {@link finish}. */
  run(): RunLog {
    const end = this.#end ?? this.now
    const builds = this.builds.all
    const fetches = this.fetches.all.filter(({ hasFailed }) => !hasFailed)
    const fetched = fetches.filter(({ isWhole }) => isWhole)
    return {
      start: this.#start,
      end,
      evaluation: this.evaluation.whole(end),
      evaluated: this.evaluation.all,
      passedOver: this.evaluation.passedOver,
      sources: this.evaluation.sources,
      builds,
      fetches,
      waits: this.#waits,
      errors: this.errors,
      resolved: this.#resolved.byOriginal,
      builders: this.#remote.troubles,
      toBuild: this.#dryRun.derivations,
      cacheTroubles: this.cacheTroubles.all(this.retries.long(end)),
      asked: this.cacheTroubles.samples,
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

  #startActivity(record: Start): Activity | undefined {
    const { type, fields, text } = record
    if (type === ACTIVITY.build) return this.#startBuild(record)
    if (this.#isNested(record)) return { kind: 'nested' }
    if (type === ACTIVITY.builds) return { kind: 'builds' }
    if (type === ACTIVITY.realise) {
      this.evaluation.workStarted(this.now)
      return { kind: 'realise' }
    }
    if (type === ACTIVITY.postBuildHook) {
      const of = this.#resolved.original(fields[0])
      const build = this.builds.hookStart(of, this.now, this.#record)
      this.#hooks.start(text, of)
      return { kind: 'hook', build, start: this.now }
    }
    if (type === ACTIVITY.buildWaiting) {
      const wait = { text, ...span(this.now) }
      const isWait = !this.#resolved.start(record)
      if (isWait && this.#waits.length < MAX_ITEMS) this.#waits.push(wait)
      return { kind: 'wait', wait }
    }
    if (type === ACTIVITY.queryPathInfo) this.cacheTroubles.asked(fields[0], fields[1])
    if (type === ACTIVITY.unknown)
      return { kind: 'evaluation', span: this.evaluation.start(text, this.now) }
    if (type === ACTIVITY.fetchTree || type === ACTIVITY.fetchToStore)
      return { kind: 'evaluation', span: this.evaluation.source(text, this.now) }
    return this.fetches.start(record, this.now)
  }

  #startBuild(record: Start): Activity | undefined {
    const [derivation, ...rest] = record.fields
    const fields = [this.#resolved.original(derivation), ...rest]
    const found = this.builds.start({ ...record, fields }, this.now, this.#record)
    return found && { kind: 'build', build: found.build, isNested: !found.isNew }
  }

  /** Counts a record other than a stop. */
  #next(): void {
    this.#record++
    this.builds.ends.progressed()
  }

  /** A remote builder also reports its own counters, and the copies to and from it are no downloads. */
  #isNested({ type, parent, fields }: Start): boolean {
    if (type === ACTIVITY.copyPath && this.builds.hasMachine(fields[1], fields[2])) return true
    const above = parent === undefined ? undefined : this.#activities[parent]?.kind
    if (above === 'build') return type === ACTIVITY.builds
    return above === 'realise' && NESTED_ACTIVITIES.includes(type)
  }

  /** The same error comes up to three times: from the daemon, from Nix itself, and at the end. */
  #error(message: LogMessage): boolean {
    const parsed = readError(this.#resolved.inMessage(message), this.now)
    if (!parsed) {
      this.evaluation.markFailed(stripVTControlCharacters(message.text))
      return false
    }
    const failedAttribute = this.evaluation.takeFailed()
    const error = failedAttribute === undefined ? parsed : { ...parsed, attribute: failedAttribute }
    const build = error.derivation === undefined ? undefined : this.builds.get(error.derivation)
    if (this.#remote.isEcho(error, build)) return true
    const text = build?.tail().length ? withoutQuotedLog(error.text) : error.text
    const key = keyOf({ ...error, text })
    const known = this.#known.get(key)
    if (known) {
      addAttribute(known, error)
      return true
    }
    const attribute = error.attribute ?? this.evaluation.endedBy(error)
    const hasFailed = (path: string) =>
      this.fetches.all.some(it => it.path === path && it.hasFailed === true)
    const isCache = error.kind === 'other' && isOfCache(error.raw ?? error.text, hasFailed)
    const kept = {
      ...this.#bounds.apply({ ...error, text }),
      ...(attribute ? { attribute } : {}),
      ...(isCache ? { isCache } : {}),
      ...(error.kind === 'other'
        ? { ...this.#recentOutput.before(), ...this.#hooks.failed(text) }
        : {}),
    }
    this.#known.set(key, kept)
    if (this.errors.length < MAX_ITEMS) this.errors.push(kept)
    this.builds.error(kept, this.now, this.#record)
    return true
  }
}
