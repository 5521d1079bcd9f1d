import { execFileSync } from 'node:child_process'
import { type Scene, scene } from '../__tests__/e2e/support/scene.ts'
import { ensureReleases } from '../__tests__/helpers/pack/releases.ts'
import { type ReleaseServer, startReleaseServer } from '../__tests__/helpers/release-server.ts'
import { inTurns, type Measured, type Row, runsOf, times } from './measure.ts'

const RUNS = 5
/** Design's limit. */
const LIMIT = 1.15

/** The least that an install has to do, as root: it ends with a Nix whose store is valid. */
const PIPE = `set -e
mkdir -p /nix/store /nix/.unpack
curl -sSf "$1" | xz -d | tar -x -C /nix/.unpack --strip-components=1
mv /nix/.unpack/store/* /nix/store/
nix=$(sed -n 's/^nix="\\(.*\\)"$/\\1/p' /nix/.unpack/install)
NIX_REMOTE=local "$nix/bin/nix-store" --load-db </nix/.unpack/.reginfo`

/**
 * The action's phase `install` on a machine without Nix, in both modes, against downloading, decoding, unpacking and
 * registering the same tarball; each on a fresh machine, from a server on loopback.
 */
export async function install(options: readonly string[]): Promise<Row[]> {
  const { base, releases } = await ensureReleases()
  const newest = releases.at(-1)
  if (!newest) throw new Error('There is no packed release of Nix.')
  const server = await startReleaseServer(base)
  const url = server.url + newest.tarball.slice(base.length)
  try {
    const measured: Record<string, Measured> = {
      pipe: () => inScene(stage => pipe(stage, url)),
      single: () => inScene(stage => phase(stage, server, 'single-user')),
      daemon: () => inScene(stage => phase(stage, server, 'daemon')),
      ...(hasInstaller(newest.tarball) && { script: () => inScene(stage => official(stage, url)) }),
    }
    const seconds: Partial<Record<string, number>> = await inTurns(runsOf(options, RUNS), measured)
    const { pipe: least = 0, single = 0, daemon = 0, script } = seconds
    const what = (mode: string) => `install of Nix ${newest.version}, ${mode}`
    const row = (name: string, value: number, limit?: number): Row => ({
      what: name,
      against: 'curl, xz, tar, load-db',
      ratio: value / least,
      limit: limit === undefined ? '' : `${limit} ×`,
      isOver: limit !== undefined && value > limit * least,
      note: times(value, least),
    })
    return [
      row(what('single-user'), single, LIMIT),
      row(what('daemon'), daemon, LIMIT),
      ...(script === undefined ? [] : [row('the official install script', script)]),
    ]
  } finally {
    await server.close()
  }
}

async function inScene(measure: (stage: Scene) => Promise<number>): Promise<number> {
  const stage = await scene()
  try {
    return await measure(stage)
  } finally {
    await stage.stop()
  }
}

async function pipe(stage: Scene, url: string): Promise<number> {
  return timed(stage, 'root', ['bash', '-c', PIPE, 'bash', url])
}

/** What the action says that the phase took. */
async function phase(stage: Scene, server: ReleaseServer, mode: string): Promise<number> {
  const result = await stage.use('none', { 'nix-release-url': server.url, 'nix-mode': mode })
  if (result.conclusion !== 'success') throw new Error(`The install failed:\n${result.raw}`)
  const timings: { name: string; seconds: number }[] = JSON.parse(result.outputs.timings ?? '[]')
  return timings.find(({ name }) => name === 'install')?.seconds ?? Number.NaN
}

/** A packed release has the official layout, but an installer only where the tarball is an official one. */
function hasInstaller(tarball: string): boolean {
  const list = execFileSync('tar', ['-tf', tarball], { encoding: 'utf8', maxBuffer: 1 << 26 })
  return /^[^/]+\/install-multi-user$/m.test(list)
}

/** Single-user, as a user with sudo, without a channel; the script takes a folder that is unpacked already. */
async function official(stage: Scene, url: string): Promise<number> {
  const script = `set -e
cd; curl -sSf "$1" | xz -d | tar -x
sh ./nix-*/install --no-daemon --no-channel-add --yes`
  return timed(stage, 'runner', ['bash', '-c', script, 'bash', url])
}

async function timed(stage: Scene, as: 'root' | 'runner', argv: string[]): Promise<number> {
  const began = performance.now()
  const done = await stage.machine.run(argv, { as })
  if (done.code !== 0) throw new Error(`${argv.join(' ')}\nended with ${done.code}: ${done.stderr}`)
  return (performance.now() - began) / 1000
}
