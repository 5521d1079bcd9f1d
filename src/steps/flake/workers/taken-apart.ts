import { flagGroups, flagTable } from '../../../inputs/steps/flags.ts'
import { readSettings } from '../../../nix/isolation.ts'
import type { StepRun } from '../../step-run.ts'
import { preventsBuilds } from '../each/arguments.ts'

/** Flags that mean the same for a part of a flake as for all of it. */
const UNDERSTOOD = flagTable({
  0: `--all-systems --show-trace -L --print-build-logs -v --verbose --keep-going -k --keep-failed -K --fallback
--no-fallback --impure --offline --no-registries --accept-flake-config --no-update-lock-file --no-write-lock-file
--refresh`,
  1: `--max-jobs -j --cores --timeout --max-silent-time --builders --substituters --inputs-from --update-input
--extra-experimental-features --experimental-features`,
  2: '--option --override-input',
})

/** Settings that change what is checked or where it is built. */
const UNUSUAL_SETTINGS = ['system', 'eval-system', 'extra-platforms', 'store', 'keep-going']

/** Why a step's flake is evaluated by one process; undefined if several can do it. */
export function whyOneProcess({ step, context: { nix } }: StepRun): string | undefined {
  if (nix.flavor === 'determinate') return 'Determinate Nix evaluates on several cores by itself'
  if (nix.flavor === 'lix') return 'evaluation by several processes is not tested with Lix'
  if (preventsBuilds(step.args)) return 'it builds nothing'
  const odd = unusualArgument(step.args)
  return odd === undefined ? undefined : `its args have ${odd}`
}

/** The first argument that may mean something else for a part of a flake than for all of it. Pure. */
export function unusualArgument(args: readonly string[]): string | undefined {
  for (const [flag = '', value = ''] of flagGroups(args, UNDERSTOOD)) {
    if (!UNDERSTOOD.has(flag)) return flag
    if (flag === '--option' && UNUSUAL_SETTINGS.includes(value)) return `${flag} ${value}`
  }
  return undefined
}

/** Settings of Nix that concern what several calls build together. */
export interface BuildSettings {
  /** How many builds may run at once; 0: only on remote builders. */
  readonly maxJobs: number
  /** The caches that are read; empty: not known. */
  readonly caches: readonly string[]
}

/** The settings of a step. */
export async function buildSettingsOf({
  step,
  context: { nix, env },
}: StepRun): Promise<BuildSettings> {
  const settings = await readSettings(nix, { ...env, ...step.env })
  const jobs = givenJobs(step.args) ?? Number(settings['max-jobs']?.value)
  const caches = settings.substituters?.value
  const isKnown = Array.isArray(caches) && !step.args.some(it => it.includes('substituters'))
  return {
    maxJobs: Number.isInteger(jobs) && jobs >= 0 ? jobs : 1,
    caches: isKnown ? caches.map(String) : [],
  }
}

/** The limit in the arguments of a step, which the last one sets; undefined if none of them is a number. Pure. */
export function givenJobs(args: readonly string[]): number | undefined {
  const values = args.flatMap((flag, at) => {
    if (flag === '--max-jobs' || flag === '-j') return args[at + 1] ?? []
    return flag === '--option' && args[at + 1] === 'max-jobs' ? (args[at + 2] ?? []) : []
  })
  const last = values.at(-1) ?? ''
  return /^\d{1,6}$/.test(last) ? Number(last) : undefined
}
