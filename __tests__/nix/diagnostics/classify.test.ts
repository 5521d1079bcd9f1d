import { describe, expect, it } from 'vitest'
import { classify } from '../../../src/nix/diagnostics/classify.ts'
import { explainNix } from '../../../src/nix/diagnostics/explain.ts'
import { repositoryOf } from './recorded.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`
const A = drv('a-1.0')
const B = drv('b')
const kindOf = (text: string, log: string[] = []) => classify({ text: `error: ${text}` }, { log })

describe('the kind of an error', () => {
  it.each([
    [`builder for '${A}' failed with exit code 2`, 'build', 'failed with exit code 2'],
    [`builder for '${A}' died abnormally`, 'build', 'died abnormally'],
    [
      `Cannot build '${A}'.\n       Reason: builder failed due to signal 11 (Segmentation fault).`,
      'build',
      'was terminated by signal 11 (Segmentation fault)',
    ],
    [
      `builder for '${A}' failed due to signal 9 (Killed)`,
      'out-of-memory',
      'was terminated by signal 9 (Killed)',
    ],
    [
      `Cannot build '${A}'.\n       Reason: 2 dependencies failed.`,
      'dependency',
      'was not built because 2 dependencies failed',
    ],
    [
      `Cannot build '${A}'.\n       Reason: missing system features\n       Required features: {kvm}`,
      'wrong-system',
      'needs a builder with kvm',
    ],
    [
      `Cannot build '${A}'.\n       Reason: required system or feature not available\n       Required system: 'aarch64-linux' with features {}\n       Current system: 'x86_64-linux' with features {kvm}`,
      'wrong-system',
      'needs a builder for aarch64-linux',
    ],
    [
      `failed to build attribute 'checks.x.a', build of '${A}^*' failed: timed out after 3 seconds`,
      'timeout',
      'timed out after 3 s',
    ],
    [
      `derivation '${A}' may not be deterministic: output '/nix/store/x' differs`,
      'build',
      undefined,
    ],
  ])('%s', (text, kind, words) => {
    const found = kindOf(text)
    expect(found).toMatchObject({ kind, derivation: A })
    expect(found.outcome).toBe(words)
  })

  it.each([
    [
      `unable to download 'https://example.org/x': Could not resolve hostname (6); retrying`,
      'network',
    ],
    [`unable to download 'https://example.org/x': HTTP error 503`, 'network'],
    [
      `Failed to open archive (Source threw exception: error: unable to download 'http://127.0.0.1:1/in.tar.gz': Could not connect to server (7) Failed to connect to 127.0.0.1:1 after 1 ms: Could not connect to server)`,
      'network',
    ],
    [
      `Failed to open archive (Source threw exception: error: unable to download 'http://127.0.0.1/x': HTTP error 404`,
      'network',
    ],
    [`Failed to open archive (Unrecognized archive format)`, 'evaluation'],
    [`writing to file: No space left on device`, 'disk-full'],
    [`executing SQLite statement 'x': database or disk is full`, 'disk-full'],
    ['writing to file: Disk quota exceeded', 'disk-full'],
    [`the group 'nixbld' specified in 'build-users-group' does not exist`, 'other'],
    [`the build users group 'nixbld' has no members`, 'other'],
    [`the user 'nixbld1' in the group 'nixbld' does not exist`, 'other'],
    ['unable to fork: Cannot allocate memory', 'out-of-memory'],
    ['out of memory', 'out-of-memory'],
    [`flake 'git+file:///x' does not provide attribute 'packages.a.b' or 'b'`, 'missing-attribute'],
    [`experimental Nix feature 'flakes' is disabled`, 'other'],
    ['unrecognised flag ‘--nope’', 'other'],
    [`cannot connect to socket at '/nix/var/nix/daemon-socket/socket': refused`, 'daemon'],
    ['stack overflow; max-call-depth exceeded', 'evaluation'],
    [`cached failure of attribute 'checks.x.a'`, 'evaluation'],
  ])('%s is %s', (text, kind) => {
    expect(kindOf(text).kind).toBe(kind)
  })

  it.each([
    [
      `hash mismatch in fixed-output derivation '${A}':\n         likely URL: https://example.org/x\n         specified: sha256-AAA=\n            got:    sha256-BBB=`,
    ],
    [
      `hash mismatch in file downloaded from 'https://x':\n         specified: sha256-AAA=\n         got:       sha256-BBB=`,
    ],
    [
      `NAR hash mismatch in input 'path:x' (/nix/store/x), expected 'sha256-AAA=', got 'sha256-BBB='`,
    ],
    [`NAR hash mismatch in input 'path:x', expected 'sha256-AAA=' but got 'sha256-BBB='`],
  ])('has both hashes: %s', text => {
    expect(kindOf(text)).toMatchObject({
      kind: 'hash-mismatch',
      specified: 'sha256-AAA=',
      got: 'sha256-BBB=',
    })
  })

  it('is a machine without build users where Nix misses them, with what to do', () => {
    expect(
      kindOf(`the group 'nixbld' specified in 'build-users-group' does not exist`).hint,
    ).toMatch(/^This Nix installation is incomplete: .*Create them/)
  })

  it('is the machine where Nix cannot make its sandbox, with what to do', () => {
    const text =
      "this system does not support the kernel namespaces that are required for sandboxing; use '--no-sandbox' to disable sandboxing"
    expect(kindOf(text)).toMatchObject({
      kind: 'other',
      hint: expect.stringMatching(
        /^Nix's sandbox does not work on this machine\..*sandbox = false/,
      ),
    })
  })

  it('is a build where its process ended before it became the builder', () => {
    const frame = `while waiting for the build environment for '${A}' to initialize (failed with exit code 1, previous messages: )`
    const text = `error:\n       … ${frame}\n\n       error: unexpected EOF reading a line`
    expect(classify({ text })).toMatchObject({
      kind: 'build',
      derivation: A,
      outcome: 'failed before its builder started',
    })
  })

  it.each([
    ["'packages.s.a', 'legacyPackages.s.a' or 'a'", 'packages.s.a'],
    ["'packages.s.checks.s.a', 'legacyPackages.s.checks.s.a' or 'checks.s.a'", 'checks.s.a'],
  ])('names the output that was asked for: %s', (names, attribute) => {
    const text = `error: flake 'git+file:///x' does not provide attribute ${names}`
    expect(classify({ text })).toMatchObject({ kind: 'missing-attribute', attribute })
  })

  it('says where another system is built', () => {
    const text = `error: a 'aarch64-darwin' with features {} is required to build '${A}', but I am a 'x86_64-linux' with features {kvm}`
    const hint = expect.stringContaining('only: aarch64-darwin')
    expect(classify({ text })).toMatchObject({ kind: 'wrong-system', hint })
  })

  it('is a build where a path of the sandbox is missing, with the setting that names it', () => {
    const text =
      'error:\n       … while setting up the build environment\n\n       error: getting attributes of path "/x": No such file or directory'
    const hint = expect.stringContaining('extra-sandbox-paths')
    expect(classify({ text })).toMatchObject({ kind: 'build', hint })
  })

  it.each([
    ['Nixpkgs 26.11 has dropped support for x86_64-darwin.', 'x86_64-darwin', '26.05'],
    ['Nixpkgs 27.05 has dropped support for armv6l-linux.\n\nMore.', 'armv6l-linux', '26.11'],
  ])('has a way out where nixpkgs gave a system up: %s', (text, system, last) => {
    const hint = `Remove ${system} from the flake's systems, or stay on nixpkgs ${last}.`
    const trace = `error:\n       … while calling the 'throw' builtin\n\n       error: ${text}`
    expect(kindOf(text)).toMatchObject({ kind: 'evaluation', hint })
    expect(classify({ text: trace })).toMatchObject({ kind: 'evaluation', hint })
    expect(kindOf(`I said: ${text}`).hint).toBeUndefined()
  })

  it('has the attribute that was checked, not a path inside of it', () => {
    const checked = `error:\n       … while checking the NixOS configuration 'nixosConfigurations.host'\n\n       error: `
    const text = `attribute 'config' in selection path 'config.system.build.toplevel' not found`
    expect(classify({ text: checked + text }).attribute).toBe('nixosConfigurations.host')
    expect(kindOf(text).attribute).toBe('config.system.build.toplevel')
    const deeper = `flake attribute 'nixosConfigurations.host.it' is not a derivation`
    expect(classify({ text: checked + deeper }).attribute).toBe('nixosConfigurations.host.it')
  })

  it('is likely a full disk where Nix notes it behind the log of the build', () => {
    const text = `builder for '${A}' failed with exit code 1;\n       last 1 log lines:\n       > x\n       For full logs, run 'nix log ${A}'.\n       note: build failure may have been caused by lack of free disk space`
    expect(kindOf(text)).toMatchObject({ kind: 'disk-full', isGuess: true })
  })
})

