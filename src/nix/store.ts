import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { capture } from '../host/process/spawn.ts'
import { ActionError } from '../lib/errors.ts'
import type { Programs } from './nix.ts'
import { type PathInfo, parsePathInfo } from './path-info.ts'
import { hasFeature } from './version.ts'

/** Paths on one command line: far below the kernel's limit. */
export const MAX_PATHS_PER_CALL = 500

/** The first version in which `--json` without a format is deprecated. */
const JSON_FORMAT_SINCE = '2.33'

/** Queries the store of this machine. */
export class Store {
  readonly #nix: Programs
  readonly #env: Readonly<Record<string, string>>

  /** @param env with the settings of Nix, without credentials */
  constructor(nix: Programs, env: Readonly<Record<string, string>>) {
    this.#nix = nix
    this.#env = env
  }

  /** The outputs of derivations, valid or not. */
  async outputs(derivations: readonly string[]): Promise<string[]> {
    return this.#lines(['--query', '--outputs'], derivations)
  }

  /** The closure of a valid path, itself included; for a derivation, its input derivations. */
  async requisites(path: string): Promise<string[]> {
    return this.#lines(['--query', '--requisites'], [path])
  }

  /** The valid ones of these paths. */
  async valid(paths: readonly string[]): Promise<string[]> {
    const invalid = new Set(await this.#lines(['--check-validity', '--print-invalid'], paths))
    return paths.filter(path => !invalid.has(path))
  }

  /** The database records of valid paths and of their closures. */
  async closures(paths: readonly string[]): Promise<PathInfo[]> {
    // Without a path, Nix would look at the flake in the working directory.
    return paths.length === 0 ? [] : this.#infos(['--recursive'], paths)
  }

  /** The database records of the valid ones of these paths. */
  async infos(paths: readonly string[]): Promise<PathInfo[]> {
    return paths.length === 0 ? [] : this.#infos([], paths)
  }

  /** The database records of all valid paths. */
  async everything(): Promise<PathInfo[]> {
    return this.#infos(['--all'], [])
  }

  async #infos(flags: readonly string[], paths: readonly string[]): Promise<PathInfo[]> {
    const found = new Map<string, PathInfo>()
    const format = hasFeature(this.#nix, JSON_FORMAT_SINCE) ? ['--json-format', '1'] : []
    const texts = await this.#calls('nix', ['path-info', '--json', ...format, ...flags], paths)
    for (const info of texts.flatMap(parsePathInfo)) found.set(info.path, info)
    return [...found.values()]
  }

  /** What `nix-store` prints. */
  async #lines(flags: readonly string[], paths: readonly string[]): Promise<string[]> {
    if (paths.length === 0) return []
    const texts = await this.#calls('nix-store', flags, paths)
    return [...new Set(texts.flatMap(text => text.split('\n')).filter(line => line !== ''))]
  }

  async #calls(
    program: string,
    flags: readonly string[],
    paths: readonly string[],
  ): Promise<string[]> {
    const texts: string[] = []
    for (let first = 0; first === 0 || first < paths.length; first += MAX_PATHS_PER_CALL) {
      const some = paths.slice(first, first + MAX_PATHS_PER_CALL)
      const argv = [join(this.#nix.bin, program), ...flags, ...some]
      const { code, stdout, stderr } = await capture(argv, { env: this.#env, cwd: '/' })
      if (code !== 0)
        throw new Error(
          `${program} ${flags.join(' ')} exited with ${code}: ${stderr.trim().slice(-500)}`,
        )
      texts.push(stdout)
    }
    return texts
  }
}

/**
 * When the store registered the outputs of derivations, in milliseconds of `performance.now()`. The store records whole
 * seconds; this returns the middle of the second. Omits unknown ones. Never throws: a failure returns an empty map.
 */
export async function registeredAt(
  derivations: readonly string[],
  nix: Programs,
  env: Readonly<Record<string, string>>,
): Promise<Map<string, number>> {
  const store = new Store(nix, env)
  const startedAt = Date.now() - performance.now()
  try {
    const infos = await store.infos(await store.outputs(derivations))
    const times = infos.flatMap(({ deriver, registered }) =>
      deriver ? [[deriver, registered * 1000 + 500 - startedAt] as const] : [],
    )
    return new Map(times)
  } catch {
    return new Map()
  }
}

/**
 * The NAR of a store path, as `nix-store --dump` prints it. Fails with an ActionError if that fails; destroying the stream
 * kills the process.
 * @param bin the directory of Nix's programs
 */
export function dumpPath(
  bin: string,
  path: string,
  env: Readonly<Record<string, string>>,
): Readable {
  const nar = new PassThrough({ highWaterMark: 256 << 10 })
  const child = spawn(join(bin, 'nix-store'), ['--dump', path], {
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 4096) stderr += chunk
  })
  const fail = (reason: string) =>
    nar.destroy(new ActionError(`it cannot be read: ${reason}`, 'Check the Nix store.'))
  child.on('error', error => fail(error.message))
  // Ends the stream only after a successful exit, so that a reader never takes a partial NAR for a full one.
  child.on('close', (code, signal) => {
    if (code === 0) nar.end()
    else fail(`nix-store --dump exited with ${code ?? signal}: ${stderr.trim()}`)
  })
  child.stdout.pipe(nar, { end: false })
  nar.on('close', () => child.kill())
  return nar
}
