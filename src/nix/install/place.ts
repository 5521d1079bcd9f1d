import {
  type Command,
  DEFAULT_PROFILE,
  type Mode,
  root,
  SYSTEM_CONF,
  type Unpacked,
} from './plan.ts'

/**
 * A path that is there already and is the same stays: it may be in use. What a removed or broken install has left of it
 * gives way. (`mv -n` calls a path that is there a failure in coreutils 9.2 to 9.4.)
 */
const MOVE = `cd "$1" && shift && for path; do
  old=/nix/store/$path
  if test -e "$old"; then
    diff -rq --no-dereference "$old" "$path" >/dev/null 2>&1 && continue
    chmod -R u+w "$old" && rm -rf "$old" || exit
  fi
  mv "$path" /nix/store/ || exit
done`

/** An earlier install may have left a link, which may lead nowhere or to what is not ours. */
const WRITE = 'if test -h "$1"; then rm "$1"; fi && cat >"$1"'

/**
 * How the unpacked store paths come into the store and are registered, the same on Linux and macOS.
 * @param conf the text of the system's nix.conf; written in daemon mode only
 */
export function planPlacing(mode: Mode, conf: string, { folder, paths, nix }: Unpacked): Command[] {
  const step = (why: string, ...argv: string[]): Command =>
    mode === 'daemon' ? root(why, ...argv) : { argv, as: 'user', why }
  const targets = paths.map(path => `/nix/store/${path}`)
  // The database is opened directly: there is no daemon yet, and root's HOME is not the user's.
  const environment = [...(mode === 'daemon' ? ['HOME=/var/empty'] : []), 'NIX_REMOTE=local']
  return [
    step(
      'move the store paths into the store',
      '/bin/sh',
      '-c',
      MOVE,
      'sh',
      `${folder}/store`,
      ...paths,
    ),
    step('make the store paths read-only', 'chmod', '-R', 'a-w', ...targets),
    ...(mode === 'daemon'
      ? [
          {
            ...root('write the settings', '/bin/sh', '-c', WRITE, 'sh', SYSTEM_CONF),
            input: conf,
          },
        ]
      : []),
    {
      ...step(
        'register the store paths',
        'env',
        ...environment,
        `${nix}/bin/nix-store`,
        '--load-db',
      ),
      inputFile: `${folder}/.reginfo`,
    },
    step('link the default profile', 'ln', '-sfn', nix, `${DEFAULT_PROFILE}-1-link`),
    step('link the default profile', 'ln', '-sfn', 'default-1-link', DEFAULT_PROFILE),
    step('remove what is left of the archive', 'rm', '-rf', folder),
  ]
}