describe('what a builder prints', () => {
  const failed = `builder for '${A}' failed with exit code 1`

  it.each([
    [`error: hash mismatch in fixed-output derivation '${B}':`],
    ['error: interrupted by the user'],
    [`error: builder for '${B}' failed due to signal 9 (Killed)`],
    ['note: build failure may have been caused by lack of free disk space'],
    ['error: No space left on device'],
    ['fatal: out of memory'],
  ])('never decides: %s', line => {
    const quoted = `${failed};\n       last 2 log lines:\n       > ${line}\n       > ${line}\n       For full logs, run:\n         nix log ${A}`
    for (const text of [failed, quoted])
      expect(kindOf(text, [line])).toMatchObject({ kind: 'build', derivation: A })
  })

  it('may give a hint, which says that it is a guess', () => {
    expect(kindOf(failed, ['cp: x: No space left on device']).hint).toMatch(/guess.*disk/)
    expect(kindOf(failed, ['c++: fatal error: Cannot allocate memory']).hint).toMatch(/guess/)
    expect(kindOf(failed, ['all is well']).hint).toBeUndefined()
  })

  it('gives no hint for what is not a failed build', () => {
    expect(kindOf('timed out after 2 seconds', ['No space left on device']).hint).toBeUndefined()
  })
})

