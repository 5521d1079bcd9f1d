import { copyFile, link, mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startProxy } from '../helpers/proxy.ts'
import { type Fault, type ReleaseServer, startReleaseServer } from '../helpers/release-server.ts'
import type { StepResult } from '../helpers/runner.ts'
import { system } from './support/attempt.ts'
import { type Scene, type SceneOptions, scene } from './support/scene.ts'

/** Installs from a server and gives what came of it; single-user mode needs the least time. */
async function install(
  work: (scene: Scene, server: ReleaseServer) => Promise<StepResult>,
  faults: Fault[] = [],
  options: SceneOptions = {},
): Promise<{ result: StepResult; server: ReleaseServer; scene: Scene }> {
  const stage = await scene({ inputs: { 'nix-mode': 'single-user', 'nix-path': '' }, ...options })
  const server = await startReleaseServer(stage.base, faults)
  try {
    const result = await work(stage, server)
    return { result, server, scene: stage }
  } finally {
    await server.close()
    await stage.stop()
  }
}

const fromServer = (stage: Scene, server: ReleaseServer) =>
  stage.use('- run: nix --version', { 'nix-release-url': server.url })

function expectInstalled({ result, scene: { release } }: { result: StepResult; scene: Scene }) {
  expect(result.annotations.filter(({ kind }) => kind === 'error')).toEqual([])
  expect(result.outputs).toMatchObject({ result: 'success', 'nix-install': 'installed' })
  expect(result.log).toContain(`nix (Nix) ${release.version}`)
}

describe.concurrent('the release is downloaded', () => {
  it('although the server does not answer well at first', async () => {
    const made = await install(fromServer, [{ status: 503 }, { reset: true }])
    expectInstalled(made)
    expect(made.server.requests).toHaveLength(3)
    expect(made.result.raw).toMatch(/\.tar\.xz: the server returned HTTP 503; 4 attempts left/)
    expect(made.result.annotations.filter(({ kind }) => kind !== 'notice')).toEqual([])
  })

  it('after the time that the server asks for', async () => {
    const faults = [{ status: 429, headers: { 'retry-after': '3' } }]
    const made = await install(fromServer, faults)
    expectInstalled(made)
    const [first, second] = made.server.requests
    const waited = (second?.at ?? 0) - (first?.at ?? 0)
    expect(waited).toBeGreaterThanOrEqual(3000)
    expect(waited).toBeLessThan(7000)
  })

  it('through the proxy of the environment, by a name that only the proxy knows', async () => {
    const names: Record<string, string> = {}
    const proxy = await startProxy(names)
    try {
      const job = { env: { http_proxy: proxy.url } }
      const made = await install(
        (stage, server) => {
          names['releases.test:80'] = new URL(server.url).host
          return stage.use('- run: nix --version', { 'nix-release-url': 'http://releases.test' })
        },
        [],
        { job },
      )
      expectInstalled(made)
      const { version } = made.scene.release
      expect(proxy.requests.map(({ path }) => path)).toEqual([
        `http://releases.test/nix-${version}/nix-${version}-${system}.tar.xz`,
      ])
      expect(made.server.requests).toHaveLength(1)
    } finally {
      await proxy.close()
    }
  })

  it('not through the proxy where no_proxy names the host', async () => {
    const job = { env: { http_proxy: 'http://127.0.0.1:9', no_proxy: '127.0.0.1' } }
    const made = await install(fromServer, [], { job })
    expectInstalled(made)
    expect(made.server.requests).toHaveLength(1)
  })

  it('from a whole URL with {version} and {system}', async () => {
    const made = await install((stage, server) =>
      stage.use('- run: nix --version', {
        'nix-release-url': `${server.url}/nix-{version}/nix-{version}-{system}.tar.xz?from={system}`,
      }),
    )
    expectInstalled(made)
    const { version } = made.scene.release
    expect(made.server.requests.map(({ path }) => path)).toEqual([
      `/nix-${version}/nix-${version}-${system}.tar.xz?from=${system}`,
    ])
  })

  it('by a .sha256 beside it where nothing else says the hash, with a notice', async () => {
    const made = await install(async stage => {
      const base = await mirror(stage, '2.33.99')
      return stage.use('- run: nix --version', {
        'nix-release-url': `file://${base}`,
        'nix-version': '2.33.99',
        'nix-sha256': '',
      })
    })
    expectInstalled(made)
    const notice = made.result.annotations.find(({ message }) => message.includes('.sha256'))
    expect(notice).toMatchObject({
      kind: 'notice',
      message: expect.stringMatching(
        /^Nix 2\.33\.99 is not in the action's table; using the SHA-256 from file:\/\/.*\.tar\.xz\.sha256\.$/,
      ),
    })
  })

  it('by the input nix-sha256, whatever the .sha256 beside it says', async () => {
    const made = await install(async stage => {
      const base = await mirror(stage, '2.33.99', 'f'.repeat(64))
      return stage.use('- run: nix --version', {
        'nix-release-url': `file://${base}`,
        'nix-version': '2.33.99',
      })
    })
    expectInstalled(made)
    expect(made.result.raw).not.toContain('.sha256')
  })
})

/** A mirror in the machine that has the release under another version, with a `.sha256` beside it. */
async function mirror(stage: Scene, version: string, sha256 = stage.release.sha256) {
  const base = join(stage.machine.work, 'mirror')
  const name = basename(stage.release.tarball).replace(stage.release.version, version)
  const file = join(base, `nix-${version}`, name)
  await mkdir(join(base, `nix-${version}`), { recursive: true })
  await link(stage.release.tarball, file).catch(() => copyFile(stage.release.tarball, file))
  await writeFile(`${file}.sha256`, `${sha256}  ${name}\n`)
  return base
}
