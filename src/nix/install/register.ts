import type { Command } from '../../host/executor.ts'
import type { Mode } from '../nix.ts'
import { DEFAULT_PROFILE, SYSTEM_CONF } from '../paths.ts'
import type { UnpackedRelease } from './plan.ts'

/**
 * Keeps an existing, identical path, which may be in use; replaces a damaged one that an earlier install left. (Not
 * `mv -n`: it fails for an existing path in coreutils 9.2 to 9.4.)
 */
const MOVE = [
  'old=/nix/store/$path new=$folder/store/$path',
  'if test ! -e "$old"',
  'then mv "$new" /nix/store/',
  'elif ! diff -rq --no-dereference "$old" "$new" >/dev/null 2>&1',
  'then chmod -R u+w "$old"',
  'rm -rf "$old"',
  'mv "$new" /nix/store/',
  // Otherwise its owner could not remove it with the rest of the archive.
  'else chmod -R u+w "$new"',
  'fi',
]

/** Opens the database directly, because there is no daemon yet. */
const REGISTER = [
  'folder=$1 nix=$2; shift 2',
  `for path; do ${MOVE.join('; ')}; done`,
  '(cd /nix/store && chmod -R a-w "$@")',
  'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
  `ln -sfn "$nix" ${DEFAULT_PROFILE}-1-link; ln -sfn default-1-link ${DEFAULT_PROFILE}`,
  'rm -rf "$folder"',
]

/**
 * Runs first in daemon mode, as root: sets HOME and writes the settings from standard input to nix.conf. Removes a symlink
 * of an earlier install there, because its target may be missing or not ours. Restores nix.conf on failure: otherwise the
 * next install would take over settings that Nix rejects.
 */
const WRITE_CONF = [
  `export HOME=/var/empty; test ! -h ${SYSTEM_CONF} || rm ${SYSTEM_CONF}`,
  `if before=$(cat ${SYSTEM_CONF} 2>/dev/null)`,
  `then trap 'test $? -eq 0 || printf "%s\\n" "$before" >${SYSTEM_CONF}' EXIT`,
  `else trap 'test $? -eq 0 || rm -f ${SYSTEM_CONF}' EXIT`,
  'fi',
  `cat >${SYSTEM_CONF}`,
]

/**
 * Moves the unpacked store paths into the store and registers them, on Linux and macOS alike. One command, because each
 * sudo takes as long as all of it.
 * @param conf text for the system's nix.conf; written in daemon mode only
 */
export function planRegistration(
  mode: Mode,
  conf: string,
  { folder, paths, nix }: UnpackedRelease,
): Command {
  const why = 'Registering store paths'
  const argv = (lines: readonly string[]) => [
    '/bin/sh',
    '-c',
    ['set -e', ...lines].join('; '),
    'sh',
    folder,
    nix,
    ...paths,
  ]
  return mode === 'daemon'
    ? { argv: argv([...WRITE_CONF, ...REGISTER]), as: 'root', description: why, input: conf }
    : { argv: argv(REGISTER), as: 'user', description: why, isLong: true }
}
