import type { CheckRecord, DerivationRecord, ReportData } from '../../src/model/report.ts'
import { check, derivation, greenRun, LOG } from './runs.ts'

/** A run of 500 checks: 12 fail, 9 because of them, 160 built, the others cached. */
export function manyRun(): ReportData {
  const green = greenRun()
  const [flakeCheck] = green.steps
  if (!flakeCheck) throw new Error('the green run has a step')
  const checks = Array.from({ length: 500 }, (_, i) => {
    const name = `package-${String(i).padStart(3, '0')}-${['unit', 'lint', 'nixos-test'][i % 3]}`
    if (i % 40 === 7)
      return check(name, {
        status: 'failed',
        buildSeconds: 5 + i / 20,
        error: {
          message: `${name} failed with exit code 2. Its last lines:\n${LOG}\nassertion ${i} says no\nReproduce: nix build .#checks.x86_64-linux.${name}`,
          file: 'flake.nix',
          line: i + 1,
        },
      })
    if (i % 53 === 11) return check(name, { status: 'dependency-failed', buildSeconds: 0 })
    if (i % 3 === 0) return check(name, { buildSeconds: 3 + ((i * 37) % 171) })
    return check(name, { status: 'cached', buildSeconds: 0, evalSeconds: 0.1 })
  })
  const built = checks.filter(({ buildSeconds }) => buildSeconds > 0)
  return {
    ...green,
    result: 'failure',
    phases: green.phases.map(it => (it.name === 'push' ? { ...it, start: 1930 } : it)),
    steps: [
      {
        ...flakeCheck,
        status: 'failure',
        exitCode: 1,
        seconds: 1920,
        checks,
        counts: { built: built.length, fetched: 1800, fetchedBytes: 4.2e9 },
      },
    ],
    derivations: sideBySide(built),
    store: {
      built: built.length,
      fetched: 1800,
      fetchedBytes: 4.2e9,
      pushed: 160,
      pushedBytes: 1.9e9,
    },
    baseline: new Map(
      checks
        .filter(({ status }) => status === 'built')
        .map(({ name, buildSeconds }, i) => [
          name,
          {
            median: Math.max(1, buildSeconds - (i % 9 === 0 ? 30 : 1)),
            verdict: i % 9 === 0 ? ('slower' as const) : ('usual' as const),
          },
        ]),
    ),
  }
}

/** Builds on eight lanes, each of which waits for the one before it. */
function sideBySide(checks: readonly CheckRecord[]): DerivationRecord[] {
  const free = Array.from({ length: 8 }, () => ({ at: 10, before: '' }))
  return checks.map(({ name, drv = '', status, buildSeconds }) => {
    const lane = free.reduce((first, one) => (one.at < first.at ? one : first))
    const record = derivation(name.replace('checks.x86_64-linux.', ''), lane.at, buildSeconds, {
      drv,
      status: status === 'failed' ? 'failed' : 'built',
      ...(lane.before === '' ? {} : { after: [lane.before] }),
    })
    lane.at += buildSeconds
    lane.before = drv
    return record
  })
}
