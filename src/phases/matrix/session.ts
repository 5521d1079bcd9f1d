import { openActionsCache, whyNot } from '../../caches/actions-cache/client.ts'
import {
  type HandOverNix,
  handOverKey,
  importHandOver,
  type RestoredHandOver,
  restoreHandOver,
  saveHandOver,
} from '../../caches/hand-over/hand-over.ts'
import { ActionError, formatError } from '../../lib/errors.ts'
import { listed } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import type { ActionContext } from '../../model/context.ts'
import type { MatrixPart, MatrixRow, PlannedItem, PlannedSystem } from '../../model/matrix.ts'
import type { Step } from '../../model/step.ts'
import { systemOf } from '../../nix/nix.ts'
import type { Runner } from '../../runner/runner.ts'
import { inputText } from '../../runner/with-environment.ts'
import { missingSteps, narrowed } from '../../steps/narrow.ts'
import { headOf } from '../../trust/checkout.ts'
import { type EventFacts, isBaselineRun } from '../../trust/event.ts'
import type { Config } from '../config.ts'
import type { RunState } from '../run-state.ts'
import { roomForMatrix } from '../to-build.ts'
import { PLAN_INPUTS, planId } from './plan-id.ts'
import { privateSources } from './private-sources.ts'
import { makeRows } from './rows.ts'
import {
  deferTimes,
  measuredTimes,
  restoreTimes,
  type Times,
  timeId,
  timesPrefix,
} from './times.ts'

const TITLE = 'Matrix'

/** The part of a job in a matrix: with `plan` it makes the rows, with `shard` it builds one. Else it does nothing. */
export class MatrixSession {
  readonly #run: RunState
  readonly #config: Config
  readonly #ctx: ActionContext
  readonly #runner: Runner
  readonly #systems: readonly PlannedSystem[]
  readonly #items: PlannedItem[] = []
  readonly #plan: string
  #times: Times = new Map()
  #restored: RestoredHandOver | undefined

  constructor(run: RunState, config: Config, ctx: ActionContext, runner: Runner) {
    this.#run = run
    this.#config = config
    this.#ctx = ctx
    this.#runner = runner
    this.#systems = plannedSystems(config)
    const texts = PLAN_INPUTS.map(name => inputText(runner.env, name))
    this.#plan = planId(runner.env, texts)
  }

