import { stripVTControlCharacters } from 'node:util'
import type { ReportedStep } from './scene.ts'

/** What a check of a flake says, whoever did it. */
export interface Verdict {
  readonly passes: boolean
  /** Attributes that fail. */
  readonly failing: readonly string[]
  /** Those of them that do not evaluate. */
  readonly unevaluated: readonly string[]
  /** The checks of the system that were evaluated, as often as they are listed. */
  readonly checks: readonly string[]
  /** Whether Nix ended before it had looked at everything. */
  readonly hasCrashed?: boolean
  /** Whether Nix gave up before it had built everything. */
  readonly hasGivenUp?: boolean
}

/** Statuses of a check that has failed. */
const FAILED = ['failed', 'eval-error', 'dependency-failed', 'timeout']

/** The verdict of a step of the action. */
export function verdictOfStep({ status, checks = [] }: ReportedStep, system: string): Verdict {
  const names = checks.map(({ name }) => comparable(name))
  const inStatus = (statuses: readonly string[]) =>
    unique(names.filter((_, at) => statuses.includes(checks[at]?.status ?? '')))
  return {
    passes: status === 'success',
    failing: inStatus(FAILED),
    unevaluated: inStatus(['eval-error']),
    checks: names.filter(name => name.startsWith(`checks.${system}.`)).sort(),
  }
}

const DRV = String.raw`/nix/store/[0-9a-z]{32}-[^'\s^!;]+\.drv`
/** What Nix says of derivations that were not built. */
const UNBUILT: readonly RegExp[] = [
  new RegExp(`builder for '(${DRV})' (?:failed|died)`, 'g'),
  new RegExp(`dependenc(?:y|ies) of derivation '(${DRV})' failed`, 'g'),
  new RegExp(`Cannot build '(${DRV})'`, 'g'),
  new RegExp(`fixed-output derivation '(${DRV})'`, 'g'),
  new RegExp(`is required to build '(${DRV})'`, 'g'),
  new RegExp(`build(?:ing)? of '(${DRV})`, 'g'),
]
/** Only the output is named, which is called as its derivation. */
const REFUSED = /^error: output '\/nix\/store\/[0-9a-z]{32}-([^'\n]+)' is not allowed to refer/gm
const ALL_UNBUILT = /^error: build of ('.+') failed$/gm

/**
 * The verdict of `nix flake check --keep-going --verbose`, read from what it printed. Up to 2.32 it names derivations that
 * fail to build, not their attributes; it says before which attribute evaluates to which.
 */
export function verdictOfNix(output: string, exitCode: number, system: string): Verdict {
  const text = stripVTControlCharacters(output)
  const attributes = new Map<string, string[]>()
  const evaluated: string[] = []
  const checking = /^checking derivation (.+?)(?:\.\.\.)?$|^derivation evaluated to (\S+)$/gm
  for (const [, name, derivation] of text.matchAll(checking)) {
    if (name !== undefined) evaluated.push(comparable(name))
    const last = evaluated.at(-1)
    if (derivation !== undefined && last?.startsWith(`checks.${system}.`))
      attributes.set(derivation, [...(attributes.get(derivation) ?? []), last])
  }
  const derivations = [
    ...UNBUILT.flatMap(pattern => [...text.matchAll(pattern)].map(it => it[1] ?? '')),
    ...[...text.matchAll(ALL_UNBUILT)].flatMap(it =>
      [...(it[1] ?? '').matchAll(new RegExp(DRV, 'g'))].map(([path]) => path),
    ),
    ...[...text.matchAll(REFUSED)].flatMap(([, name]) =>
      [...attributes.keys()].filter(path => path.endsWith(`-${name}.drv`)),
    ),
  ]
  const unevaluated = [...errorsIn(text).flatMap(it => namedIn(it) ?? []), ...noSystems(text)]
  return {
    passes: exitCode === 0,
    hasCrashed: /^error: stack overflow \(possible infinite recursion\)$/m.test(text),
    hasGivenUp: /^error: a '.*' with features \{.*\} is required to build/m.test(text),
    failing: unique([...unevaluated, ...derivations.flatMap(path => attributes.get(path) ?? [])]),
    unevaluated: unique(unevaluated),
    checks: evaluated.filter(name => name.startsWith(`checks.${system}.`)).sort(),
  }
}

function errorsIn(text: string): string[] {
  return text.split(/^(?=error(?: \(ignored\))?:)/m).filter(it => it.startsWith('error'))
}

/** The attribute that an error names: the innermost of the first run of nested ones. */
function namedIn(error: string): string | undefined {
  let found: string | undefined
  for (const [, written = ''] of error.matchAll(/while checking (?:the )?[\w -]*?\s*'(.+)'$/gm)) {
    const name = comparable(written)
    if (found !== undefined && !name.startsWith(`${found}.`)) return found
    found = name
  }
  return found
}

/** Names in place of systems: the error has only the name, but Nix said before in which output it looks. */
function noSystems(text: string): string[] {
  const pattern = /^checking flake output '(.+)'|^error.*?'([^'\n]+)' is not a valid system type/gm
  let output = ''
  return [...text.matchAll(pattern)].flatMap(([, checked, name]) => {
    output = checked ?? output
    return name === undefined ? [] : comparable(`${output}.${name}`)
  })
}

/** Versions quote names in different ways. */
function comparable(name: string): string {
  return name.replace(/^'|'$/g, '').replaceAll(/["\\]/g, '')
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

/** All in which the action's verdict differs from Nix's, in words. */
export function verdictDifferences(nix: Verdict, ours: Verdict): string[] {
  const differences: string[] = []
  if (nix.passes !== ours.passes)
    differences.push(`${nix.passes ? 'Nix passes' : 'Nix fails'}, the action does not`)
  // 2.26 ends at once where the stack overflows: it neither evaluates what comes next nor builds anything.
  if (nix.hasCrashed) return differences
  // 2.26 ends all builds where one needs another system, however far the others have come.
  const kind = nix.hasGivenUp ? 'unevaluated' : 'failing'
  const missing = nix[kind].filter(it => !ours.failing.includes(it))
  const added = ours[kind].filter(it => !nix.failing.includes(it))
  if (missing.length > 0) differences.push(`only Nix says failed: ${missing.join(', ')}`)
  if (added.length > 0) differences.push(`only the action says failed: ${added.join(', ')}`)
  const twice = ours.checks.filter((it, at) => ours.checks[at - 1] === it)
  if (twice.length > 0) differences.push(`twice: ${twice.join(', ')}`)
  const unlisted = nix.checks.filter(it => !ours.checks.includes(it))
  if (unlisted.length > 0) differences.push(`not listed: ${unlisted.join(', ')}`)
  const invented = ours.checks.filter(it => !nix.checks.includes(it))
  if (invented.length > 0) differences.push(`not of Nix: ${invented.join(', ')}`)
  return differences
}
