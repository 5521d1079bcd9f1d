import { join } from 'node:path'
import type { CacheEntry, CacheJob } from '../../helpers/actions-cache/entries.ts'
import type { ActionsCacheServer } from '../../helpers/actions-cache-server.ts'
import type { StepOptions } from '../../helpers/runner.ts'
import { eventScene, PROJECT } from './cachix-runs.ts'
import { derivation, SHELL_STDENV, shell } from './derivations.ts'
import type { Scene, SceneOptions } from './scene.ts'

/** A flake's checks, a default.nix and a shell: five derivations of its own, `base` of them below `top`. */
export const STORED: Record<string, string> = {
  ...PROJECT,
  ...SHELL_STDENV,
  'shell.nix': shell(`tool = ${derivation('tool', 'echo a tool > $out')};`),
}
/** Builds all of them. */
export const ALL = '- flake-check\n- nix-build\n- nix-shell: cat $tool'

export interface StoredJob extends Pick<SceneOptions, 'line' | 'account' | 'machine'> {
  /** Default `push`. */
  readonly event?: string
  /** What the event is called instead. */
  readonly as?: string
  readonly project?: Record<string, string>
  readonly inputs?: Record<string, string>
  /** As the cache service's token says. */
  readonly job?: Partial<CacheJob>
  readonly env?: Record<string, string>
  readonly step?: StepOptions
  /** Where RUNNER_TEMP is, in the usual one. */
  readonly temp?: string
}

/** Jobs with the store cache, each on a fresh machine; all are stopped at the end. */
export class StoredJobs {
  readonly #server: ActionsCacheServer
  readonly #stages: Scene[] = []

  constructor(server: ActionsCacheServer) {
    this.#server = server
  }

  async use(steps: string, options: StoredJob = {}) {
    const { event = 'push', project = STORED, inputs, job, env, step, temp, ...more } = options
    const all = { 'store-cache': 'auto', 'nix-path': '', ...inputs }
    const stage = await eventScene(event, { project, inputs: all, ...more })
    this.#stages.push(stage)
    const folder = join(stage.temp, temp ?? '')
    await stage.sh(`mkdir -p '${folder}'`)
    const next = stage.nextJob({ ...this.#server.env(job), RUNNER_TEMP: folder, ...env })
    const used = await next.use(steps, {}, step)
    const { job: ran } = next
    const run = (script: string) => ran.run(script)
    return { ...used, built: builtBy(used.log), stage, next, run, post: () => ran.post() }
  }

  async stop(): Promise<void> {
    for (const stage of this.#stages.splice(0)) await stage.stop()
  }
}

/** The entries that say which paths there are, the oldest first. */
export function manifestsIn({ entries }: ActionsCacheServer): CacheEntry[] {
  return entries.filter(({ key }) => key.startsWith('nix-ci-store-2-'))
}

/** The entries with contents of paths. */
export function packsIn({ entries }: ActionsCacheServer): CacheEntry[] {
  return entries.filter(({ key }) => key.startsWith('nix-ci-pack-2-'))
}

/** The names of what Nix built. */
export function builtBy(log: readonly string[]): string[] {
  const names = log.flatMap(
    line => /^building '\/nix\/store\/[^-]+-(.*)\.drv'/.exec(line.trim())?.[1] ?? [],
  )
  return [...new Set(names)].sort()
}

/** A flake whose check needs an input, locked by its hash. */
export function flakeWithInput(url: string): Record<string, string> {
  const narHash = 'sha256-m/i4zIJHKRtapNnPwNUoFromRkwfucNCdbqZ1oxSjWo='
  const dep = {
    flake: false,
    locked: { lastModified: 1, narHash, type: 'tarball', url },
    original: { type: 'tarball', url },
  }
  const lock = { nodes: { dep, root: { inputs: { dep: 'dep' } } }, root: 'root', version: 7 }
  const uses = derivation('uses', 'read line < $' + '{dep}/file; echo $line > $out', 'system')
  return {
    'flake.nix': `{
  inputs.dep = { url = "${url}"; flake = false; };
  outputs = { self, dep }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value.uses = ${uses};
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
    'flake.lock': JSON.stringify(lock),
  }
}

/** The caches that Nix reads, as its settings were printed: `http 50` for scheme and priority. */
export function substitutersIn(printed: string): string[] {
  const [line = ''] = /^substituters = .*$/m.exec(printed) ?? []
  const urls = line.matchAll(/(\w+):\/\/\S*priority=(\d+)/g)
  return [...urls].map(([, scheme, priority]) => `${scheme} ${priority}`)
}