describe('the text of a throw', () => {
  const text = `error:\n       … while calling the 'throw' builtin\n         at /x/flake.nix:1:2:\n\n       error: builder for '${A}' failed with exit code 1`

  it('is never a build', () => {
    expect(classify({ text })).toEqual({ kind: 'evaluation' })
  })

  it('takes no derivation from a reader that looked for words of Nix', () => {
    expect(classify({ text, derivation: A })).toEqual({ kind: 'evaluation' })
  })

  it('that only holds words of Nix further on is not one either', () => {
    expect(kindOf(`see: builder for '${A}' failed with exit code 1`).kind).toBe('evaluation')
  })
})

describe('several errors of a call', () => {
  const scene = { repository: repositoryOf({}), roots: [], entry: 'flake.nix' }
  const reproduce = () => 'nix build'
  const errors = (...texts: string[]) => texts.map(text => ({ text: `error: ${text}` }))
  const explain = (more: object, ...texts: string[]) =>
    explainNix({ errors: errors(...texts), builds: [], reproduce, ...more }, scene)
  const buildA = `builder for '${A}' failed with exit code 1`
  const buildB = `builder for '${B}' failed with exit code 1`
  const C = drv('c')
  const dependent = `1 dependencies of derivation '${C}' failed to build`

  it('about one derivation are one failure', async () => {
    const all = await explain(
      {},
      buildA,
      `failed to build attribute 'checks.x.a', build of '${A}^*' failed: ${buildA}`,
      `build of '${A}' failed`,
    )
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ attributes: ['checks.x.a'], kind: 'build' })
  })

  it('name what failed because of the only cause', async () => {
    const [cause, consequence] = await explain({}, buildA, dependent)
    expect(cause).toMatchObject({ consequences: ['c'], isConsequence: false })
    expect(cause?.message).toContain('Also failed because of it: c.')
    expect(consequence).toMatchObject({ kind: 'dependency', isConsequence: true })
  })

  it('do not pretend to know which of two causes it was', async () => {
    const all = await explain({}, buildA, buildB, dependent)
    expect(all[0]?.message).toContain('Also failed because of it or another failed build: c.')
  })

  it('name the cause of two where the needs are known', async () => {
    const needs = new Map([[C, [B]]])
    const [a, b] = await explain({ needs }, buildA, buildB, dependent)
    expect(a?.consequences).toEqual([])
    expect(b?.message).toContain('Also failed because of it: c.')
  })

  it('give a timeout without a name that of the derivation that nothing else explains', async () => {
    const all = await explain(
      {},
      'timed out after 2 seconds',
      buildA,
      `build of '${A}', '${B}' failed`,
    )
    expect(all.map(it => [it.kind, it.derivation])).toEqual([
      ['timeout', B],
      ['build', A],
    ])
  })

  it('have a build whose failure no error tells', async () => {
    const [only] = await explain({ builds: [{ derivation: A, log: ['oops'] }] })
    expect(only).toMatchObject({ kind: 'build', log: ['oops'] })
    expect(only?.message).toContain('The build of a-1.0 failed.')
  })

  it('that are none are told by the end of the process', async () => {
    const end = { code: null, signal: 'SIGKILL', timedOut: false, cancelled: false }
    const [killed] = await explain({ end })
    expect(killed).toMatchObject({ kind: 'out-of-memory', isGuess: true })
    expect(killed?.message).toContain('Probably')
    // Who ended it tells why.
    expect(await explain({ end: { ...end, timedOut: true } })).toEqual([])
    expect(await explain({ end: { ...end, cancelled: true } })).toEqual([])
    expect(await explain({ end: { ...end, code: 0, signal: null } })).toEqual([])
  })

  it('end with the end of the log and the command', async () => {
    const log = Array.from({ length: 30 }, (_, i) => `line ${i}`)
    const [only] = await explain(
      { builds: [{ derivation: A, log }] },
      `${buildA};\n       last 1 log lines:\n       > line 29\n       For full logs, run 'nix log ${A}'.`,
    )
    const lines = only?.message.split('\n') ?? []
    expect(lines[0]).toBe('The build of a-1.0 failed with exit code 1.')
    expect(lines.slice(-2)).toEqual(['line 29', 'Reproduce: nix build'])
    expect(lines).not.toContain('line 9')
    expect(only?.message).not.toMatch(/last 1 log|nix log/)
  })
})
