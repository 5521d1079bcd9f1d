import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Cachix } from '../../src/caches/cachix/client.ts'
import { uploadPath } from '../../src/caches/cachix/upload.ts'
import type { PathInfo } from '../../src/nix/path-info.ts'
import { SigningKey, signedBy } from '../../src/nix/signature.ts'
import { dumpPath } from '../../src/nix/store.ts'
import { type NixBox, startNixBox } from '../caches/nix-box.ts'
import { type CachixServer, startCachixServer } from './cachix-server.ts'
import { whyNoIsolation } from './privilege.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

// What is built: `dep`, and `app` that refers to it and to itself.
const project = (busybox: string) => `
  let
    sh = builtins.storePath ${busybox};
    make = name: script: derivation {
      inherit name;
      system = builtins.currentSystem;
      builder = sh + "/bin/sh";
      args = [ "-c" script ];
    };
    dep = make "dep" "echo hello > $out";
  in make "app" "echo \${dep} $out > $out"
`

describe.skipIf(whyNoIsolation())('a path that is pushed', () => {
  let server: CachixServer
  let maker: NixBox
  let taker: NixBox
  let oldTaker: NixBox
  let signer: { secret: string; publicKey: string }
  let app: PathInfo
  let dep: PathInfo

  beforeAll(async () => {
    const boxes = ['newest', 'newest', '2.8'].map(startNixBox)
    ;[maker, taker, oldTaker] = (await Promise.all(boxes)) as [NixBox, NixBox, NixBox]
    signer = await keyOfNix(maker)
    const file = join(maker.machine.work, 'project.nix')
    await writeFile(file, project(maker.busybox))
    const built = await maker.nix(['nix-build', '--no-out-link', file])
    const infos = await maker.closure(built)
    app = infos.find(({ path }) => path === built) as PathInfo
    dep = infos.find(({ path }) => path.endsWith('-dep')) as PathInfo
    server = await startCachixServer({
      caches: [
        { name: 'demo', tokens: { 'may-write': 'Write' } },
        { name: 'secret', isPublic: false, tokens: { 'may-write': 'Write', 'may-read': 'Read' } },
        { name: 'signed', tokens: { 'may-write': 'Write' }, publicKeys: [signer.publicKey] },
      ],
    })
  })
  afterAll(async () => {
    await server?.close()
    await Promise.all([maker, taker, oldTaker].map(box => box?.machine.stop()))
  })

  async function push(name: string, info: PathInfo, signingKey?: SigningKey): Promise<void> {
    const cachix = new Cachix({ host: server.url, name, token: 'may-write' })
    const env = { PATH: process.env.PATH ?? '' }
    await uploadPath(cachix, info, () => dumpPath(maker.bin, info.path, env), { signingKey })
    await cachix.close()
  }

  async function settingsOf(name: string, token?: string): Promise<Record<string, string>> {
    const cachix = new Cachix({ host: server.url, name, ...(token ? { token } : {}) })
    const { uri, publicSigningKeys } = await cachix.info()
    await cachix.close()
    return { substituters: uri, 'trusted-public-keys': publicSigningKeys.join(' ') }
  }

  const forget = (box: NixBox) =>
    box.nix(['nix-store', '--delete', app.path, dep.path]).catch(() => '')
  // Without a cache that remembers what was missing.
  const fetch = (box: NixBox, settings: Record<string, string>) =>
    box.try(['nix-store', '-r', app.path], { ...settings, 'narinfo-cache-negative-ttl': '0' })

  it('has the references that Nix found', () => {
    expect(app.references).toEqual(expect.arrayContaining([app.path, dep.path]))
    expect(app.deriver).toMatch(/-app\.drv$/)
  })

  it('is served with its whole closure only', async () => {
    const settings = await settingsOf('demo')
    await push('demo', app)
    expect(server.entries('demo')).toMatchObject([{ storePath: app.path, served: false }])
    expect((await fetch(taker, settings)).code).not.toBe(0)
    server.upstream.add(dep.path.slice(11, 43))
    expect(server.entries('demo')).toMatchObject([{ served: true }])
    server.upstream.clear()
    await push('demo', dep)
    expect(server.entries('demo').every(({ served }) => served)).toBe(true)
  })

  it('comes to another Nix, which checks hash and signature', async () => {
    const settings = await settingsOf('demo')
    for (const box of [taker, oldTaker]) {
      const other = { ...settings, 'trusted-public-keys': signer.publicKey }
      expect((await fetch(box, other)).code).not.toBe(0)
      const { code, stderr } = await fetch(box, settings)
      expect(code, stderr).toBe(0)
      expect(await box.nix(['nix-store', '--verify-path', app.path])).toBe('')
      const [got] = (await box.closure(app.path)).filter(({ path }) => path === app.path)
      expect(got).toMatchObject({ narSize: app.narSize, deriver: app.deriver, ultimate: false })
      expect(got?.references.toSorted()).toEqual(app.references.toSorted())
      const keys = settings['trusted-public-keys'] as string
      expect(signedBy(app, got?.signatures ?? [], [keys])).toBe('demo.cachix.org-1')
    }
  })

  it('is signed as Nix signs', async () => {
    const file = join(maker.machine.work, 'key')
    await writeFile(file, signer.secret)
    for (const { path } of [app, dep]) await maker.nix(['nix', 'store', 'sign', '-k', file, path])
    const key = new SigningKey(signer.secret)
    for (const info of await maker.closure(app.path))
      if (info.path !== maker.busybox) expect(info.signatures).toContain(`mine-1:${key.sign(info)}`)
    await push('signed', dep, key)
    await push('signed', app, key)
    await forget(taker)
    const { code, stderr } = await fetch(taker, await settingsOf('signed'))
    expect(code, stderr).toBe(0)
  })

  it('comes from a private cache to who has a token in netrc', async () => {
    await push('secret', dep)
    await push('secret', app)
    const settings = await settingsOf('secret', 'may-read')
    await expect(settingsOf('secret')).rejects.toMatchObject({ status: 401 })
    for (const box of [taker, oldTaker]) {
      await forget(box)
      expect((await fetch(box, settings)).code).not.toBe(0)
      const file = join(box.machine.work, 'netrc')
      await writeFile(file, 'machine 127.0.0.1 password may-read\n')
      const { code, stderr } = await fetch(box, { ...settings, 'netrc-file': file })
      expect(code, stderr).toBe(0)
    }
  })

  it('that the store has and its files have not, is not pushed', async () => {
    const before = server.entries('demo').length
    await maker.nix(['nix-store', '--verify-path', dep.path])
    const spoil = `chmod u+w ${dep.path} && echo evil > ${dep.path}`
    await maker.machine.run(['sh', '-ec', spoil])
    await expect(push('demo', dep)).rejects.toThrow(/-dep was not pushed: its NAR/)
    expect(server.entries('demo')).toHaveLength(before)
    const gone = { ...dep, path: `${dep.path}-gone` }
    await expect(push('demo', gone)).rejects.toThrow(
      /-gone was not pushed: it cannot be read: nix-store --dump exited with 1: .*-gone/s,
    )
    expect(server.caches.get('demo')?.uploads.size).toBe(0)
  })
})

async function keyOfNix(box: NixBox): Promise<{ secret: string; publicKey: string }> {
  const [secret, open] = ['secret', 'open'].map(name => join(box.machine.work, name))
  const files = [secret, open] as string[]
  await box.nix(['nix-store', '--generate-binary-cache-key', 'mine-1', ...files])
  const [text = '', publicKey = ''] = await Promise.all(
    files.map(async file => (await box.machine.run(['cat', file])).stdout.trim()),
  )
  return { secret: text, publicKey }
}
