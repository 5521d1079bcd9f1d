import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOLES, NEWEST, type Scene, scene } from './support/scene.ts'

/** A nixpkgs of a marker and what `nix-shell -p hello` needs. */
const nixpkgs = (marker: string) => `{ ... }:
let
  make = attrs: derivation ({ system = builtins.currentSystem; builder = "/bin/sh"; } // attrs);
  setup = "mkdir $out; echo 'export mark=${marker}; runHook() { :; }' > $out/setup";
  stdenv = make { name = "stdenv"; args = [ "-euc" setup ]; };
in rec {
  marker = "${marker}";
  pkgs = { inherit runCommandCC; };
  hello = make { name = "hello"; args = [ "-c" "mkdir $out" ]; };
  runCommandCC = name: { buildInputs }: _: make { inherit name stdenv buildInputs; args = [ "-c" "echo > $out" ]; };
}
`

/** Serves a nixpkgs whose marker is the name in the path: \`/v1.tar.gz\`. */
async function serveNixpkgs(folder: string): Promise<Server> {
  const server = createServer(({ url = '' }, response) => {
    const marker = /^\/(\w+)\.tar\.gz$/.exec(url)?.[1]
    if (!marker || marker === 'gone') return response.writeHead(404).end()
    const archive = join(folder, `${marker}.tar.gz`)
    mkdirSync(join(folder, marker), { recursive: true })
    writeFileSync(join(folder, marker, 'default.nix'), nixpkgs(marker))
    execFileSync('tar', ['-czf', archive, '-C', folder, marker])
    return response.end(readFileSync(archive))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return server
}

const ask = "nix-instantiate --eval --expr '(import <nixpkgs> { }).marker'"
const pinFile = (pin: object, version = 7) => JSON.stringify({ pins: { nixpkgs: pin }, version })

describe.each([...new Set(['2.8', '2.26', NEWEST])])('a pinned nixpkgs, Nix %s', line => {
  let folder = ''
  let server: Server
  let url = ''
  let stage: Scene
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pinned-'))
    server = await serveNixpkgs(folder)
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const user = { 'default.nix': '(import <nixpkgs> { }).hello\n' }
    const tarball = { type: 'Tarball', url: `${url}/moving.tar.gz`, hash: 'x' }
    const here = 'file://HERE/../pkgs.git'
    const repository = { type: 'Git', url: here }
    const lon = { type: 'Git', fetchType: 'git', url: here, submodules: false }
    const root = { inputs: { nixpkgs: 'n' } }
    const n = { locked: { type: 'git', url: here, rev: 'REV', shallow: true } }
    const git = { repository, revision: 'REV', url: null, submodules: false, hash: null }
    const projects: Record<string, Record<string, string>> = {
      locked: {
        ...user,
        'npins/sources.json': pinFile({ ...tarball, locked_url: `${url}/fixed.tar.gz` }, 5),
      },
      port: { ...user, 'npins/sources.json': pinFile(tarball) },
      git: { ...user, 'npins/sources.json': pinFile({ type: 'Git', branch: 'side', ...git }) },
      tag: { ...user, 'npins/sources.json': pinFile({ type: 'GitRelease', ...git }, 8) },
      lon: {
        ...user,
        'lon.lock': JSON.stringify({
          version: '1',
          sources: { nixpkgs: { ...lon, branch: 'side', revision: 'REV', lastModified: 1 } },
        }),
      },
      shallow: { ...user, 'flake.lock': JSON.stringify({ nodes: { root, n }, root: 'root' }) },
      nvfetcher: {
        ...user,
        '_sources/generated.json': JSON.stringify({
          nixpkgs: { src: { type: 'git', url: here, rev: 'REV' } },
        }),
      },
      gone: {
        ...user,
        'nix/sources.json': JSON.stringify({ nixpkgs: { url: `${url}/gone.tar.gz` } }),
      },
      shebang: {
        'test.sh': '#!/usr/bin/env nix-shell\n#!nix-shell -i bash -p hello\necho "[$mark]"\n',
        'npins/sources.json': pinFile(tarball),
      },
      hg: { ...user, 'npins/sources.json': pinFile({ type: 'Container', image_name: 'x' }) },
    }
    const files = Object.entries(projects).flatMap(([name, texts]) =>
      Object.entries(texts).map(([path, text]) => [`${name}/${path}`, text]),
    )
    stage = await scene({
      line,
      project: Object.fromEntries(files),
      inputs: { 'nix-path': 'auto' },
    })
    writeFileSync(join(folder, 'git.nix'), nixpkgs('git'))
    await stage.sh(`
      git config --global user.name t && git config --global user.email t@localhost
      git init -q -b main ../pkgs.git && cd ../pkgs.git && git commit -q --allow-empty -m main
      git checkout -q -b side
      cat > default.nix <<'END'\n${nixpkgs('git')}END
      git add . && git commit -q -m side && REV=$(git rev-parse HEAD) && git checkout -q main && cd -
      sed -i "s|HERE|$PWD|g; s|REV|$REV|g" */npins/sources.json */lon.lock */flake.lock */_sources/*.json`)
  })
  afterAll(async () => {
    await stage?.stop()
    server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const later = `${ask}; nix-shell -p hello --run 'echo "later $mark"'`

  const kinds: [string, string, string][] = [
    ['port', 'moving', 'an address with a port'],
    ['git', 'git', 'a revision of a branch'],
    ['lon', 'git', 'a revision of a branch in lon.lock'],
    ['shallow', 'git', 'a revision of no named branch in flake.lock'],
    ...(line === NEWEST
      ? ([
          ['locked', 'fixed', 'a tarball whose locked address is'],
          ['tag', 'git', 'a revision of no named branch'],
          ['nvfetcher', 'git', 'a revision of a source of nvfetcher'],
        ] as [string, string, string][])
      : []),
  ]
  it.each(kinds)('of %s is %s: %s', async (name, marker) => {
    const next = stage.nextJob()
    const steps = `- nix-build\n- run: ${ask}\n- run: nix-shell -p hello --run 'echo "mark $mark"'`
    const result = await next.use(steps, { 'working-directory': name })
    const after = await next.job.run(later)
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.log).toContain(`"${marker}"`)
    expect(result.log).toContain(`mark ${marker}`)
    expect(after.log).toEqual(expect.arrayContaining([`"${marker}"`, `later ${marker}`]))
    expect(
      result.annotations.filter(({ kind, title }) => kind !== 'notice' && title !== HOLES),
    ).toEqual([])
    expect(result.raw).not.toMatch(/is pinned, but|is not pinned/)
  })

  it('is what a script finds that a step names, and counts as used', async () => {
    const next = stage.nextJob()
    const result = await next.use('- run: ./test.sh', { 'working-directory': 'shebang' })
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.log).toContain('[moving]')
    expect(result.annotations.map(({ title }) => title)).not.toContain('Pins')
  })

  it('gives way to NPINS_OVERRIDE_nixpkgs and to the input nix-path, with a port too', async () => {
    const own = stage.nextJob({ NPINS_OVERRIDE_nixpkgs: '../own' })
    await stage.sh(`mkdir -p own && echo '{ ... }: { marker = "own"; }' > own/default.nix`)
    const overridden = await own.use(`- run: ${ask}`, { 'working-directory': 'port' })
    await own.job.post()
    const next = stage.nextJob({ NIX_PATH: 'nixpkgs=/nowhere' })
    const asked = await next.use(`- run: ${ask}`, {
      ...{ 'working-directory': 'port', 'nix-path': `x=/y:nixpkgs=${url}/asked.tar.gz` },
    })
    const after = await next.job.run(ask)
    await next.job.post()
    expect(overridden.log).toContain('"own"')
    expect(overridden.raw).toContain('because NPINS_OVERRIDE_nixpkgs is set')
    expect(asked.log).toContain('"asked"')
    expect(after.log).toContain('"asked"')
  })

  it('that cannot be fetched is a warning with what Nix said; of another kind a notice', async () => {
    const next = stage.nextJob()
    const gone = await next.use('- nix-build', { 'working-directory': 'gone' })
    await next.job.post()
    const other = stage.nextJob()
    const unusable = await other.use('- nix-build', { 'working-directory': 'hg' })
    await other.job.post()
    expect(gone.conclusion).toBe('failure')
    expect(gone.annotations.find(({ title }) => title === 'NIX_PATH')).toMatchObject({
      kind: 'warning',
      message: expect.stringMatching(
        /^<nixpkgs> is not set: could not fetch http:\/\/127\.0\.0\.1:\d+\/gone\.tar\.gz: .*404/,
      ),
    })
    expect(unusable.annotations.find(({ title }) => /nixpkgs/.test(title ?? ''))?.message).toMatch(
      /^<nixpkgs> is used, but npins\/sources\.json pins it as Container, which NIX_PATH does not support\./,
    )
  })
})
