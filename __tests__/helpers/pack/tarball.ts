import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rename, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { narOf } from './nar.ts'
import { run } from './run.ts'
import type { ReleasePaths } from './store-paths.ts'

/**
 * Completes a release folder, whose `store/` is there, with `install` and `.reginfo`, and packs it as
 * `<to>`, beside which `<to>.sha256` is written. The folder's name becomes the only one at the archive's top.
 */
export async function packRelease(folder: string, paths: ReleasePaths, to: string): Promise<void> {
  await writeFile(`${folder}/install`, installScript(paths), { mode: 0o755 })
  await writeFile(`${folder}/.reginfo`, await registration(folder, paths))
  // The same bytes for the same content. One xz block, as official releases have: several would decode in parallel.
  const tar = [
    'tar --sort=name --owner=0 --group=0 --mode=u+rw,uga+r --mtime=1970-01-01 --hard-dereference',
    `-C "$1" -cf - "$2" | xz -1 -T1 > "$3"`,
  ].join(' ')
  const parent = folder.slice(0, -basename(folder).length)
  const script = `set -o pipefail; ${tar}`
  await run('bash', ['-c', script, 'pack', parent, basename(folder), `${to}.new`])
  await publish(`${to}.new`, to)
}

/** Moves a finished tarball to its place, the `.sha256` first: who sees the tarball sees its hash. */
export async function publish(from: string, to: string): Promise<void> {
  await writeFile(`${to}.sha256`, await sha256Of(from))
  await rename(from, to)
}

/** SHA-256 of a file, in hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

/** The size of a file in bytes, -1 if it is not there. */
export const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    found => found.size,
    () => -1,
  )

function installScript(paths: ReleasePaths): string {
  return `#!/bin/sh
# Made from Debian's packages for tests; only the two lines that name store paths are of use.
nix="${paths.nix.path}"
cacert="${paths.cacert.path}"
echo "this release holds $nix and $cacert, and no installer" >&2
exit 1
`
}

async function registration(folder: string, paths: ReleasePaths): Promise<string> {
  const blocks: string[] = []
  for (const { path, references } of paths.all) {
    const { sha256, size } = await narOf(`${folder}/store/${basename(path)}`)
    const refs = [...references].sort()
    // Path, hash, size, deriver (none), number of references, references.
    blocks.push([path, sha256, size, '', refs.length, ...refs, ''].join('\n'))
  }
  return blocks.join('')
}
