import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listHandOver } from '../../../src/caches/hand-over/archive.ts'
import { inputsOf } from '../../../src/caches/hand-over/collect.ts'
import { unpackHandOver } from '../../../src/caches/hand-over/unpack.ts'
import { contentPath } from '../../../src/nix/hash.ts'
import { narOfText } from '../../../src/nix/nar.ts'
import { type RawEntry, rawArchive, TAMPERINGS } from './tampered.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hand-over-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function entry(
  kind: 'text' | 'source',
  name: string,
  content: Buffer,
  references: string[] = [],
): RawEntry & { path: string } {
  const hash = createHash('sha256').update(content).digest()
  const path = contentPath(kind, hash, references, name)
  return { path, head: { path, kind, references, size: content.length }, content }
}

const SOURCE = entry('source', 'main.c', narOfText(Buffer.from('int main;')))
const TEXT = entry('text', 'builder.sh', Buffer.from('echo'))
const ATERM = `Derive([("out","/nix/store/${'a'.repeat(32)}-x","","")],…)`
const ROOT = entry('text', 'x.drv', Buffer.from(ATERM), [SOURCE.path, TEXT.path].sort())
const ALL = [SOURCE, TEXT, ROOT]
const LONELY = entry('text', 'lonely.drv', Buffer.from('Derive()'))

async function unpack(archive: Buffer, roots = [ROOT.path]) {
  const file = join(folder, 'archive')
  writeFileSync(file, archive)
  return unpackHandOver(file, join(folder, 'out'), roots)
}

describe('an archive of a plan', () => {
  it('is unpacked as a binary cache whose paths are content-addressed', async () => {
    const { derivations, paths } = await unpack(rawArchive(ALL))
    expect([derivations, paths]).toEqual([[ROOT.path], 3])
    const info = (path: string) =>
      readFileSync(join(folder, 'out', `${path.slice(11, 43)}.narinfo`), 'utf8')
    expect(info(SOURCE.path)).toMatch(/^CA: fixed:r:sha256:[0-9a-z]{52}$/m)
    expect(info(ROOT.path)).toMatch(/^CA: text:sha256:[0-9a-z]{52}$/m)
    expect(info(ROOT.path)).toContain(
      `References: ${[SOURCE, TEXT]
        .map(it => it.path.slice(11))
        .sort()
        .join(' ')}\n`,
    )
  })

  it('gives only what is in the closure of the roots of the row', async () => {
    const { paths } = await unpack(rawArchive([...ALL, LONELY]), [LONELY.path])
    expect(paths).toBe(1)
    expect(readdirSync(join(folder, 'out/nar'))).toEqual([`${LONELY.path.slice(11, 43)}.nar`])
  })

  it('leaves out a root of whose closure something is missing', async () => {
    const { derivations } = await unpack(rawArchive([ROOT, TEXT, LONELY]), [ROOT.path, LONELY.path])
    expect(derivations).toEqual([LONELY.path])
  })

  it.each(Object.keys(TAMPERINGS))('gives nothing with %s', async name => {
    const archive = TAMPERINGS[name]?.(ALL, rawArchive(ALL)) ?? Buffer.alloc(0)
    const unpacked = await unpack(archive).catch(() => undefined)
    expect(unpacked?.derivations ?? []).toEqual([])
    if (!unpacked) expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it('is refused where it is empty', () => {
    const file = join(folder, 'empty')
    writeFileSync(file, '')
    return expect(async () => {
      const { openSync } = await import('node:fs')
      listHandOver(openSync(file, 'r'))
    }).rejects.toThrow()
  })
})

describe('what a derivation refers to', () => {
  it('is its derivations and sources, whatever its other texts say', () => {
    const text = String.raw`Derive([("out","/nix/store/o-x","",""),("dev","","r:sha256","")],[("/nix/store/b.drv",["dev","out"]),("/nix/store/a.drv",["out"])],["/nix/store/c.sh"],"x86_64-linux","/bin/sh",["-c","\"],[/nix/store/no"],[("out","/nix/store/o-x")])`
    expect(inputsOf(text)).toEqual(['/nix/store/a.drv', '/nix/store/b.drv', '/nix/store/c.sh'])
    expect(inputsOf('Derive([("out","/nix/store/o","","")],[],[],"s","b",[],[])')).toEqual([])
  })
})
