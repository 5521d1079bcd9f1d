import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { defined } from '../../../lib/object.ts'
import { escapeInvisible } from '../../../lib/text.ts'
import { beforeCheck } from '../../../model/evaluation-id.ts'
import type { CallGroup, CallResult } from '../../../nix/call.ts'
import { LiveLog } from '../../../nix/log/live.ts'
import type { StepRun } from '../../step-run.ts'
import { inputlessArguments, preventsBuilds } from '../each/arguments.ts'
import { partName, splitOutputs } from '../each/parts.ts'
import { namesOf, writeFlake } from '../each/wrap.ts'
import {
  buildFlake,
  type EvaluatedCheck,
  type FlakePart,
  isSingleCheck,
  partFlake,
  restFlake,
  type Share,
  shareFlake,
} from '../each/wrapper-flake.ts'
import { type Attributes, wasCut } from '../flake-checks.ts'
import { ownPrefix } from '../own-checks.ts'
import { askShare, unloggedChecks, withAsked } from './ask-share.ts'
import { BuildQueue } from './build-queue.ts'
import { EvalSlots } from './eval-slots.ts'
import { asCheck, mergeResults, type PartResult, withoutHelperName } from './merged-result.ts'
import { ROUTINE, ROUTINE_OF_PART, withoutRepeats } from './messages.ts'
import type { SideBySide, SideBySideResult } from './options.ts'
import { ranOutOfMemory, tellOfMemory } from './out-of-memory.ts'
import { halvesOf, leftOf, packagesOf, scoped, type Told } from './told.ts'
import { withUnreached } from './unreached.ts'

/**
 * `nix flake check` by several processes: each evaluates a share of the checks through a wrapper flake that has them as
 * packages, which Nix checks in the same way but does not build; one, or one for each part, evaluates the other outputs.
 * What has been evaluated is built while the others still evaluate.
 * @returns undefined if the flake has no outputs that can be shared out
 */
export async function checkSideBySide(
  run: StepRun,
  options: SideBySide,
): Promise<SideBySideResult | undefined> {
  const workers = new Workers(run, options)
  try {
    return await workers.check()
  } finally {
    workers.stop()
  }
}

