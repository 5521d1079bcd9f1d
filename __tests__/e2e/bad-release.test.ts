import { describe, expect, it } from 'vitest'
import { type Fault, type ReleaseServer, startReleaseServer } from '../helpers/release-server.ts'
import { type Attempt, attempt, expectCleanFailure, system } from './support/attempt.ts'
import type { Scene, SceneOptions } from './support/scene.ts'

const always = Number.POSITIVE_INFINITY
const project = { 'default.nix': '{ }' }

/** Uses the action with the packed release on a server that fails so. */
async function fromServer(
  faults: Fault[],
  inputs: (scene: Scene) => Record<string, string>,
): Promise<Attempt & { server: ReleaseServer }> {
  let server: ReleaseServer | undefined
  try {
    const attempted = await attempt({ project }, async stage => {
      server = await startReleaseServer(stage.base, faults)
      return stage.use('none', { 'nix-release-url': server.url, ...inputs(stage) })
    })
    return { ...attempted, server: server as ReleaseServer }
  } finally {
    await server?.close()
  }
}

async function on(
  machine: SceneOptions['machine'],
  inputs: Record<string, string>,
): Promise<Attempt> {
  return attempt({ project, ...(machine && { machine }) }, stage => stage.use('none', inputs))
}

describe.concurrent('a release that cannot be had ends the job and changes nothing:', () => {
  it('a version that neither the table nor a .sha256 knows', async () => {
    const attempted = await fromServer([], () => ({ 'nix-version': '2.33.99', 'nix-sha256': '' }))
    const url = `${attempted.server.url}/nix-2.33.99/nix-2.33.99-${system}.tar.xz`
    expect(attempted.errors).toEqual([
      `nix-version: the SHA-256 of Nix 2.33.99 is unknown: it is not in the action's table, and ${url}.sha256 does not exist.\nCheck nix-version and nix-release-url, or set nix-sha256 to the hash of the tarball.`,
    ])
    expectCleanFailure(attempted)
  })

  it('a line that the table does not have', async () => {
    const attempted = await fromServer([], () => ({ 'nix-version': '1.9' }))
    expect(attempted.errors.join('\n')).toMatch(
      /^nix-version: unknown release line 1\.9\.\nKnown versions: .*2\.35\.2/,
    )
    expect(attempted.server.requests).toEqual([])
    expectCleanFailure(attempted)
  })

  it('another hash than the input says', async () => {
    const attempted = await fromServer([], () => ({ 'nix-sha256': 'f'.repeat(64) }))
    expect(attempted.errors.join('\n')).toMatch(
      /^SHA-256 mismatch for \S+nix-2\S+\.tar\.xz: got [0-9a-f]{64} \(\d+ bytes\), expected f{64}\. Nothing was unpacked\.\nIf the tarball is meant to differ from the official one, set nix-sha256 to its hash/,
    )
    expectCleanFailure(attempted)
  })

  it("another hash than the action's own table says", async () => {
    const short: Fault = { truncateClean: 100_000, times: always, path: /xz$/ }
    const attempted = await fromServer([short], () => ({ 'nix-sha256': '' }))
    expect(attempted.errors.join('\n')).toContain('Nothing was unpacked.')
    expectCleanFailure(attempted)
  })

  it('a tarball that is not there', async () => {
    const attempted = await fromServer([], () => ({ 'nix-version': '2.33.99' }))
    const url = `${attempted.server.url}/nix-2.33.99/nix-2.33.99-${system}.tar.xz`
    expect(attempted.errors).toEqual([
      `Could not download ${url}: the server returned HTTP 404\nCheck the URL (inputs nix-version and nix-release-url), and the network and proxy settings of the runner.`,
    ])
    expect(attempted.server.requests).toHaveLength(1)
    expectCleanFailure(attempted)
  })

  it('a file that is not there', async () => {
    const attempted = await on(undefined, { 'nix-release-url': 'file:///no/such/place' })
    expect(attempted.errors.join('\n')).toMatch(
      /^Could not download file:\/\/\/no\/such\/place\/nix-\S+: cannot read the file: .*ENOENT/,
    )
    expectCleanFailure(attempted)
  })

  it('a tarball that always ends early', async () => {
    const attempted = await fromServer([{ truncate: 100_000, times: always }], () => ({}))
    expect(attempted.errors.join('\n')).toMatch(
      /^Could not download \S+\.tar\.xz after 5 attempts: .*\nCheck the URL/,
    )
    expect(attempted.server.requests).toHaveLength(5)
    expectCleanFailure(attempted)
  })

  it('a tarball that ends early without a sign of it', async () => {
    const attempted = await fromServer([{ truncateClean: 100_000, times: always }], () => ({}))
    expect(attempted.errors.join('\n')).toMatch(/^SHA-256 mismatch .* \(100000 bytes\), expected/)
    expectCleanFailure(attempted)
  })

  it('an HTML page in place of the tarball', async () => {
    const attempted = await fromServer([{ html: true, times: always }], () => ({}))
    expect(attempted.errors.join('\n')).toMatch(
      /\.tar\.xz is not a Nix release: the server sent an HTML page \(\d+ bytes\), not an xz archive\.\nOpen the URL in a browser/,
    )
    expectCleanFailure(attempted)
  })
})

describe.concurrent('a machine that cannot take Nix ends the job and is not changed:', () => {
  it('no /nix and no way to make it', async () => {
    const attempted = await on({ sudo: false }, {})
    expect(attempted.errors).toEqual([
      'Cannot install Nix: /nix does not exist, and neither root nor passwordless sudo is available.\nAsk an administrator to run: install -d -m 0755 -o runner /nix. Or install Nix on the runner; the action uses an existing Nix. In a container, run as root (options: --user 0), or install the package sudo.',
    ])
    expectCleanFailure(attempted)
  })

  it('a /nix of somebody else', async () => {
    const attempted = await on({ sudo: false, nix: 'tmpfs' }, { 'nix-mode': 'single-user' })
    expect(attempted.errors.join('\n')).toMatch(
      /^Cannot install Nix: \/nix is not writable by runner, and neither root nor passwordless sudo/,
    )
    expectCleanFailure(attempted)
  })

  it('the daemon asked for without root', async () => {
    const attempted = await on({ sudo: false }, { 'nix-mode': 'daemon' })
    expect(attempted.errors).toEqual([
      'nix-mode: cannot install the daemon on this machine: neither root nor passwordless sudo is available.\nRemove nix-mode, or set it to single-user.',
    ])
    expectCleanFailure(attempted)
  })
})
