import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { defined } from '../../../lib/object.ts'
import type { CallGroup, CallResult } from '../../../nix/call.ts'
import { LiveLog } from '../../../nix/log/live.ts'
import type { StepRun } from '../../step-run.ts'
import { inputlessArguments } from '../each/arguments.ts'
import { ranOutOfMemory } from '../each/each.ts'
import { partName, splitOutputs } from '../each/parts.ts'
import { namesOf, type WrappedFlake, writeFlake } from '../each/wrap.ts'
import {
  buildFlake,
  type EvaluatedCheck,
  isSingleCheck,
  partFlake,
  restFlake,
  type Share,
  shareFlake,
} from '../each/wrapper-flake.ts'
import { wasCut } from '../flake-checks.ts'
import { BuildQueue } from './build-queue.ts'
import { EvalSlots } from './eval-slots.ts'
import {
  asCheck,
  leftOf,
  mergeResults,
  type PartResult,
  withoutHelperName,
} from './merged-result.ts'
import type { BuildSettings } from './taken-apart.ts'

/** How a flake is checked by several processes. */
export interface SideBySide {
  readonly wrapped: WrappedFlake
  /** Whose checks are shared out; undefined: all. */
  readonly systems: readonly string[] | undefined
  /** Flags of `nix flake check` that select the systems. */
  readonly flags: readonly string[]
  /** How many processes evaluate at once, at least 2. */
  readonly workers: number
  readonly settings: BuildSettings
}

/**
 * `nix flake check` by several processes: each evaluates a share of the checks through a wrapper flake that has them as
 * packages, which Nix checks in the same way but does not build; one evaluates the other outputs. What has been evaluated is
 * built while the others still evaluate.
 * @returns what one call for all would have returned; undefined if the flake has no outputs that can be shared out
 */
export async function checkSideBySide(
  run: StepRun,
  options: SideBySide,
): Promise<CallResult | undefined> {
  const workers = new Workers(run, options)
  try {
    return await workers.check()
  } finally {
    workers.stop()
  }
}

/** What a share of the checks traces about itself. */
interface Told {
  readonly system: string
  readonly names: readonly string[]
  /** The number of checks of the system. */
  readonly all: number
}

