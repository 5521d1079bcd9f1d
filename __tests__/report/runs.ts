import type { CheckRecord, DerivationRecord, ReportData } from '../../src/model/report.ts'

const HASH = '0123456789abcdfghijklmnpqrsvwxyz'

/** A derivation's path for a name. */
export function drvOf(name: string): string {
  return `/nix/store/${HASH}-${name}.drv`
}

/** A check, by default built in a second. */
export function check(name: string, more: Partial<CheckRecord> = {}): CheckRecord {
  return {
    name: `checks.x86_64-linux.${name}`,
    drv: drvOf(name),
    status: 'built',
    evalSeconds: 0.8,
    buildSeconds: 1,
    fetchSeconds: 0,
    ...more,
  }
}

/** A derivation that was built. */
export function derivation(
  name: string,
  start: number,
  seconds: number,
  more: Partial<DerivationRecord> = {},
): DerivationRecord {
  return { drv: drvOf(name), name, status: 'built', start, seconds, ...more }
}

/** What a build printed. */
export const LOG = Array.from({ length: 40 }, (_, i) => `   Compiling crate-${i} v0.${i}.1`).join(
  '\n',
)

/** A run in which everything passed, most of it out of a cache. */
export function greenRun(): ReportData {
  const names = ['fmt', 'clippy', 'unit', 'docs', 'integration', 'audit']
  return {
    startedAt: new Date('2026-11-22T12:00:00.000Z'),
    result: 'success',
    nix: {
      version: '2.34.8',
      flavor: 'nix',
      system: 'x86_64-linux',
      install: 'installed',
      mode: 'daemon',
    },
    trust: {
      trusted: true,
      push: 'pushed',
      reason: 'Pushed 6 store paths to fedimint: push to main.',
    },
    phases: [
      { name: 'install', start: 0.2, seconds: 6.4, status: 'success' },
      { name: 'cachix', start: 0.3, seconds: 0.7, status: 'success' },
      {
        name: 'push',
        start: 151,
        seconds: 2.9,
        status: 'success',
        counts: { pushed: 6, pushedBytes: 83e6 },
      },
    ],
    steps: [
      {
        name: 'flake-check',
        kind: 'flake-check',
        status: 'success',
        start: 6.8,
        seconds: 101.4,
        attempts: 1,
        exitCode: 0,
        counts: { built: 6, fetched: 41, fetchedBytes: 212e6 },
        checks: [
          ...names.map((name, i) =>
            check(name, { buildSeconds: [2, 61, 44, 12, 90, 3][i] ?? 1, fetchSeconds: i }),
          ),
          ...Array.from({ length: 12 }, (_, i) =>
            check(`cached-${i}`, { status: 'cached', buildSeconds: 0 }),
          ),
        ],
      },
      {
        name: 'nix-shell: ./scripts/rust-tests.sh',
        kind: 'nix-shell',
        status: 'success',
        start: 108.3,
        seconds: 42.5,
        attempts: 2,
        exitCode: 0,
        flaky: true,
      },
    ],
    derivations: [
      derivation('vendor-deps', 9, 8),
      derivation('unit', 17.2, 44, { after: [drvOf('vendor-deps')] }),
      derivation('clippy', 17.2, 61, { after: [drvOf('vendor-deps')] }),
      derivation('integration', 17.4, 90.1, {
        after: [drvOf('vendor-deps')],
        phases: [
          { name: 'unpackPhase', start: 17.4, seconds: 1 },
          { name: 'buildPhase', start: 18.4, seconds: 70 },
          { name: 'checkPhase', start: 88.4, seconds: 19 },
        ],
      }),
      derivation('docs', 61.2, 12),
      derivation('fmt', 73.2, 2),
    ],
    fetches: [
      {
        path: `/nix/store/${HASH}-rustc-1.90.0`,
        cache: 'https://cache.nixos.org',
        bytes: 180e6,
        start: 7,
        seconds: 5,
      },
      {
        path: `/nix/store/${HASH}-openssl-3.5`,
        cache: 'https://fedimint.cachix.org',
        bytes: 3e6,
        start: 7.1,
        seconds: 0.4,
      },
    ],
    store: { built: 6, fetched: 41, fetchedBytes: 212e6, pushed: 6, pushedBytes: 83e6 },
    caches: [
      { name: 'fedimint', url: 'https://fedimint.cachix.org', use: 'push' },
      {
        name: 'other',
        url: 'https://other.cachix.org',
        use: 'off',
        reason: '404: there is no cache other',
      },
    ],
    leftovers: [],
    baseline: new Map([
      ['checks.x86_64-linux.clippy', { median: 41.2, verdict: 'slower' as const }],
      ['checks.x86_64-linux.unit', { median: 43, verdict: 'usual' as const }],
      ['checks.x86_64-linux.integration', { median: 120, verdict: 'faster' as const }],
    ]),
  }
}

