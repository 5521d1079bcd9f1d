import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../host/process/spawn.ts'
import type { ActionContext } from '../model/context.ts'
import type { Nix } from '../nix/nix.ts'

/** A flake and the Nix that reads it. */
interface FlakeReader {
  readonly nix: Nix
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
  /** The folder of the flake. */
  readonly project: string
  readonly ctx: ActionContext
}

/** A flake's nixConfig consists of literals: reading it evaluates nothing else. */
const READ_CACHES =
  'let c = (import ./flake.nix).nixConfig or { }; in (c.substituters or [ ]) ++ (c.extra-substituters or [ ])'

/** Reports caches of the flake's nixConfig that are not used because `accept-flake-config` is not set. */
export async function reportUnusedFlakeCaches(flake: FlakeReader): Promise<void> {
  const { nix, env, project, ctx } = flake
  // Top-level attribute names of flake.nix cannot be computed.
  const text = await readFile(join(project, 'flake.nix'), 'utf8').catch(() => '')
  if (!text.includes('nixConfig')) return
  const flags = ['--eval', '--strict', '--json', '--expr', READ_CACHES]
  const argv = [join(nix.bin, 'nix-instantiate'), ...flags]
  const { code, stdout } = await capture(argv, { env, cwd: project })
  const caches: unknown = code === 0 ? JSON.parse(stdout) : []
  const names = [caches].flat(2).filter(cache => typeof cache === 'string')
  if (names.length === 0) return
  ctx.logger.notice(
    `The flake's nixConfig lists caches that are not used: ${names.join(', ')}. If you trust them, set accept-flake-config: true.`,
    'Caches of the flake',
  )
}
