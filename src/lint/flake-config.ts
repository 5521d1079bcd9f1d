import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../host/process/spawn.ts'
import { listed } from '../lib/format.ts'
import { readSettings } from '../nix/isolation.ts'
import type { LintContext } from './syntax.ts'

/** A flake and the Nix that reads it. */
interface FlakeReader extends LintContext {
  /** The folder of the flake. */
  readonly project: string
}

/** A flake's nixConfig consists of literals: reading it evaluates nothing else. */
const READ_CACHES = `let
  c = (import ./flake.nix).nixConfig or { };
  all = name: [ (c.\${name} or [ ]) (c.\${"extra-" + name} or [ ]) ];
in { urls = all "substituters"; keys = all "trusted-public-keys"; }`

/** Caches that a notice names. */
const MAX_NAMED = 8

/**
 * Reports caches of the flake's nixConfig that are not used, because nothing sets `accept-flake-config` or names them.
 * @param args of the steps, which may set it
 */
export async function reportUnusedFlakeCaches(
  flake: FlakeReader,
  args: readonly string[],
): Promise<void> {
  const { nix, env, project, ctx } = flake
  // Top-level attribute names of flake.nix cannot be computed.
  const text = await readFile(join(project, 'flake.nix'), 'utf8').catch(() => '')
  if (!text.includes('nixConfig') || args.includes('--accept-flake-config')) return
  const flags = ['--eval', '--strict', '--json', '--expr', READ_CACHES]
  const argv = [join(nix.bin, 'nix-instantiate'), ...flags]
  const { code, stdout } = await capture(argv, { env, cwd: project })
  const named: Record<string, unknown> = code === 0 ? JSON.parse(stdout) : {}
  const urls = wordsOf(named.urls)
  if (urls.length === 0) return
  const settings = await readSettings(nix, env)
  if (settings['accept-flake-config']?.value === true) return
  const used = new Set(wordsOf(settings.substituters?.value).map(withoutSlash))
  const unused = [...new Set(urls.map(withoutSlash))].filter(url => !used.has(url))
  if (unused.length === 0) return
  const lines = extraCaches(unused.slice(0, MAX_NAMED), wordsOf(named.keys))
  ctx.logger.notice(
    `The flake's nixConfig lists caches that are not used: ${listed(unused, MAX_NAMED)}. If you trust them, set accept-flake-config: true, or name them in extra-caches:\n${lines.join('\n')}`,
    'Caches of the flake',
  )
}

/** The words of a setting: a text, or lists of them. */
function wordsOf(value: unknown): string[] {
  const texts = [value].flat(3).filter(it => typeof it === 'string')
  return texts.flatMap(text => text.split(/\s+/)).filter(word => word !== '')
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

/** Pure: lines of the input `extra-caches`. */
export function extraCaches(urls: readonly string[], keys: readonly string[]): string[] {
  return urls.map(url => {
    const host = /^\w+:\/\/([^/:?]+)/.exec(url)?.[1]
    const cachix = /^https:\/\/([\w-]+)\.cachix\.org$/.exec(url)?.[1]
    const own = keys.filter(key => key.replace(/-\d+:.*/, '') === host)
    const [key = 'PUBLIC-KEY'] = own.length > 0 || urls.length > 1 ? own : keys
    return cachix ?? `${url} ${key}`
  })
}
