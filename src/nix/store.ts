import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { capture } from '../host/process/spawn.ts'
import { ActionError } from '../lib/errors.ts'

import type { Programs } from './nix.ts'
import { type PathInfo, parsePathInfo } from './path-info.ts'
import { knows } from './version.ts'

/** Arguments of one call: far below what a kernel takes. */
const BATCH = 500

/** From here on `--json` alone is deprecated, and will be an error. */
const JSON_FORMAT = '2.33'

/** Questions to the store of this machine. */
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
    return this.#lines('nix-store', ['--query', '--outputs'], derivations)
  }

  /** Everything that a valid path needs, itself too; of a derivation the derivations of its inputs. */
  async requisites(path: string): Promise<string[]> {
    return this.#lines('nix-store', ['--query', '--requisites'], [path])
  }

  /** Those of the paths that are valid. */
  async valid(paths: readonly string[]): Promise<string[]> {
    const invalid = new Set(
      await this.#lines('nix-store', ['--check-validity', '--print-invalid'], paths),
    )
    return paths.filter(path => !invalid.has(path))
  }

  /** What the database says of valid paths and of everything that they refer to. */
  async closures(paths: readonly string[]): Promise<PathInfo[]> {
    return this.#infos(['--recursive'], paths)
  }

  /** What the database says of those of the paths that are valid. */
  async infos(paths: readonly string[]): Promise<PathInfo[]> {
    return paths.length === 0 ? [] : this.#infos([], paths)
  }

  /** What the database says of every valid path. */
  async everything(): Promise<PathInfo[]> {
    return this.#infos(['--all'], [])
  }

  async #infos(flags: readonly string[], paths: readonly string[]): Promise<PathInfo[]> {
    const found = new Map<string, PathInfo>()
    const format = knows(this.#nix, JSON_FORMAT) ? ['--json-format', '1'] : []
    for (const text of await this.#calls(
      'nix',
      ['path-info', '--json', ...format, ...flags],
      paths,
    )) {
      for (const info of parsePathInfo(text)) found.set(info.path, info)
    }
    return [...found.values()]
  }

  async #lines(
    program: string,
    flags: readonly string[],
    paths: readonly string[],
  ): Promise<string[]> {
    if (paths.length === 0) return []
    const texts = await this.#calls(program, flags, paths)
    return [...new Set(texts.flatMap(text => text.split('\n')).filter(line => line !== ''))]
  }

  async #calls(
    program: string,
    flags: readonly string[],
    paths: readonly string[],
  ): Promise<string[]> {
    const texts: string[] = []
    for (let first = 0; first === 0 || first < paths.length; first += BATCH) {
      const argv = [join(this.#nix.bin, program), ...flags, ...paths.slice(first, first + BATCH)]
      const { code, stdout, stderr } = await capture(argv, { env: this.#env, cwd: '/' })
      if (code !== 0)
        throw new Error(
          `${program} ${flags.join(' ')} ended with ${code}: ${stderr.trim().slice(-500)}`,
        )
      texts.push(stdout)
    }
    return texts
  }
}

/**
 * When the store registered the outputs of derivations, in milliseconds of this process's clock. The store knows whole
 * seconds, of which this is the middle; what it does not know is left out.
 * @throws never: then nothing is known
 */
export async function registeredAt(
  derivations: readonly string[],
  nix: Programs,
  env: Readonly<Record<string, string>>,
): Promise<Map<string, number>> {
  const store = new Store(nix, env)
  const began = Date.now() - performance.now()
  try {
    const infos = await store.infos(await store.outputs(derivations))
    const times = infos.flatMap(({ deriver, registered }) =>
      deriver ? [[deriver, registered * 1000 + 500 - began] as const] : [],
    )
    return new Map(times)
  } catch {
    return new Map()
  }
}

/**
 * The NAR of a store path, as `nix-store --dump` prints it; it fails with a Failure where that does, and ends the
 * process where it is destroyed.
 * @param bin the folder of Nix's programs
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
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 4096) said += chunk
  })
  const fail = (why: string) =>
    nar.destroy(new ActionError(`it cannot be read: ${why}`, 'Look at the store of Nix.'))
  child.on('error', error => fail(error.message))
  // The stream ends only when it is known to be whole.
  child.on('close', (code, signal) => {
    if (code === 0) nar.end()
    else fail(`nix-store --dump ended with ${code ?? signal}: ${said.trim()}`)
  })
  child.stdout.pipe(nar, { end: false })
  nar.on('close', () => child.kill())
  return nar
}
