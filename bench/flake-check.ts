import { SYSTEM } from '../__tests__/e2e/support/cachix-runs.ts'
import { type Scene, scene } from '../__tests__/e2e/support/scene.ts'
import { inTurns, type Row, runsOf, times } from './measure.ts'

const RUNS = 3
/** Processes that evaluate, and builds at once. */
const WORKERS = 2
/** Thousands of calls that take about 1 s to evaluate. */
const SECOND = 12_000

/** A flake, and what its check may take: so many times one `nix flake check`, and so many seconds more. */
interface Case {
  readonly what: string
  readonly checks: number
  /** Thousands of calls in the evaluation of each check. */
  readonly calls: number
  readonly script: string
  /** Whether the checks are built anew each time. */
  readonly isBuilt: boolean
  readonly factor: number
  readonly seconds: number
}

const SLOW = { checks: 24, calls: SECOND, script: '/bin/sleep 1', seconds: 0 }
const TRIVIAL = { checks: 200, calls: 0, script: 'true', isBuilt: true }
/** Where nothing can be won. */
const SAME = { factor: 1.05, seconds: 0.5 }

const CASES: readonly Case[] = [
  { ...SLOW, what: '24 checks, 1 s to evaluate and 1 s to build', isBuilt: true, factor: 0.55 },
  { ...SLOW, what: '24 checks, 1 s to evaluate, built before', isBuilt: false, factor: 0.65 },
  { ...SLOW, what: 'one such check', checks: 1, isBuilt: true, ...SAME },
  { ...TRIVIAL, what: '200 checks that take no time', ...SAME },
]

const flakeOf = ({ checks, calls, script, isBuilt }: Case) => `{
  outputs = { self }:
    let
      thousand = builtins.genList (it: it) 1000;
      add = start: builtins.foldl' (sum: it: sum + it) start thousand;
      sum = start: builtins.foldl' (sum: _: add sum) start (builtins.genList (it: it) ${calls});
      check = number: rec {
        name = "check\${toString number}";
        value = derivation {
          inherit name;
          system = "${SYSTEM}";
          builder = "/bin/sh";
          args = [ "-c" "${script}; echo \${toString (sum number)} ${isBuilt ? '$' + '{./source}' : ''} > $out" ];
        };
      };
    in { checks.${SYSTEM} = builtins.listToAttrs (builtins.genList check ${checks}); };
}
`

/**
 * A step `flake-check` with two processes that evaluate and two builds at once, against `nix flake check --keep-going`,
 * and the memory of all processes of Nix at once against that of one.
 */
export async function flakeCheck(options: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of CASES) rows.push(...(await measure(one, runsOf(options, RUNS))))
  return rows
}

async function measure(one: Case, runs: number): Promise<Row[]> {
  const { what, factor, seconds } = one
  const project = { 'flake.nix': flakeOf(one), source: 'a source\n' }
  // The sandbox has no program that sleeps.
  const nixConf = `max-jobs = ${WORKERS}\nsandbox = false\nsubstituters =`
  const inputs = { 'nix-path': '', 'eval-workers': 'auto', 'nix-conf': nixConf }
  const stage = await scene({ project, inputs })
  try {
    await stage.use('none')
    let changes = 0
    const change = () => stage.sh(`echo change ${changes++} > source`)
    const use = async () => {
      await change()
      return checkedBy(stage, one)
    }
    const type = async () => {
      await change()
      return typed(stage)
    }
    const { used, plain } = await inTurns(runs, { used: use, plain: type })
    const limit = factor * plain + seconds
    const row = {
      what,
      against: 'nix flake check --keep-going',
      ratio: used / plain,
      limit: seconds > 0 ? `${factor} × + ${seconds} s` : `${factor} ×`,
      isOver: used > limit,
      note: times(used, plain),
    }
    return one.checks > 1 ? [row, await memory(what, stage, use, type)] : [row]
  } finally {
    await stage.stop()
  }
}

/** Seconds of the step. */
async function checkedBy(stage: Scene, { checks }: Case): Promise<number> {
  const { conclusion, report, raw } = await stage.use('- flake-check')
  const [step] = report?.steps ?? []
  const isGood = (status: string) => status === 'built' || status === 'cached'
  const good = step?.checks?.filter(({ status }) => isGood(status)) ?? []
  if (conclusion === 'success' && good.length === checks) return step?.seconds ?? Number.NaN
  throw new Error(`A step of the bench did not pass all checks:\n${raw}`)
}

/** Seconds of the command. */
async function typed(stage: Scene): Promise<number> {
  const script =
    'start=$EPOCHREALTIME; nix flake check --keep-going; echo took $start $EPOCHREALTIME'
  const { conclusion, raw } = await stage.job.run(`set -e\n${script}`)
  const [, start, end] = /took (\S+) (\S+)/.exec(raw) ?? []
  if (conclusion === 'success' && start && end) return Number(end) - Number(start)
  throw new Error(`A command of the bench failed:\n${raw}`)
}

/** Prints the most kilobytes that the processes of a check had together, until a file is there. */
const SAMPLER = `most=0
while ! [ -e "$1" ]; do
  sum=0
  for folder in /proc/[0-9]*; do
    tr '\\0' ' ' < $folder/cmdline | grep -q 'flake check' || continue
    kilobytes=$(sed -n 's/^Pss: *\\([0-9]*\\) kB/\\1/p' $folder/smaps_rollup)
    sum=$((sum + \${kilobytes:-0}))
  done 2> /dev/null
  [ $sum -gt $most ] && most=$sum
  sleep 0.1
done
echo $most`

async function memory(
  what: string,
  stage: Scene,
  use: () => Promise<number>,
  type: () => Promise<number>,
): Promise<Row> {
  const [many, one] = [await peakOf(stage, use), await peakOf(stage, type)]
  const limit = WORKERS * one
  return {
    what: `memory of ${WORKERS} processes, ${what}`,
    against: 'of one',
    ratio: many / one,
    limit: `${WORKERS} ×`,
    isOver: many > limit,
    note: `${(many / 1024).toFixed(0)} MiB against ${(one / 1024).toFixed(0)} MiB`,
  }
}

/** The most kilobytes of all processes of Nix at once. */
async function peakOf(stage: Scene, work: () => Promise<number>): Promise<number> {
  const stop = `${stage.temp}/sampled`
  const sampled = stage.machine.run(['bash', '-c', SAMPLER, 'bash', stop], { as: 'root' })
  try {
    await work()
  } finally {
    await stage.sh(`touch ${stop}`)
  }
  const { stdout } = await sampled
  await stage.sh(`rm ${stop}`)
  return Number(stdout)
}
