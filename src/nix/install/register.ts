import type { Command } from '../../host/executor.ts'
import type { Mode } from '../nix.ts'

import { DEFAULT_PROFILE, SYSTEM_CONF } from '../paths.ts'
import type { Unpacked } from './plan.ts'

/**
 * A path that is there already and is the same stays: it may be in use. What a removed or broken install has left of it
 * gives way. (`mv -n` calls a path that is there a failure in coreutils 9.2 to 9.4.)
 */
const MOVE = [
  'old=/nix/store/$path new=$folder/store/$path',
  'if test ! -e "$old"',
  'then mv "$new" /nix/store/',
  'elif ! diff -rq --no-dereference "$old" "$new" >/dev/null 2>&1',
  'then chmod -R u+w "$old"',
  'rm -rf "$old"',
  'mv "$new" /nix/store/',
  // Else its owner could not remove it with what is left of the archive.
  'else chmod -R u+w "$new"',
  'fi',
]

/** The database is opened directly: there is no daemon yet. */
const PLACE = [
  'folder=$1 nix=$2; shift 2',
  `for path; do ${MOVE.join('; ')}; done`,
  '(cd /nix/store && chmod -R a-w "$@")',
  'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
  `ln -sfn "$nix" ${DEFAULT_PROFILE}-1-link; ln -sfn default-1-link ${DEFAULT_PROFILE}`,
  'rm -rf "$folder"',
]

/**
 * Before them as root: whose HOME is not the user's, and the settings come from standard input. An earlier install may
 * have left a link in their place, which may lead nowhere, or to what is not ours. Settings that Nix refuses must not
 * stay: the next install would take them over.
 */
const AS_ROOT = [
  `export HOME=/var/empty; test ! -h ${SYSTEM_CONF} || rm ${SYSTEM_CONF}`,
  `if before=$(cat ${SYSTEM_CONF} 2>/dev/null)`,
  `then trap 'test $? -eq 0 || printf "%s\\n" "$before" >${SYSTEM_CONF}' EXIT`,
  `else trap 'test $? -eq 0 || rm -f ${SYSTEM_CONF}' EXIT`,
  'fi',
  `cat >${SYSTEM_CONF}`,
]

/**
 * How the unpacked store paths come into the store and are registered, the same on Linux and macOS. One command: each
 * sudo takes as long as all of it.
 * @param conf the text of the system's nix.conf; written in daemon mode only
 */
export function planPlacing(mode: Mode, conf: string, { folder, paths, nix }: Unpacked): Command {
  const why = 'put the store paths into the store and register them'
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
    ? { argv: argv([...AS_ROOT, ...PLACE]), as: 'root', description: why, input: conf }
    : { argv: argv(PLACE), as: 'user', description: why, isLong: true }
}
