import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type ReportedError, type Scene, scene } from './support/scene.ts'

/** A fixed-output derivation: what its script prints is what a fetcher would. */
const fixed = (name: string, script: string) =>
  derivation(name, script).replace(
    /\}$/,
    `outputHashMode = "flat"; outputHashAlgo = "sha256"; outputHash = "${'0'.repeat(52)}"; }`,
  )

const project = (port: number) => ({
  ...SHELL_STDENV,
  'private/flake.nix': `{
  inputs.lib.url =
    "git+http://127.0.0.1:${port}/org/private.git?ref=main";
  outputs = { self, lib }: { };
}
`,
  'fetches.nix': `# Not ours.
builtins.readDir (builtins.fetchGit { url = "http://127.0.0.1:${port}/org/other.git"; ref = "main"; })
`,
  'channel.nix': '(import <nixpkgs> { }).hello\n',
  'source.nix': derivation(
    'uses-source',
    `echo \${${fixed('source', 'echo "curl: (6) Could not resolve host: a.invalid"; exit 1')}}`,
  ),
  'feature.nix': derivation('vm', 'echo').replace(
    /\}$/,
    'requiredSystemFeatures = [ "big-parallel" "quantum" ]; }',
  ),
  'child.nix': derivation('child', 'echo linking; exit 137'),
  'kept.nix': derivation('kept', 'echo log > made.log; exit 1'),
  'hooked.nix': derivation('hooked', 'echo 1 > $out'),
  'exits.nix': shell('shellHook = "echo entering; exit 4";'),
  'stops.nix': shell(`
  shellHook = ''
    set -e
    test -e /nowhere
  '';`),
  'upload.sh': '#!/bin/sh\necho "HTTP 503 from the cache"\nexit 3\n',
  'conflict/flake.nix': '{ outputs = { self }: { }; }\n',
  'conflict/flake.lock': '{\n  "nodes": {\n<<<<<<< HEAD\n  "a": 1\n=======\n>>>>>>> b\n  }\n}\n',
})