class Workers {
  readonly #run: StepRun
  readonly #options: SideBySide
  readonly #group: CallGroup
  readonly #queue: BuildQueue
  readonly #slots: EvalSlots
  readonly #parts: PartResult[] = []
  readonly #marker = `nix-ci-${randomUUID()}`
  readonly #warnings = new Set<string>()
  /** The numbers of checks by system. */
  readonly #counts = new Map<string, number>()
  /** Checks whose evaluation ran out of memory together. */
  readonly #tooLarge: Told[] = []
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
    this.#queue = new BuildQueue({
      settings,
      slots: this.#slots,
      stats: run.context.buildStats,
      build: (checks, args) => this.#build(checks, args),
    })
  }

  stop(): void {
    this.#queue.stop()
  }

  async check(): Promise<CallResult | undefined> {
    const [rest] = await Promise.all([this.#checkRest(), this.#checkShares()])
    const isShared = rest.code === 0 || rest.log.run().evaluated.length > 0
    if (this.#hasLostTrack || !(isShared || this.#isCut || ranOutOfMemory(rest))) return undefined
    if (ranOutOfMemory(rest)) await this.#checkRestAgain()
    await this.#checkAgain()
    const builds = await this.#queue.end()
    const parts = builds.map(result => ({ result, kind: 'builds' as const }))
    return mergeResults([...this.#parts, ...parts])
  }

  async #checkRest(): Promise<CallResult> {
    const { wrapped, systems } = this.#options
    const result = await this.#evaluate(restFlake(wrapped.original, systems), false)
    this.#parts.push({ result, kind: 'rest' })
    this.#restEnded()
    return result
  }

  #restEnded: () => void = () => {}

  /** Shares out the checks: the first process says how many there are, then the others follow. */
  async #checkShares(): Promise<void> {
    const { workers, systems } = this.#options
    const isFree = new Promise<void>(resolve => {
      this.#restEnded = resolve
    })
    const others = Array.from({ length: workers - 1 }, (_, at) => ({
      index: at + 1,
      count: workers,
    }))
    let isKnown = () => {}
    const known = new Promise<void>(resolve => {
      isKnown = resolve
    })
    this.#onCount = isKnown
    const first = this.#checkShare({ index: 0, count: workers }).finally(isKnown)
    await known
    // Of several systems, the first one is not known to have the most.
    const most = systems ? Math.max(0, ...this.#counts.values()) : workers
    const wanted = others.filter(({ index }) => index < most)
    const last = wanted.length === workers - 1 ? wanted.pop() : undefined
    await Promise.all([
      first,
      ...wanted.map(share => this.#checkShare(share)),
      // One process evaluates what is no check, so that the last one waits for any of them.
      last && Promise.race([isFree, first]).then(() => this.#checkShare(last)),
    ])
  }

  #onCount: () => void = () => {}

  async #checkShare(share: Share): Promise<void> {
    if (this.#isCut) return
    const { wrapped } = this.#options
    const systems = 'system' in share ? [share.system] : this.#options.systems
    const told: Told[] = []
    const flake = shareFlake(wrapped.original, systems, share, this.#marker)
    const result = await this.#evaluate(flake, true, one => told.push(one))
    const names = told.flatMap(one => one.names)
    const isTooLarge = ranOutOfMemory(result)
    if (isTooLarge && names.length > 1) {
      this.#tellOfMemory()
      this.#hasLostTrack ||= systems?.length !== 1
      this.#tooLarge.push(...told.map(one => ({ ...one, names: leftOf(one, result) })))
      this.#parts.push({ result, kind: 'share', isRepeated: true })
    } else {
      const attribute = isTooLarge ? told[0] && `packages.${told[0].system}.${names[0]}` : undefined
      this.#parts.push({ result, kind: 'share', ...defined({ attribute }) })
    }
  }

  /** Evaluates what ran out of memory again, in halves, one after the other. */
  async #checkAgain(): Promise<void> {
    for (const { system, names } of this.#tooLarge) {
      const middle = Math.ceil(names.length / 2)
      for (const half of [names.slice(0, middle), names.slice(middle)])
        if (half.length > 0) await this.#checkShare({ system, names: half })
    }
  }

  /** Evaluates the outputs that are no checks, which together ran out of memory, one after the other. */
  async #checkRestAgain(): Promise<void> {
    const { wrapped } = this.#options
    const names = await namesOf(this.#run, wrapped)
    if (!names) return
    this.#tellOfMemory()
    const at = this.#parts.findIndex(({ kind }) => kind === 'rest')
    this.#parts.push(...this.#parts.splice(at, 1).map(part => ({ ...part, isRepeated: true })))
    for (const part of splitOutputs(names)) {
      if (this.#isCut) return
      if (isSingleCheck(part.path)) continue
      const result = await this.#evaluate(partFlake(wrapped.original, part), false)
      const attribute = ranOutOfMemory(result) ? partName(part) : undefined
      this.#parts.push({ result, kind: 'rest', ...defined({ attribute }) })
    }
  }

  #tellOfMemory(): void {
    const { step, context } = this.#run
    if (this.#parts.some(({ isRepeated }) => isRepeated)) return
    context.ctx.logger.notice(
      `${step.name}: Nix ran out of memory while evaluating the flake. Evaluating the rest in smaller parts now; set eval-workers to a lower number to evaluate fewer at once.`,
      'Out of memory',
    )
  }

  async #evaluate(
    flake: string,
    isShare: boolean,
    onTold: (told: Told) => void = () => {},
  ): Promise<CallResult> {
    const { wrapped, flags } = this.#options
    const url = await this.#write(flake)
    const args = [...flags, ...wrapped.args, ...this.#slots.start()]
    const words = ['nix', 'flake', 'check', url, '--keep-going', ...args] as const
    const result = await this.#run.nix(
      words,
      {},
      text => this.#say(isShare ? asCheck(text) : text, ROUTINE),
      {
        group: this.#group,
        isWrapped: isShare,
        built: this.#slots.imported,
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
    const show = (text: string) => this.#say(withoutHelperName(text), ROUTINE_OF_BUILD)
    const result = await this.#run.nix(words, {}, show, { group: this.#group })
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
    const { system } = this.#run.context.nix
    const prefix = `packages.${system}.`
    if (!name.startsWith(prefix)) return
    this.#queue.add({ system, name: name.slice(prefix.length), derivation })
  }

  #traced(text: string, onTold: (told: Told) => void): void {
    if (!text.startsWith(`${this.#marker} `)) return
    const told = JSON.parse(text.slice(this.#marker.length + 1)) as Told
    this.#counts.set(told.system, told.all)
    onTold(told)
    this.#onCount()
  }

  /** Shows a message of Nix, unless it says nothing about the step's flake, or repeats a warning or an error. */
  #say(text: string, routine: RegExp): void {
    const plain = stripVTControlCharacters(text)
    if (routine.test(plain) || plain.startsWith(`trace: ${this.#marker}`)) return
    if (/^(?:warning|error):/.test(plain)) {
      if (this.#warnings.has(plain)) return
      this.#warnings.add(plain)
    }
    this.#group.live.show(text)
  }
}

/** Messages about wrapper flakes. */
const ROUTINE =
  /^(?:evaluating flake|checking flake output 'packages'|derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/
const ROUTINE_OF_BUILD = new RegExp(`${ROUTINE.source}|^(?:checking |running \\d+ flake checks)`)
