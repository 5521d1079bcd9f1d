import { copyFile, link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cacheDir } from '../paths.ts'
import { packSuite } from './debian.ts'
import { withLock } from './lock.ts'
import { describe, type Release } from './release.ts'
import { run, type Say } from './run.ts'
import { publish, sizeOf } from './tarball.ts'

/** The releases that there are. */
export interface Manifest {
  /** Folder with a folder `nix-VERSION` for each release: what a release server serves. */
  base: string
  /** `x86_64-linux` or `aarch64-linux`. */
  system: string
  /** Oldest first. */
  releases: Release[]
}

// Another number packs everything again.
const recipe = 1
const suites = ['bookworm', 'trixie', 'sid']
const base = `${cacheDir}/releases`
const manifestFile = `${base}/manifest.json`

type Stored = Manifest & { recipe: number; sizes: Record<string, number> }

/**
 * Packs Debian's Nix of three suites, and what lies in `<cache>/official`, into release folders, unless they are there.
 * Takes about half a minute the first time and needs apt, no root. Throws, saying what is missing.
 */
export async function ensureReleases(say: Say = () => {}): Promise<Manifest> {
  const there = await complete()
  if (there) return there
  await mkdir(base, { recursive: true })
  return withLock(`${cacheDir}/releases.lock`, async () => (await complete()) ?? (await pack(say)))
}

async function pack(say: Say): Promise<Manifest> {
  const system = await systemOfMachine()
  const old = await stored()
  const releases: Release[] = []
  const known = old?.recipe === recipe && old.base === base ? old.releases : []
  for (const release of known)
    if (
      suites.includes(release.suite) &&
      (await sizeOf(release.tarball)) === old?.sizes[release.tarball]
    )
      releases.push(release)
  const missing = suites.filter(suite => !releases.some(release => release.suite === suite))
  const work = `${cacheDir}/packing`
  await rm(work, { recursive: true, force: true })
  // All are awaited even if one fails: nothing may go on writing once the lock is given back.
  const made = await Promise.allSettled(
    missing.map(suite => packSuite(suite, system, `${work}/${suite}`, base, say)),
  )
  for (const [i, one] of made.entries()) {
    if (one.status === 'rejected')
      throw new Error(`Nix of Debian ${missing[i]} cannot be packed: ${one.reason.message}`)
    releases.push(one.value)
  }
  await rm(work, { recursive: true, force: true })
  const official = await placeOfficial(system, say)
  const versions = official.map(release => release.version)
  const all = [...releases.filter(release => !versions.includes(release.version)), ...official]
  all.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }))
  const manifest: Manifest = { base, system, releases: all }
  await store(manifest)
  return manifest
}

// A downloaded release that was dropped in needs only its place and its hash.
async function placeOfficial(system: string, say: Say): Promise<Release[]> {
  const placed: Release[] = []
  for (const [version, file] of await officialFiles(system)) {
    const folder = `${base}/nix-${version}`
    const tarball = `${folder}/nix-${version}-${system}.tar.xz`
    say(`official: ${version}`)
    await mkdir(folder, { recursive: true })
    await rm(`${tarball}.new`, { force: true })
    await link(file, `${tarball}.new`).catch(() => copyFile(file, `${tarball}.new`))
    await publish(`${tarball}.new`, tarball)
    placed.push(await describe(version, 'official', tarball))
  }
  return placed
}

async function officialFiles(system: string): Promise<[version: string, file: string][]> {
  const names = await readdir(`${cacheDir}/official`).catch(() => [])
  const found: [string, string][] = []
  for (const name of names) {
    const version = /^nix-(\d[\w.]*)-(.+)\.tar\.xz$/.exec(name)
    if (version?.[1] && version[2] === system)
      found.push([version[1], `${cacheDir}/official/${name}`])
  }
  return found
}

async function complete(): Promise<Manifest | undefined> {
  const there = await stored()
  if (there?.recipe !== recipe || there.base !== base) return undefined
  for (const [file, size] of Object.entries(there.sizes))
    if ((await sizeOf(file)) !== size) return undefined
  for (const [version, file] of await officialFiles(there.system)) {
    const known = there.releases.find(r => r.version === version && r.suite === 'official')
    if (!known || there.sizes[known.tarball] !== (await sizeOf(file))) return undefined
  }
  return { base: there.base, system: there.system, releases: there.releases }
}

async function stored(): Promise<Stored | undefined> {
  const text = await readFile(manifestFile, 'utf8').catch(() => 'null')
  return (JSON.parse(text) as Stored | null) ?? undefined
}

async function store(manifest: Manifest): Promise<void> {
  const sizes: Record<string, number> = {}
  for (const { tarball } of manifest.releases) sizes[tarball] = await sizeOf(tarball)
  const text = JSON.stringify({ ...manifest, recipe, sizes }, null, 2)
  await writeFile(`${manifestFile}.new`, `${text}\n`)
  await rename(`${manifestFile}.new`, manifestFile)
}

async function systemOfMachine(): Promise<string> {
  if (process.platform !== 'linux')
    throw new Error(
      `Nix can be packed from Debian's packages on Linux only, not on ${process.platform}`,
    )
  const architecture = (await run('dpkg', ['--print-architecture'])).trim()
  const known: Record<string, string> = { amd64: 'x86_64-linux', arm64: 'aarch64-linux' }
  const system = known[architecture]
  if (!system)
    throw new Error(`Nix cannot be packed for ${architecture}: amd64 and arm64 are known`)
  return system
}
