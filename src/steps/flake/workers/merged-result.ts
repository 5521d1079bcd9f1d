import type { CallResult } from '../../../nix/call.ts'
import type { Build, BuildStatus } from '../../../nix/log/build.ts'
import type { NixError } from '../../../nix/log/errors.ts'
import { NixLog } from '../../../nix/log/log.ts'
import { mergeTroubles } from '../../../nix/log/messages.ts'
import type { RunLog } from '../../../nix/log/run-log.ts'
import { wasCut } from '../flake-checks.ts'

/** One of the calls that together check a flake. */
export interface PartResult {
  readonly result: CallResult
  /** What it does: evaluates a share of the checks, as packages, or the other outputs, or builds. */
  readonly kind: 'share' | 'rest' | 'builds'
  /** Whether what it did not reach is told by other calls, because it ran out of memory. */
  readonly isRepeated?: boolean
  /** The only attribute that it evaluates, if it ran out of memory. */
  readonly attribute?: string
}

/** The result that one call for all of it would have had. */
export function mergeResults(parts: readonly PartResult[]): CallResult {
  const log = mergeLogs(parts)
  const results = parts.filter(({ isRepeated }) => !isRepeated).map(({ result }) => result)
  const base =
    results.find(wasCut) ??
    results.find(({ signal }) => signal !== null) ??
    results.find(({ code }) => code !== 0) ??
    results[0]
  if (!base) throw new Error('There is no call to take a result from.')
  return { ...base, stdout: '', log: { run: () => log, errors: log.errors.map(it => it.text) } }
}

function mergeLogs(parts: readonly PartResult[]): RunLog {
  const logs = parts.map(part => ({ ...part, log: part.result.log.run() }))
  const all = logs.map(({ log }) => log)
  const isEvaluation = ({ kind }: PartResult) => kind !== 'builds'
  const evaluating = logs.filter(isEvaluation)
  const builds = mergeBuilds(all.flatMap(log => log.builds))
  const span = (spans: readonly { start: number; end: number | undefined }[]) => ({
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ start, end }) => end ?? start)),
  })
  const sum = (count: (log: RunLog) => number) => all.reduce((total, log) => total + count(log), 0)
  return {
    ...span(all),
    evaluation: span(evaluating.map(({ log }) => log.evaluation)),
    evaluated: inOrder(
      evaluating.flatMap(({ log, kind, isRepeated }) =>
        log.evaluated
          .filter(one => !isRepeated || one.derivation !== undefined)
          .map(one => (kind === 'share' ? { ...one, name: asCheck(one.name) } : one)),
      ),
      ({ name }) => name,
    ),
    passedOver: logs.flatMap(({ log, kind }) => (kind === 'rest' ? log.passedOver : [])),
    sources: all.flatMap(log => log.sources),
    builds,
    fetches: all.flatMap(log => log.fetches),
    waits: all.flatMap(log => log.waits),
    errors: [
      ...inOrder(errorsOf(evaluating), ({ attribute }) => attribute ?? ''),
      ...errorsOf(logs.filter(part => !isEvaluation(part))),
    ],
    resolved: new Map(all.flatMap(log => [...log.resolved])),
    builders: all.flatMap(log => log.builders),
    toBuild: all.flatMap(log => log.toBuild),
    cacheTroubles: all.reduce<RunLog['cacheTroubles']>(
      (known, log) => mergeTroubles(known, log.cacheTroubles),
      [],
    ),
    asked: new Map(all.flatMap(log => [...log.asked])),
    waiting: all.flatMap(log => log.waiting),
    lacksMemory: logs.some(({ log, isRepeated }) => log.lacksMemory && !isRepeated),
    totals: {
      built: sum(log => log.totals.built),
      failed: builds.filter(({ status }) => status === 'failed' || status === 'timeout').length,
      fetched: sum(log => log.totals.fetched),
      fetchedBytes: sum(log => log.totals.fetchedBytes),
    },
  }
}

const HELPER = /^checks\.[\w-]+\.[0-9a-z]{32}-[^/]*\.drv$/

