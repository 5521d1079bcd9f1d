import { type Command, DEFAULT_PROFILE, type Mode, SYSTEM_CONF, type Unpacked } from './plan.ts'

/**
 * A path that is there already stays: it may be in use. (`mv -n` calls that a failure in coreutils 9.2 to 9.4.) The
 * database is opened directly: there is no daemon yet.
 */
const PLACE = [
  'folder=$1 nix=$2; shift 2',
  'for path; do test -e "/nix/store/$path" || mv "$folder/store/$path" /nix/store/; done',
  '(cd /nix/store && chmod -R a-w "$@")',
  'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
  `ln -sfn "$nix" ${DEFAULT_PROFILE}-1-link; ln -sfn default-1-link ${DEFAULT_PROFILE}`,
  'rm -rf "$folder"',
]

/** Before them as root: whose HOME is not the user's, and the settings come from standard input. */
const AS_ROOT = `export HOME=/var/empty; cat >${SYSTEM_CONF}`

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
    ? { argv: argv([AS_ROOT, ...PLACE]), as: 'root', why, input: conf }
    : { argv: argv(PLACE), as: 'user', why }
}
