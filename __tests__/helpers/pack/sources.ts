import { access, readdir, readFile } from 'node:fs/promises'
import { run } from './run.ts'

/** One package source of apt: what a stanza of a `.sources` file says. */
export interface AptSource {
  uris: string[]
  suites: string[]
  components: string[]
  /** A key file or a key block, as apt takes it. */
  signedBy?: string
  trusted?: boolean
}

/** Reads text in the form of `.sources` files; disabled and source-only stanzas are left out. */
export function parseStanzas(text: string): AptSource[] {
  return text
    .split(/\n\s*\n/)
    .map(stanza => fieldsOf(stanza))
    .filter(f => words(f.get('types')).includes('deb') && f.get('enabled')?.trim() !== 'no')
    .map(f =>
      source(
        f.get('uris'),
        f.get('suites'),
        f.get('components'),
        f.get('signed-by'),
        f.get('trusted'),
      ),
    )
}

/** Reads text in the form of `.list` files: `deb [options] URI suite component...`. */
export function parseLines(text: string): AptSource[] {
  const found: AptSource[] = []
  for (const line of text.split('\n')) {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)/.exec(line)
    if (!match) continue
    const [, options = '', uri, suite, components] = match
    const signedBy = /signed-by=(\S+)/i.exec(options)?.[1]?.replaceAll(',', ' ')
    found.push(source(uri, suite, components, signedBy, /trusted=(\S+)/i.exec(options)?.[1]))
  }
  return found
}

/** The stanza of `.sources` for a source, with a line end. */
export function stanza(from: AptSource): string {
  const lines = [
    'Types: deb',
    `URIs: ${from.uris.join(' ')}`,
    `Suites: ${from.suites.join(' ')}`,
    `Components: ${from.components.join(' ')}`,
  ]
  if (from.signedBy) lines.push(`Signed-By: ${from.signedBy}`)
  if (from.trusted) lines.push('Trusted: yes')
  return `${lines.join('\n')}\n`
}

/** Every package source that apt is set up with on this machine. */
export async function configuredSources(): Promise<AptSource[]> {
  const shell = await run('apt-config', [
    'shell',
    'list',
    'Dir::Etc::sourcelist/f',
    'parts',
    'Dir::Etc::sourceparts/d',
  ])
  const list = /^list='(.*)'$/m.exec(shell)?.[1]
  const parts = /^parts='(.*)'$/m.exec(shell)?.[1]
  const files = list ? [list] : []
  if (parts) {
    const names = await readdir(parts).catch(() => [])
    files.push(...names.sort().map(name => `${parts.replace(/\/$/, '')}/${name}`))
  }
  const found: AptSource[] = []
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (file.endsWith('.sources')) found.push(...parseStanzas(text))
    else if (file.endsWith('.list')) found.push(...parseLines(text))
  }
  return found
}

const debianSuites =
  /^(oldoldstable|oldstable|stable|testing|unstable|sid|bullseye|bookworm|trixie|forky)$/

/**
 * The source of a Debian suite: the machine's own Debian source with its suite replaced, or NIX_CI_DEBIAN_MIRROR.
 * Throws, saying what to set, where there is neither. `keyring` is for machines that have no key of Debian's.
 */
export async function debianSource(
  suite: string,
  keyring: () => Promise<string>,
  sources?: AptSource[],
): Promise<AptSource> {
  const mirror = process.env.NIX_CI_DEBIAN_MIRROR
  const wanted = { suites: [suite], components: ['main'] }
  if (mirror) return { uris: [mirror], ...wanted, signedBy: await keyring() }
  const own = (sources ?? (await configuredSources())).find(
    s => s.suites.some(name => debianSuites.test(name)) && s.components.includes('main'),
  )
  if (own) return { ...own, ...wanted }
  throw new Error(
    `packing Nix needs Debian's packages (nix-bin of ${suite}), and apt on this machine has no source of Debian's. ` +
      "Set NIX_CI_DEBIAN_MIRROR to the base address of a mirror of Debian's archive " +
      '(the folder that holds dists/ and pool/) and run this again.',
  )
}

/** The sources of the machine's own distribution (its codename from os-release), all its suites. */
export async function ownSources(): Promise<AptSource[]> {
  const release = await readFile('/etc/os-release', 'utf8')
  const codename = /^VERSION_CODENAME="?([\w-]+)/m.exec(release)?.[1]
  const found: AptSource[] = []
  for (const from of await configuredSources()) {
    const suites = from.suites.filter(s => s === codename || s.startsWith(`${codename}-`))
    if (suites.length > 0) found.push({ ...from, suites })
  }
  if (found.length === 0)
    throw new Error(
      `apt has no source of this machine's own distribution (${codename ?? 'unknown'}): add one in /etc/apt`,
    )
  return found
}

/** The first of the files that exists, or undefined. */
export async function firstThere(files: string[]): Promise<string | undefined> {
  for (const file of files) {
    const there = await access(file).then(
      () => true,
      () => false,
    )
    if (there) return file
  }
  return undefined
}

function source(
  uris?: string,
  suites?: string,
  components?: string,
  signedBy?: string,
  trusted?: string,
): AptSource {
  return {
    uris: words(uris),
    suites: words(suites),
    components: words(components),
    ...(signedBy?.trim() ? { signedBy: signedBy.replace(/^[ \t]+|\s+$/g, '') } : {}),
    ...(trusted?.trim() === 'yes' ? { trusted: true } : {}),
  }
}

const words = (text = ''): string[] => text.split(/\s+/).filter(word => word !== '')

function fieldsOf(stanza: string): Map<string, string> {
  const fields = new Map<string, string>()
  let name = ''
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue
    const match = /^([\w-]+):(.*)$/.exec(line)
    if (match) {
      name = (match[1] ?? '').toLowerCase()
      fields.set(name, match[2] ?? '')
    } else if (name && /^\s/.test(line)) fields.set(name, `${fields.get(name)}\n${line}`)
  }
  return fields
}