/** An error without the attribute of a dependency that is built as if it were a check. */
function withoutHelper(error: NixError): NixError {
  const { attribute, ...others } = error
  return attribute !== undefined && HELPER.test(attribute)
    ? renamed(others, withoutHelperName)
    : error
}

/** A message of Nix without the attribute of a dependency that is built as if it were a check. */
export function withoutHelperName(text: string): string {
  return text.replace(
    /failed to build attribute '(?:\x1b\[[\d;]*m)*checks\.[\w-]+\."?[0-9a-z]{32}-[^'\n]*\.drv[^'\n]*', build of '[^'\n]*' failed: /,
    '',
  )
}

/** The error of a process that ran out of memory without a word about it. */
function silentDeath({ result, attribute }: PartResult): NixError[] {
  const { errors, end } = result.log.run()
  if (attribute === undefined || errors.some(isOfMemory)) return []
  return [{ kind: 'other', text: 'error: out of memory', at: end, isIgnored: false, attribute }]
}

/** In the order of names, as one call evaluates them. */
export function inOrder<T>(items: readonly T[], name: (item: T) => string): T[] {
  return items.toSorted((a, b) => (name(a) < name(b) ? -1 : Number(name(a) > name(b))))
}

function errorsOf(parts: readonly PartResult[]): NixError[] {
  const hasRestFailed = parts.some(({ kind, result }) => kind === 'rest' && result.code !== 0)
  // The output itself is judged with the rest.
  const isOfRest = ({ kind }: PartResult, { attribute }: NixError) =>
    hasRestFailed && kind === 'share' && /^packages(?:\.[^.]*)?$/.test(attribute ?? '')
  return parts.flatMap(part =>
    [...part.result.log.run().errors, ...silentDeath(part)]
      .filter(one => !(part.isRepeated && isOfMemory(one)) && !isOfRest(part, one))
      .map(one => (part.kind === 'share' ? renamed(one, asCheck) : withoutHelper(one))),
  )
}

function renamed(error: NixError, rename: (text: string) => string): NixError {
  return {
    ...error,
    text: rename(error.text),
    ...(error.raw === undefined ? {} : { raw: rename(error.raw) }),
    ...(error.trace && {
      trace: error.trace.map(it => ({ ...it, raw_msg: rename(it.raw_msg) })),
    }),
    ...(error.attribute === undefined ? {} : { attribute: rename(error.attribute) }),
    ...(error.also && { also: error.also.map(rename) }),
  }
}

const RANKS: readonly BuildStatus[] = ['built', 'failed', 'timeout', 'cancelled', 'running']

/** One entry a derivation: the one that says the most, if several calls wanted to build it. */
function mergeBuilds(builds: readonly Build[]): Build[] {
  const merged = new Map<string, Build>()
  const rank = ({ status }: Build) =>
    RANKS.includes(status) ? RANKS.indexOf(status) : RANKS.length
  for (const build of builds) {
    const known = merged.get(build.derivation)
    if (!known || rank(build) < rank(known)) merged.set(build.derivation, build)
  }
  return [...merged.values()]
}

const MEMORY = /^(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i

/** Whether an error of Nix says that the evaluator ran out of memory. */
export function isOfMemory({ derivation, raw, text }: NixError): boolean {
  return derivation === undefined && MEMORY.test(raw ?? text.replace(/^error:\s+/, ''))
}

/** Names the packages of a share as the checks that they are, in a name or a message of Nix. */
export function asCheck(text: string): string {
  return text.replace(
    /(^|(?:attribute|derivation) '?(?:\x1b\[[\d;]*m)*)packages(?=\.[\w-]+\.|\.")/g,
    '$1checks',
  )
}

/** The log of a call that would not build these derivations, because so many of their dependencies failed. */
export function blockedLog(derivations: ReadonlyMap<string, number>): NixLog {
  const log = new NixLog(() => {})
  for (const [path, count] of derivations) {
    const msg = `error: ${count} dependencies of derivation '${path}' failed to build`
    log.accept(`@nix ${JSON.stringify({ action: 'msg', level: 0, msg })}`)
  }
  log.finish()
  return log
}