/** A run in which a check does not evaluate, one fails with what depends on it, one times out, and a test fails. */
export function redRun(): ReportData {
  const green = greenRun()
  const [flakeCheck, shell] = green.steps
  if (!flakeCheck || !shell) throw new Error('the green run has two steps')
  return {
    ...green,
    result: 'failure',
    trust: { trusted: false, push: 'skipped', reason: 'A pull request of a fork does not push.' },
    steps: [
      {
        ...flakeCheck,
        status: 'failure',
        exitCode: 1,
        error: { message: 'exit code 1\nReproduce: nix flake check --keep-going' },
        checks: [
          ...(flakeCheck.checks ?? []).filter(it => !/clippy|unit|docs|integration/.test(it.name)),
          check('clippy', {
            status: 'failed',
            buildSeconds: 61,
            error: {
              message: `checks.x86_64-linux.clippy: the build of clippy failed with exit code 101.\nLast lines of the log:\n${LOG}\nerror: this \`if\` has identical blocks\n  --> src/lib.rs:42:8\nerror: could not compile \`mint\` (lib) due to 1 previous error\nReproduce: nix build .#checks.x86_64-linux.clippy`,
              file: 'src/lib.rs',
              line: 42,
              column: 8,
            },
          }),
          check('docs', {
            status: 'eval-error',
            buildSeconds: 0,
            evalSeconds: 2.1,
            error: {
              message:
                "error: attribute 'mdbook-toc' missing\nat flake.nix:118:27\nReproduce: nix eval .#checks.x86_64-linux.docs.drvPath",
              file: 'flake.nix',
              line: 118,
              column: 27,
            },
          }),
          check('integration', {
            status: 'timeout',
            buildSeconds: 90,
            error: {
              message:
                'integration: no output for 60 seconds\nReproduce: nix build .#checks.x86_64-linux.integration',
              file: 'nix/checks.nix',
              line: 12,
            },
          }),
          check('coverage', {
            status: 'dependency-failed',
            buildSeconds: 0,
            error: { message: 'its dependency clippy failed' },
          }),
        ],
      },
      {
        ...shell,
        flaky: false,
        attempts: 1,
        status: 'failure',
        exitCode: 1,
        error: {
          message: `nix-shell: ./scripts/rust-tests.sh failed with exit code 1.\nLast lines of the log:\n${LOG}\n./scripts/rust-tests.sh: line 12: cargo-nextest: command not found\nReproduce: nix-shell --run ./scripts/rust-tests.sh`,
          file: 'scripts/rust-tests.sh',
          line: 12,
        },
      },
      {
        name: 'eval: .#nixosConfigurations.mac',
        kind: 'eval',
        status: 'not-run',
        start: 151,
        seconds: 0,
        attempts: 0,
        exitCode: null,
        reason: 'only: darwin',
      },
    ],
    derivations: green.derivations.map(it =>
      it.name === 'clippy'
        ? { ...it, status: 'failed' as const }
        : it.name === 'integration'
          ? { ...it, status: 'timeout' as const }
          : it,
    ),
    leftovers: [
      {
        step: 'nix-shell: ./scripts/rust-tests.sh',
        pid: 4711,
        command: 'bitcoind -regtest',
        ports: [18443],
      },
    ],
  }
}