  get #row(): MatrixRow | undefined {
    return this.#config.inputs.matrix.shard
  }

  /**
   * Checks that a row and the job have the same commit and steps, before anything on the machine changes.
   * @throws ActionError
   */
  async checkRow(): Promise<void> {
    const row = this.#row
    if (!row) return
    const { steps } = this.#config.inputs
    if (steps !== 'auto') this.narrow(steps)
    const { commit, trouble } = await this.#head()
    if (commit === row.commit) return
    const other = commit ?? `unknown (${trouble})`
    throw new ActionError(
      `shard: the plan was made for commit ${row.commit}, but the checked-out commit is ${other}.`,
      'Check out the same commit in the plan and in the jobs of its matrix.',
    )
  }

  /** Restores what the plan handed over, or with `plan` the times of earlier jobs; during the install. */
  async restore(): Promise<void> {
    const row = this.#row
    if (this.#config.inputs.plan) {
      const { times, trouble } = await restoreTimes(
        this.#cache,
        timesPrefix(this.#plan),
        this.#ctx.folder,
      )
      this.#times = times
      if (trouble !== undefined) this.#ctx.logger.info(`${TITLE}: no recorded times: ${trouble}`)
    }
    if (!row) return
    const roots = [...new Set(row.items.flatMap(({ derivation }) => derivation ?? []))]
    if (roots.length === 0 || this.#whyNoHandOver('restore') !== undefined) return
    const work = () =>
      restoreHandOver(roots, handOverKey(row.plan, this.#runner.env), this.#cache, this.#ctx)
    this.#restored = await this.#run.records.phase('hand-over', work, ({ unpacked, isTrouble }) =>
      unpacked ? 'success' : isTrouble ? 'failure' : 'skipped',
    )
  }

  /** Adds what was handed over to the store. @returns what the steps need to know */
  async provide(nix: HandOverNix): Promise<MatrixPart> {
    const { plan } = this.#config.inputs
    if (plan) return { matrix: { systems: this.#systems, items: this.#items } }
    const row = this.#row
    if (!row) return {}
    return { shard: { row, handedOver: new Set(await this.#import(nix)) } }
  }

  /**
   * With `shard`, the steps as the row has them.
   * @throws ActionError if the row has a step that the job does not have
   */
  narrow(steps: readonly Step[]): readonly Step[] {
    const row = this.#row
    if (!row) return steps
    const missing = missingSteps(steps, row)
    if (missing.length === 0) return narrowed(steps, row)
    const names = listed(missing.map(escapeInvisible), 5)
    throw new ActionError(
      `shard: this job has no flake-check or build step named ${names}.`,
      'Give the jobs of the matrix the same steps as the plan.',
    )
  }

  /** Makes the rows and hands the derivations over; a row's job leaves its times. Before the boundary. */
  async conclude(steps: readonly Step[], nix: HandOverNix, event: EventFacts): Promise<void> {
    if (this.#ctx.cancel.aborted) return
    const { records } = this.#run
    const row = this.#row
    if (row) {
      if (isBaselineRun(event))
        await deferTimes(measuredTimes(row.system, steps, records.steps), this.#ctx.folder)
      this.#nameRows([row])
      return
    }
    if (!this.#config.inputs.plan || this.#items.length === 0) return
    const rows = await this.#makeRows(steps)
    if (!rows) return
    this.#run.matrix = rows
    this.#nameRows(rows)
    await this.#handOver(nix)
  }

  async #makeRows(steps: readonly Step[]): Promise<MatrixRow[] | undefined> {
    try {
      const { commit, trouble } = await this.#head()
      if (commit === undefined) {
        throw new ActionError(
          `The checked-out commit is unknown, so no job could tell whether it has the same: ${trouble}.`,
          'Check the repository out with actions/checkout first.',
        )
      }
      return makeRows(this.#items, {
        systems: this.#systems,
        shards: this.#config.inputs.matrix.shards,
        commit,
        plan: this.#plan,
        bound: new Set(steps.filter(step => step.expectFailure).map(({ name }) => name)),
        secondsOf: item => this.#times.get(timeId(item.system, item)),
        room: roomForMatrix(this.#run.observed.toBuild),
      })
    } catch (error) {
      const message = formatError(error)
      this.#run.records.hasFatal = true
      this.#run.failureReason = message
      this.#runner.page.annotate('error', { title: `Nix CI: ${TITLE.toLowerCase()}`, message })
      return undefined
    }
  }

  /** Names in the records of the checks the row that builds them. */
  #nameRows(rows: readonly MatrixRow[]): void {
    const names = new Map(
      rows.flatMap(({ name, items }) =>
        items.map(({ step, attribute }) => [JSON.stringify([step, attribute]), name] as const),
      ),
    )
    const { steps } = this.#run.records
    for (const [at, step] of steps.entries()) {
      const checks = step.checks?.map(check => {
        const row = names.get(JSON.stringify([step.name, check.name]))
        return row === undefined ? check : { ...check, row }
      })
      if (checks) steps[at] = { ...step, checks }
    }
  }

  async #handOver(nix: HandOverNix): Promise<void> {
    const why = this.#whyNoHandOver('save')
    const derivations = [...new Set(this.#items.flatMap(({ derivation }) => derivation ?? []))]
    if (derivations.length === 0) return
    if (why !== undefined) {
      this.#ctx.logger.info(`${TITLE}: no derivations are handed over: ${why}`)
      return
    }
    const key = handOverKey(this.#plan, this.#runner.env)
    const isPrivate = privateSources(this.#config, this.#runner.env, this.#ctx)
    const work = () => saveHandOver(derivations, key, this.#cache, nix, isPrivate, this.#ctx)
    const { message, isTrouble } = await this.#run.records.phase('hand-over', work, it =>
      it.derivations.length > 0 ? 'success' : it.isTrouble ? 'failure' : 'skipped',
    )
    this.#tell(
      `${isTrouble ? 'Could not hand derivations over' : 'Handed over'}: ${message}`,
      isTrouble,
    )
  }

  async #import(nix: HandOverNix): Promise<readonly string[]> {
    const restored = this.#restored
    if (!restored?.unpacked) {
      const why = restored?.message ?? this.#whyNoHandOver('restore') ?? 'the plan named none'
      this.#tell(
        `No derivations from the plan, so this job evaluates its row: ${why}`,
        restored?.isTrouble,
      )
      return []
    }
    const imported = await importHandOver(restored.unpacked, nix, this.#ctx.cancel)
    if (imported.isTrouble)
      this.#tell(
        `Could not use the derivations from the plan, so this job evaluates its row: ${imported.message}`,
        true,
      )
    else this.#tell(`Derivations from the plan: ${restored.message}`)
    return imported.derivations
  }

  #tell(message: string, isTrouble = false): void {
    const { logger } = this.#ctx
    if (isTrouble) logger.warning(message, TITLE)
    else logger.info(`${TITLE}: ${message}`)
  }

  #whyNoHandOver(action: 'save' | 'restore'): string | undefined {
    if (this.#config.inputs.storeCache.mode === 'false') return 'store-cache: false'
    if (action === 'save' && this.#run.trust?.decision.mayUseCredentials === false)
      return 'this run has an untrusted commit next to the secrets of the repository'
    return whyNot(action, this.#runner.env)
  }

  #head() {
    const { project, workspace } = this.#config
    const { env, folder: scratch, cancel } = this.#ctx
    return headOf(project, { env, workspace, scratch, cancel })
  }

  get #cache() {
    const { folder, cancel } = this.#ctx
    return openActionsCache({ env: this.#runner.env, folder, cancel })
  }
}

const LABELS: Readonly<Record<string, string>> = {
  'x86_64-linux': 'ubuntu-latest',
  'aarch64-linux': 'ubuntu-24.04-arm',
  'aarch64-darwin': 'macos-latest',
  'x86_64-darwin': 'macos-15-intel',
}

/** The input `systems`, or this system on a runner of GitHub. */
function plannedSystems({ inputs }: Config): readonly PlannedSystem[] {
  const { systems } = inputs.matrix
  if (systems.length > 0) return systems
  const system = systemOf(process.platform, process.arch)
  return [{ system, labels: [LABELS[system] ?? 'ubuntu-latest'] }]
}
