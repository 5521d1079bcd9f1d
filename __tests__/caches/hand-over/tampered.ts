/** An entry of an archive: its first line, and the bytes after it. */
export interface RawEntry {
  readonly head: Readonly<Record<string, unknown>>
  readonly content: Buffer
}

export const FIRST_LINE = 'nix-ci-hand-over 1\n'

export function rawArchive(entries: readonly RawEntry[]): Buffer {
  return Buffer.concat([
    Buffer.from(FIRST_LINE),
    ...entries.flatMap(({ head, content }) => [Buffer.from(`${JSON.stringify(head)}\n`), content]),
  ])
}

/** Takes an archive apart that is well. */
export function rawEntries(archive: Buffer): RawEntry[] {
  const entries: RawEntry[] = []
  for (let at = FIRST_LINE.length; at < archive.length; ) {
    const end = archive.indexOf(0x0a, at)
    const head = JSON.parse(archive.toString('utf8', at, end)) as RawEntry['head']
    const size = Number(head.size)
    entries.push({ head, content: archive.subarray(end + 1, end + 1 + size) })
    at = end + 1 + size
  }
  return entries
}

type Change = (entries: RawEntry[], archive: Buffer) => Buffer
const isDerivation = ({ head }: RawEntry) => String(head.path).endsWith('.drv')
const isSource = ({ head }: RawEntry) => head.kind === 'source'

/** Changes those entries that fit. */
function each(fits: (entry: RawEntry) => boolean, change: (entry: RawEntry) => RawEntry[]): Change {
  return entries => rawArchive(entries.flatMap(entry => (fits(entry) ? change(entry) : [entry])))
}
const withHead = (change: (head: RawEntry['head']) => object) => (entry: RawEntry) => [
  { ...entry, head: { ...entry.head, ...change(entry.head) } },
]
function flipped(content: Buffer): Buffer {
  const copy = Buffer.from(content)
  const at = Math.max(0, copy.length - 40)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
const references = ({ references }: RawEntry['head']) => references as string[]
const OTHER = `/nix/store/${'b'.repeat(32)}-other`

/** Texts as a NAR writes them: with their length, padded to 8 bytes. */
function nar(...texts: readonly string[]): Buffer {
  const parts = texts.map(text => {
    const part = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8)
    part.writeBigUInt64LE(BigInt(text.length))
    part.write(text, 8)
    return part
  })
  return Buffer.concat(parts)
}
const FILE = ['(', 'type', 'regular', 'contents', 'root:x:0:0', ')']
const ABSOLUTE_NAME = nar(
  ...['nix-archive-1', '(', 'type', 'directory'],
  ...['entry', '(', 'name', '/etc/passwd', 'node', ...FILE, ')', ')'],
)

/** Changes a text in the content, of the same length. */
function replaced(content: Buffer, what: RegExp, by: string): Buffer {
  const text = content.toString('latin1')
  if (!what.test(text)) throw new Error(`There is no ${what}`)
  return Buffer.from(text.replace(what, by), 'latin1')
}
const withContent = (change: (content: Buffer) => Buffer) => (entry: RawEntry) => {
  const content = change(entry.content)
  return [{ head: { ...entry.head, size: content.length }, content }]
}

/** Ways to tamper with an archive, after each of which the roots that it concerns must not be imported. */
export const TAMPERINGS: Readonly<Record<string, Change>> = {
  'another content of a derivation': each(isDerivation, withContent(flipped)),
  'other outputs of a derivation': each(
    isDerivation,
    withContent(it => replaced(it, /(?<="out","\/nix\/store\/)\w{32}/, 'b'.repeat(32))),
  ),
  'another content of a source': each(isSource, withContent(flipped)),
  'fewer references': each(
    isDerivation,
    withHead(head => ({ references: references(head).slice(1) })),
  ),
  'more references': each(
    isDerivation,
    withHead(head => ({
      references: [...references(head), references(head)[0]?.replace(/-.*/, '-x')],
    })),
  ),
  'another name of a source': each(
    isSource,
    withHead(({ path }) => ({ path: `${path}x` })),
  ),
  'roots that are not those of the row': each(
    isDerivation,
    withHead(({ path }) => ({ path: String(path).replace(/(.{32})-/, `${'c'.repeat(32)}-`) })),
  ),
  'a derivation as a source': each(
    isDerivation,
    withHead(() => ({ kind: 'source' })),
  ),
  'an output of a build as a source': each(isSource, it => [
    { ...it, head: { ...it.head, path: OTHER } },
  ]),
  'a kind of path that there is not': each(
    isSource,
    withHead(() => ({ kind: 'symlink' })),
  ),
  'a path twice': each(isSource, it => [it, it]),
  'a path outside the store': each(
    isSource,
    withHead(() => ({ path: '/nix/store/../../etc/passwd' })),
  ),
  'a link in place of a source': each(
    isSource,
    withContent(it => replaced(it, /regular/, 'symlink')),
  ),
  'a device in place of a source': each(
    isSource,
    withContent(it => replaced(it, /regular/, 'chardev')),
  ),
  'an absolute name in a source': each(
    isSource,
    withContent(() => ABSOLUTE_NAME),
  ),
  'a size beyond the end': each(
    isSource,
    withHead(() => ({ size: 2 ** 40 })),
  ),
  'a negative size': each(
    isSource,
    withHead(() => ({ size: -1 })),
  ),
  'its end missing': (_, archive) => archive.subarray(0, archive.length - 7),
  'nothing of ours': () => Buffer.from('something else\n'),
  'a line without an end': (_, archive) => Buffer.concat([archive, Buffer.alloc(3 << 20, 0x61)]),
}
