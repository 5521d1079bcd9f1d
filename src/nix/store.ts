import { join } from 'node:path'
import { capture } from '../process/spawn.ts'
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
