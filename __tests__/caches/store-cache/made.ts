import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatNarInfo, type NarInfo } from '../../../src/caches/store-cache/narinfo.ts'
import { toNixBase32 } from '../../../src/nix/hash.ts'
import { storePath } from '../nars.ts'

/** A cached path of this name whose packed NAR is the text; no Nix could unpack it. */
export function madeEntry(
  name: string,
  text: string = name,
  references: readonly string[] = [],
): { info: NarInfo; file: string; nar: Buffer } {
  const nar = Buffer.from(text)
  const hash = toNixBase32(createHash('sha256').update(nar).digest())
  const path = storePath(name)
  const info = {
    path,
    url: `nar/${hash}.nar.zst`,
    fileSize: nar.length,
    narHash: `sha256:${hash}`,
    narSize: nar.length,
    references: references.map(it => storePath(it).slice('/nix/store/'.length)),
  }
  return { info, file: `${path.slice(11, 43)}.narinfo`, nar }
}

const root = mkdtempSync(join(tmpdir(), 'store-cache-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))

/** A new folder that is removed with the test's process. */
export function freshFolder(): string {
  return mkdtempSync(join(root, 'f-'))
}

/** Writes entries as the files of a cache. @param saved seconds since 1970 */
export function writeEntries(
  folder: string,
  entries: readonly ReturnType<typeof madeEntry>[],
  saved = 1_700_000_000,
): void {
  mkdirSync(join(folder, 'nar'), { recursive: true })
  for (const { info, file, nar } of entries) {
    writeFileSync(join(folder, file), formatNarInfo(info))
    utimesSync(join(folder, file), saved, saved)
    writeFileSync(join(folder, info.url), nar)
  }
}

/** A tar of everything in the folder, or of what is named. */
export function tarOf(
  folder: string,
  names: readonly string[] = ['.'],
  flags: string[] = [],
): string {
  const archive = join(freshFolder(), 'a.tar')
  execFileSync('tar', ['--format=ustar', ...flags, '-cf', archive, '-C', folder, ...names])
  return archive
}
