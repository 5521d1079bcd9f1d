import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PathInfo, parsePathInfo } from '../../../src/nix/path-info.ts'
import { type CachixServer, startCachixServer } from '../../helpers/cachix-server.ts'
import { repositoryRoot } from '../../helpers/paths.ts'
import type { StepResult } from '../../helpers/runner.ts'
import { derivation } from './derivations.ts'
import { HOLES, type Scene, type SceneOptions, scene } from './scene.ts'

export const CACHE = 'mint'
/** May write to the cache. */
export const TOKEN = 'cachix-token-that-nobody-may-see'
export const SYSTEM = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'

/** A check that refers to a source file, one that depends on it, and a default.nix of its own. */
export const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = rec {
        base = ${derivation('base', 'echo $' + '{./greet.sh} > $out', 'system')};
        top = ${derivation('top', 'echo $' + '{base} > $out', 'system')};
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
  'greet.sh': '#!/bin/sh\necho hello\n',
  'default.nix': derivation('own', 'echo $' + '{./own.txt} > $out'),
  'own.txt': 'a source of its own\n',
}
/** Builds everything of the project. */
export const BUILDS = '- flake-check\n- nix-build'

/** An event of the fixtures, under its own name or as another event. */
export async function event(
  name: string,
  as = name.split('-')[0] ?? name,
): Promise<{ name: string; payload: unknown }> {
  const file = join(repositoryRoot, '__tests__/fixtures/events', `${name}.json`)
  return { name: as, payload: JSON.parse(await readFile(file, 'utf8')) }
}

/** A scene whose checkout is the commit of the event. */
export async function eventScene(
  name: string,
  options: SceneOptions & { as?: string } = {},
): Promise<Scene> {
  const { as, ...more } = options
  const job = { event: await event(name, as), repository: 'lantern/mint', ...options.job }
  const stage = await scene({ project: PROJECT, ...more, job })
  return stage.nextJob({ GITHUB_SHA: (await stage.sh('git rev-parse HEAD')).trim() })
}

/** A server with the cache, whose `TOKEN` may write. */
export function startCache(
  more: Parameters<typeof startCachixServer>[0]['caches'] = [],
): Promise<CachixServer> {
  return startCachixServer({
    caches: [{ name: CACHE, tokens: { [TOKEN]: 'Write' } }, ...more],
  })
}

/** The inputs that name the cache, and push to it where that is allowed. */
export function cacheInputs({ url }: CachixServer, more: Record<string, string> = {}) {
  return { 'cachix-host': url, 'cachix-name': CACHE, 'cachix-auth-token': TOKEN, ...more }
}

/** The names of what a cache serves, without the hashes. */
export function served(server: CachixServer, cache = CACHE): string[] {
  const whole = server.entries(cache).filter(entry => entry.served)
  return whole.map(({ storePath }) => nameOf(storePath)).sort()
}

/** What a store path is called behind its hash. */
export function nameOf(path: string): string {
  return path.slice('/nix/store/'.length + 33)
}

/** What the output `pushed-paths` lists, without the hashes. */
export async function pushedNames({ outputs }: StepResult): Promise<string[]> {
  const text = await readFile(outputs['pushed-paths'] ?? '', 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(nameOf)
    .sort()
}

/** Everything that uploads; reading leaves it empty. */
export function uploads({ requests }: CachixServer) {
  return requests.filter(
    ({ method, path }) => method === 'PUT' || (method === 'POST' && path.includes('multipart-nar')),
  )
}

/** The texts of a kind of annotation, each behind its title; without what the release of the scene is warned of. */
export function told({ annotations }: StepResult, kind: 'notice' | 'warning' | 'error'): string[] {
  return annotations
    .filter(annotation => annotation.kind === kind && annotation.title !== HOLES)
    .map(({ title, message }) => `${title}: ${message}`)
}

/** What the store of the machine has, by name without the hash. */
export async function storeOf({ sh }: Scene): Promise<Map<string, PathInfo>> {
  const nix = '/nix/var/nix/profiles/default/bin/nix --extra-experimental-features nix-command'
  const infos = parsePathInfo(await sh(`${nix} path-info --all --json`, 'root'))
  return new Map(infos.map(info => [nameOf(info.path), info]))
}

/** A pair as `cachix generate-keypair` makes it. */
export function keyPair(name: string): { publicKey: string; signingKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' })
  const halves = [d, x].map(half => Buffer.from(half, 'base64url'))
  return {
    publicKey: `${name}:${halves[1]?.toString('base64')}`,
    signingKey: Buffer.concat(halves).toString('base64'),
  }
}

/** A script as a block below a step. */
export function block(script: string): string {
  return `|\n${script.replaceAll(/^/gm, '    ')}`
}