class Workers {
  readonly #run: StepRun
  readonly #options: SideBySide
  readonly #group: CallGroup
  readonly #queue: BuildQueue
  readonly #slots: EvalSlots
  readonly #parts: PartResult[] = []
  readonly #marker = `nix-ci-${randomUUID()}`
  readonly #say: (text: string, routine: RegExp) => void
  readonly #asked: Attributes[] = []
  /** The numbers of checks by system. */
  readonly #counts = new Map<string, number>()
  #onCount: () => void = () => {}
  readonly #isCounted = new Promise<void>(resolve => {
    this.#onCount = resolve
  })
  /** Checks whose evaluation ran out of memory together. */
  readonly #tooLarge: Told[] = []
  /** Of all checks, as far as they are known. */
  readonly #names = new Set<string>()
  #hasLostTrack = false
  #calls = 0
  #isCut = false

  constructor(run: StepRun, options: SideBySide) {
    this.#run = run
    this.#options = options
    const now = performance.now()
    this.#group = { live: new LiveLog(run.line, now), leaders: new Set(), lastOutputAt: now }
    const { settings, workers } = options
    const { mode, install } = run.context.nix
    const mayPoll = mode === 'single-user' || install === 'installed'
    this.#slots = new EvalSlots(settings.maxJobs, workers, mayPoll)
    const shared = { settings, slots: this.#slots, stats: run.context.buildStats }
    this.#queue = new BuildQueue({ ...shared, build: (...batch) => this.#build(...batch) })
    const say = withoutRepeats(text => this.#group.live.show(text))
    this.#say = (text, routine) => {
      if (!text.includes(this.#marker)) say(text, routine)
    }
  }

  stop(): void {
    this.#queue.stop()
  }

  async check(): Promise<SideBySideResult | undefined> {
    const { parts } = this.#options
    if (parts) await this.#checkParts(parts)
    else if (!(await this.#checkAll())) return undefined
    const builds = await this.#queue.end()
    const built = builds.map(result => ({ result, kind: 'builds' as const }))
    const result = mergeResults([...this.#parts, ...built])
    const asked = this.#asked.length > 0 && withAsked(this.#run, result, this.#asked)
    return withUnreached({ result, ...(asked && { asked }) }, this.#names)
  }

  /** Evaluates the parts, as many at once as there are workers. */
  async #checkParts(parts: readonly FlakePart[]): Promise<void> {
    for (const part of parts) if (isSingleCheck(part.path)) this.#names.add(partName(part))
    const left = parts.values()
    const work = async () => {
      for (const part of left) {
        if (this.#isCut) return
        this.#group.live.show(`evaluating ${escapeInvisible(partName(part))}`)
        await this.#checkPart(part)
      }
    }
    await Promise.all(Array.from({ length: this.#options.workers }, work))
  }

  async #checkPart(part: FlakePart): Promise<void> {
    const [, system = '', name = ''] = part.path
    if (isSingleCheck(part.path)) return this.#checkShare({ system, names: [name] })
    const result = await this.#evaluate(partFlake(this.#options.wrapped.original, part), false)
    const own = partName(part)
    const attribute = ranOutOfMemory(result) ? own : undefined
    this.#parts.push({ result: scoped(result, own), kind: 'rest', ...defined({ attribute }) })
  }

  async #checkAll(): Promise<boolean> {
    const others = this.#checkRest()
    const [rest] = await Promise.all([others, this.#checkShares(others)])
    const isShared = rest.code === 0 || rest.log.run().evaluated.length > 0 || this.#counts.size > 0
    if (this.#hasLostTrack || !(isShared || this.#isCut || ranOutOfMemory(rest))) return false
    if (ranOutOfMemory(rest)) await this.#checkRestAgain()
    // What ran out of memory, in halves, one after the other; a half that is still too large is appended.
    for (const told of this.#tooLarge)
      for (const half of halvesOf(told)) await this.#checkShare(half)
    return true
  }

  async #checkRest(): Promise<CallResult> {
    const { wrapped, systems } = this.#options
    const result = await this.#evaluate(restFlake(wrapped.original, systems), false)
    this.#parts.push({ result, kind: 'rest' })
    return result
  }

  /** Shares out the checks: the first process says how many there are, then the others follow. */
  async #checkShares(rest: Promise<unknown>): Promise<void> {
    const { workers, systems } = this.#options
    const { step, context } = this.#run
    const recorded = { seconds: context.evaluationSeconds, before: beforeCheck(step.name) }
    const shares = { count: workers, recorded }
    const [own, ...others] = Array.from({ length: workers }, (_, index) => ({ index, ...shares }))
    const first = own && this.#checkShare(own)
    await Promise.race([this.#isCounted, first])
    // Of several systems, the first one is not known to have the most.
    const most = systems ? Math.max(0, ...this.#counts.values()) : workers
    const wanted = others.filter(({ index }) => index < most)
    const last = wanted.length === workers - 1 ? wanted.pop() : undefined
    await Promise.all([
      first,
      ...wanted.map(share => this.#checkShare(share)),
      // One process evaluates what is no check, so that the last one waits for any of them.
      last && Promise.race([rest, first]).then(() => this.#checkShare(last)),
    ])
  }

  async #checkShare(share: Share): Promise<void> {
    if (this.#isCut) return
    const { wrapped } = this.#options
    const systems = 'system' in share ? [share.system] : this.#options.systems
    const told: Told[] = 'names' in share ? [{ ...share, all: share.names.length }] : []
    const flake = shareFlake(wrapped.original, systems, share, this.#marker)
    const hear = 'names' in share ? () => {} : (one: Told) => told.push(one)
    const result = await this.#evaluate(flake, true, hear)
    const names = packagesOf(told)
    for (const name of names) this.#names.add(asCheck(name))
    const isTooLarge = ranOutOfMemory(result)
    if (isTooLarge && names.length > 1) {
      this.#tellOfMemory()
      this.#hasLostTrack ||= systems?.length !== 1
      this.#tooLarge.push(...told.map(one => ({ ...one, names: leftOf(one, result) })))
      this.#parts.push({ result, kind: 'share', isRepeated: true })
      return
    }
    const [only] = names.length === 1 ? names : []
    const attribute = isTooLarge ? only : undefined
    const own = only === undefined ? result : scoped(result, only)
    this.#parts.push({ result: own, kind: 'share', ...defined({ attribute }) })
    await this.#ask(own, names.map(asCheck))
  }

  /** Asks for the derivations of a share, if Nix does not log them. */
  async #ask(result: CallResult, names: readonly string[]): Promise<void> {
    const prefix = ownPrefix(this.#run)
    const own = names.filter(name => name.startsWith(prefix))
    const unlogged = unloggedChecks(this.#run, result, own)
    if (unlogged.length === 0) return
    const asked = await askShare(this.#run, result, unlogged)
    this.#asked.push(asked)
    for (const { name, derivation } of asked.evaluated)
      if (derivation) this.#add(name.slice(prefix.length), derivation)
  }

  /** Evaluates the outputs that are no checks, which together ran out of memory, one after the other. */
  async #checkRestAgain(): Promise<void> {
    const { wrapped } = this.#options
    const names = await namesOf(this.#run, wrapped)
    if (!names) return
    this.#tellOfMemory()
    const at = this.#parts.findIndex(({ kind }) => kind === 'rest')
    this.#parts.push(...this.#parts.splice(at, 1).map(part => ({ ...part, isRepeated: true })))
    for (const part of splitOutputs(names))
      if (!this.#isCut && !isSingleCheck(part.path)) await this.#checkPart(part)
  }

  #tellOfMemory(): void {
    if (!this.#parts.some(({ isRepeated }) => isRepeated)) tellOfMemory(this.#run)
  }

  async #evaluate(
    flake: string,
    isShare: boolean,
    onTold: (told: Told) => void = () => {},
  ): Promise<CallResult> {
    const { wrapped, flags, parts } = this.#options
    const routine = parts ? ROUTINE_OF_PART : ROUTINE
    const url = await this.#write(flake)
    const args = [...flags, ...wrapped.args, ...this.#slots.start()]
    const words = ['nix', 'flake', 'check', url, '--keep-going', ...args] as const
    const result = await this.#run.nix(
      words,
      {},
      text => this.#say(isShare ? asCheck(text) : text, routine),
      {
        group: this.#group,
        isWrapped: isShare,
        built: this.#slots.imported,
        cacheFailed: this.#queue.cacheFailed,
        ...(isShare
          ? {
              evaluated: (name, derivation) => this.#evaluated(name, derivation),
              traced: text => this.#traced(text, onTold),
            }
          : {}),
      },
    )
    this.#slots.end()
    this.#noteCut(result)
    return result
  }

  async #build(checks: readonly EvaluatedCheck[], more: readonly string[]): Promise<CallResult> {
    const { wrapped, flags } = this.#options
    const url = await this.#write(buildFlake(wrapped.original.nixConfig, checks))
    const args = [...flags, ...inputlessArguments(this.#run.step.args), ...more]
    const words = ['nix', 'flake', 'check', url, '--keep-going', ...args] as const
    const { cacheFailed } = this.#queue
    const show = (text: string) => this.#say(withoutHelperName(text), ROUTINE_OF_PART)
    const result = await this.#run.nix(words, {}, show, { group: this.#group, cacheFailed })
    this.#noteCut(result)
    return result
  }

  #write(flake: string): Promise<string> {
    return writeFlake(join(this.#options.wrapped.folder, `part-${this.#calls++}`), flake)
  }

  #noteCut(result: CallResult): void {
    if (!wasCut(result)) return
    this.#isCut = true
    this.#queue.stop()
  }

  /** @param name of a package of a share */
  #evaluated(name: string, derivation: string): void {
    const prefix = `packages.${this.#run.context.nix.system}.`
    if (name.startsWith(prefix)) this.#add(name.slice(prefix.length), derivation)
  }

  /** @param name of a check of this system */
  #add(name: string, derivation: string): void {
    const { context, step } = this.#run
    const check = { system: context.nix.system, name, derivation }
    if (!preventsBuilds(step.args)) this.#queue.add(check)
  }

  #traced(text: string, onTold: (told: Told) => void): void {
    if (!text.startsWith(`${this.#marker} `)) return
    const told = JSON.parse(text.slice(this.#marker.length + 1)) as Told
    this.#counts.set(told.system, told.all)
    onTold(told)
    this.#onCount()
  }
}