describe.each(['2.8', '2.26', NEWEST])('a failure has its own cause and hint, Nix %s', line => {
  let server: Server
  let stage: Scene
  let errors: Record<string, ReportedError & { kind?: string; keptFolder?: string }>
  let used: Awaited<ReturnType<Scene['use']>>

  beforeAll(async () => {
    server = createServer((_, answer) => {
      answer
        .writeHead(401, { 'www-authenticate': 'Basic realm="git"' })
        .end('Repository not found.')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    stage = await scene({ line, project: project(port), inputs: { 'nix-path': '' } })
    const hook = `${stage.workspace}/upload.sh`
    used = await stage.use(`
- flake-check:
  name: input
  working-directory: private
- eval: -f fetches.nix
  name: fetchGit
- nix-build: channel.nix
  name: channel
  env:
    NIX_PATH: nixpkgs=https://nixpkgs.invalid/1.tar.gz
    NIX_CONFIG: download-attempts = 2
- nix-build: source.nix
  name: source
- nix-build: feature.nix
  name: feature
- nix-build: child.nix
  name: child
- nix-build: kept.nix --keep-failed
  name: kept
- nix-build: hooked.nix
  name: hooked
  retries: 1
  env: { NIX_CONFIG: "post-build-hook = ${hook}" }
- nix-shell: echo the tests ran
  name: exits
  shell: exits.nix
- nix-shell: ./upload.sh
  name: stops
  shell: stops.nix
- run: sudo nix --version
  name: sudo
- flake-check:
  name: conflict
  working-directory: conflict`)
    const steps = used.report?.steps ?? []
    errors = Object.fromEntries(steps.map(({ name, error }) => [name, error ?? { message: '' }]))
  }, 120_000)
  afterAll(async () => {
    await stage?.stop()
    server.close()
  })

  const attempts = (name: string) =>
    used.report?.steps.find(step => step.name === name)?.attempts ?? 0
  const isRetried = (name: string) => used.raw.includes(`${name}: network error; retrying once`)

  it('a credential that is missing: git says it, on the line of the input, once', () => {
    expect(errors.input).toMatchObject({ kind: 'credentials', file: 'private/flake.nix', line: 3 })
    expect(errors.input?.message).toMatch(/fatal: could not read Username for 'http:\/\/127/)
    expect(errors.input?.message).toMatch(
      /git config --global url\."http:\/\/x-access-token:TOKEN@127/,
    )
    expect(errors.fetchGit).toMatchObject({ kind: 'credentials', file: 'fetches.nix', line: 2 })
    expect(errors.fetchGit?.message).toContain("could not read Username for 'http://127.0.0.1")
    expect([isRetried('input'), isRetried('fetchGit')]).toEqual([false, false])
  })

  it('a network that is missing: for NIX_PATH and for a source, tried again once', () => {
    expect(errors.channel).toMatchObject({ kind: 'network' })
    expect(errors.channel).not.toHaveProperty('file')
    expect(errors.channel?.message).toMatch(
      /^Unable to download 'https:\/\/nixpkgs\.invalid\/1\.tar\.gz': .*resolve host.*\(The retry failed too\.\)/,
    )
    expect(errors.channel?.message).toContain("file 'nixpkgs' was not found in the Nix search path")
    expect(errors.channel?.message).toMatch(
      /Reproduce: .*NIX_PATH=nixpkgs=https:\/\/nixpkgs\.invalid/,
    )
    expect(errors.source).toMatchObject({ kind: 'network' })
    expect(errors.source?.message).toContain('source: curl: (6) Could not resolve host: a.invalid')
    expect(errors.source?.message).not.toContain('sandbox')
    expect([isRetried('channel'), isRetried('source')]).toEqual([true, true])
    expect(used.raw).toContain('check the host: Could not fetch its source: curl: (6) Could')
  })

  it('a feature that is missing, and what the machine has', () => {
    expect(errors.feature).toMatchObject({ kind: 'wrong-system' })
    expect(errors.feature?.message).toMatch(/^The build of vm needs a builder with quantum\.\n/)
    expect(errors.feature?.message).toMatch(/System features of this machine: .*big-parallel/)
  })

  it('memory, for a child that was killed; the folder that was kept', async () => {
    expect(errors.child).toMatchObject({ kind: 'out-of-memory' })
    expect(errors.child?.message).toContain('Probably out of memory (killed by SIGKILL)')
    const folder = errors.kept?.keptFolder ?? ''
    expect(errors.kept?.message).toContain(`Build directory kept: ${folder}`)
    expect(await stage.sh(`cat $(find ${folder} -name made.log)`, 'root')).toBe('log\n')
    expect(used.summary).toContain(folder)
  })

  it('a post-build-hook: its name and words, on no line, and another attempt passes', () => {
    expect(attempts('hooked')).toBe(2)
    const told = used.annotations.find(({ title }) => title?.startsWith('hooked: flaky'))
    expect(told?.message).toMatch(
      /The post-build-hook \/\S+\/upload\.sh failed with exit code 3 after the build of hooked\./,
    )
    expect(told?.message).toContain('HTTP 503 from the cache')
    expect(told?.message).not.toContain('Evaluation failed')
  })

  it('a shellHook that ends the shell: the command did not fail, it never ran', () => {
    expect(errors.exits).toMatchObject({ file: 'exits.nix', line: 6 })
    expect(errors.exits?.message).toMatch(
      /^exits: the shellHook exited the shell \(exit code 4\) before the command started\.\nCheck the shellHook for exit, exec or set -e/,
    )
    expect(errors.exits?.message).toContain('entering')
    expect(errors.stops).toMatchObject({ file: 'stops.nix', line: 7 })
    expect(errors.stops?.message).toMatch(/^stops: the shellHook exited the shell \(exit code 1\)/)
  })

  it('sudo, which has no Nix on its PATH', () => {
    expect(errors.sudo?.message).toContain('sudo env "PATH=$PATH" nix')
  })

  it('a merge conflict, on its line', () => {
    expect(errors.conflict).toMatchObject({
      kind: 'conflict',
      file: 'conflict/flake.lock',
      line: 3,
    })
    expect(errors.conflict?.message).toContain('run nix flake lock')
  })
})
