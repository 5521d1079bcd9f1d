import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launcher } from './pack/launcher.ts'
import { withLock } from './pack/lock.ts'
import { ensureReleases, type Manifest } from './pack/releases.ts'
import { sayWithSeconds } from './pack/run.ts'
import { debianSource, parseLines, parseStanzas } from './pack/sources.ts'
import { ensureTools } from './pack/tools.ts'

const run = promisify(execFile)
const onLinux = describe.skipIf(process.platform !== 'linux')

onLinux('packed releases', () => {
  let manifest: Manifest
  let scratch = ''
  beforeAll(async () => {
    manifest = await ensureReleases(sayWithSeconds())
    scratch = await mkdtemp(`${tmpdir()}/packed-`)
  }, 600_000)
  afterAll(() => rm(scratch, { recursive: true, force: true }))

  it('are there for three lines of Nix, oldest first, and at once the second time', async () => {
    const lines = manifest.releases.map(release => release.line)
    expect(lines).toEqual(expect.arrayContaining(['2.8', '2.26']))
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines).toEqual([...lines].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
    const start = performance.now()
    expect(await ensureReleases()).toEqual(manifest)
    expect(performance.now() - start).toBeLessThan(200)
  })

  it('have the official layout', async () => {
    for (const { version, tarball, sha256, suite } of manifest.releases) {
      const name = `nix-${version}-${manifest.system}`
      expect(tarball).toBe(`${manifest.base}/nix-${version}/${name}.tar.xz`)
      const bytes = await readFile(tarball)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
      expect(await readFile(`${tarball}.sha256`, 'utf8')).toBe(sha256)
      if (suite === 'official') continue
      await run('tar', ['-xJf', tarball, '-C', scratch])
      await checkFolder(`${scratch}/${name}`)
      await rm(`${scratch}/${name}`, { recursive: true })
    }
  }, 60_000)
})

async function checkFolder(folder: string): Promise<void> {
  const install = await readFile(`${folder}/install`, 'utf8')
  const nix = /^nix="(\/nix\/store\/[0-9a-z]{32}-nix-[\d.]+)"$/m.exec(install)?.[1]
  const cacert = /^cacert="(\/nix\/store\/[0-9a-z]{32}-nss-cacert-.+)"$/m.exec(install)?.[1]
  const inStore = await readdir(`${folder}/store`)
  const registered = (await readFile(`${folder}/.reginfo`, 'utf8')).match(/^\/nix\/store\/.*$/gm)
  expect(new Set(registered?.map(path => basename(path)))).toEqual(new Set(inStore))
  expect(inStore).toEqual(expect.arrayContaining([basename(nix ?? ''), basename(cacert ?? '')]))
  const ours = `${folder}/store/${basename(nix ?? '')}`
  expect(await readdir(`${ours}/bin`)).toEqual(
    expect.arrayContaining(['nix', 'nix-build', 'nix-daemon', 'nix-shell', 'nix-store']),
  )
  const unit = await readFile(`${ours}/lib/systemd/system/nix-daemon.service`, 'utf8')
  expect(unit).toContain(`ExecStart=@${nix}/bin/nix-daemon nix-daemon --daemon`)
  const bundle = `${folder}/store/${basename(cacert ?? '')}/etc/ssl/certs/ca-bundle.crt`
  expect(await readFile(bundle, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
}

onLinux('the tools', () => {
  it('run without being installed', async () => {
    const tools = await ensureTools(sayWithSeconds())
    const { stdout } = await run(tools.busyboxStatic, ['echo', 'there'])
    expect(stdout).toBe('there\n')
    expect((await run(tools.bashStatic, ['-c', 'echo $BASH_VERSION'])).stdout).toMatch(/^\d/)
    expect(await readdir(`${tools.sudo}/usr/bin`)).toContain('sudo')
  }, 600_000)
})

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the launcher', () => {
  it('adds NIX_CONF_DIR unless it is there, and keeps arguments and odd variables', async () => {
    const folder = await mkdtemp(`${tmpdir()}/launcher-`)
    const file = `${folder}/start`
    await writeFile(file, launcher('x86_64', '/usr/bin/env', '/the/conf'), { mode: 0o755 })
    const env = { 'INPUT_A-B': '1', NIX_CONF: 'x' }
    const added = await run(file, ['-u', 'NIX_CONF'], { env })
    expect(added.stdout.split('\n').sort()).toEqual(['', 'INPUT_A-B=1', 'NIX_CONF_DIR=/the/conf'])
    const kept = await run(file, [], { env: { NIX_CONF_DIR: '/mine' } })
    expect(kept.stdout).toBe('NIX_CONF_DIR=/mine\n')
    await rm(folder, { recursive: true })
  })
})

describe('the lock', () => {
  it('lets one in at a time, and takes over from the dead', async () => {
    const path = `${await mkdtemp(`${tmpdir()}/lock-`)}/lock`
    // No process has this id: it is above what Linux gives out.
    await withLock(path, () => writeFile(`${path}/pid`, '99999999').then(() => inside(path)))
    let busy = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++busy)
      await new Promise(resolve => setTimeout(resolve, 20))
      busy--
    }
    await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)])
    expect(most).toBe(1)
  })
})

const inside = (path: string): Promise<string> => withLock(path, async () => 'taken over')

describe("apt's sources", () => {
  const own = `# a comment
Types: deb deb-src
URIs: http://mirror.test/debian/
# http://snapshot.test
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/some.gpg

Types: deb
Enabled: no
URIs: http://off.test
Suites: x
Components: y
`
  it('are read in both forms', () => {
    const [first, ...rest] = parseStanzas(own)
    expect(rest).toEqual([])
    expect(first).toEqual({
      uris: ['http://mirror.test/debian/'],
      suites: ['bookworm', 'bookworm-updates'],
      components: ['main', 'contrib'],
      signedBy: '/usr/share/keyrings/some.gpg',
    })
    const lines =
      'deb-src http://a b c\ndeb [arch=amd64 signed-by=/k.gpg] http://m.test/u noble main # x'
    expect(parseLines(lines)).toEqual([
      { uris: ['http://m.test/u'], suites: ['noble'], components: ['main'], signedBy: '/k.gpg' },
    ])
  })

  it('lead to other suites of the same mirror, or say what to set', async () => {
    const none = async () => '/none'
    expect(await debianSource('sid', none, parseStanzas(own))).toMatchObject({
      uris: ['http://mirror.test/debian/'],
      suites: ['sid'],
      components: ['main'],
    })
    await expect(debianSource('sid', none, [])).rejects.toThrow(/NIX_CI_DEBIAN_MIRROR/)
  })
})
