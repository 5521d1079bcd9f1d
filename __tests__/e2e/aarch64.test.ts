import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_VERSION, OFFICIAL_RELEASES } from '../../src/nix/release.ts'
import { type Aarch64, ensureAarch64 } from '../helpers/pack/aarch64.ts'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { type Report, type Scene, scene } from './support/scene.ts'

const project = {
  'default.nix': derivation('unit', 'echo $system >$out'),
  'later.nix': derivation('later', 'echo later >$out'),
}
/** An emulator has neither the namespaces nor the filter of system calls that Nix's sandbox is made of. */
const CONF = 'substituters =\nsandbox = false\nfilter-syscalls = false'
const MINUTES = 60_000

let parts: Aarch64
let stage: Scene
beforeAll(async () => {
  // Downloads them once.
  parts = await ensureAarch64()
  const { base, release, node } = parts
  // On an aarch64 computer every test is one on aarch64: there is nothing to emulate.
  const emulate = process.arch === 'x64' ? { emulate: parts } : {}
  stage = await scene({
    project,
    machine: { share: [base], ...emulate },
    job: { node, env: { RUNNER_ARCH: 'ARM64' } },
    inputs: {
      'nix-path': '',
      'nix-conf': CONF,
      'nix-release-url': `file://${base}`,
      'nix-version': release.version,
      'nix-sha256': release.sha256,
    },
  })
}, 10 * MINUTES)
afterAll(() => stage?.stop())

describe('an aarch64 runner, which an emulator stands for,', () => {
  let result: StepResult & { report: Report | undefined }
  /** The processor in the header of a program; 183 is aarch64. */
  const processorOf = async (file: string) =>
    (await stage.sh(`od -An -td2 -j18 -N2 "$(readlink -f ${file})"`)).trim()

  it(
    'takes the hash of its own tarball from the table of releases',
    async () => {
      const base = join(stage.temp, 'mirror')
      const name = `nix-${DEFAULT_VERSION}`
      const tarball = join(base, name, `${name}-aarch64-linux.tar.xz`)
      await mkdir(join(base, name), { recursive: true })
      // Another release in its place.
      await copyFile(parts.release.tarball, tarball)
      await stage.machine.own(base)
      const inputs = { 'nix-release-url': `file://${base}`, 'nix-version': '', 'nix-sha256': '' }
      const failed = await stage.use('none', inputs)
      const expected = OFFICIAL_RELEASES[DEFAULT_VERSION]?.['aarch64-linux']
      expect(expected).toMatch(/^[0-9a-f]{64}$/)
      expect(failed.conclusion).toBe('failure')
      const [error] = failed.annotations.filter(({ kind }) => kind === 'error')
      expect(error?.message).toContain(
        `SHA-256 mismatch for file://${tarball}: got ${parts.release.sha256}`,
      )
      expect(error?.message).toContain(`expected ${expected}.`)
    },
    2 * MINUTES,
  )

  it(
    'gets an aarch64 Nix with its daemon, and builds with it',
    async () => {
      result = await stage.use('- nix-build:\n  out-link: result')
      expect(result.conclusion, result.raw).toBe('success')
      expect(result.outputs).toMatchObject({ system: 'aarch64-linux', 'nix-install': 'installed' })
      expect(result.report?.nix).toMatchObject({ system: 'aarch64-linux', mode: 'daemon' })
      expect(result.report?.store).toMatchObject({ built: 1 })
      expect(await stage.sh('cat result')).toBe('aarch64-linux\n')
      expect(await processorOf('/nix/var/nix/profiles/default/bin/nix')).toBe('183')
      expect(result.annotations.filter(({ kind }) => kind !== 'notice')).toEqual([])
    },
    3 * MINUTES,
  )

  it(
    'has Nix in later steps, and stops the daemon in post',
    async () => {
      const later = await stage.job.run('nix-build --no-out-link later.nix')
      expect(later.conclusion, later.raw).toBe('success')
      for (const post of await stage.job.post()) {
        expect(post.conclusion, post.raw).toBe('success')
        expect(post.annotations).toEqual([])
      }
      expect(await stage.machine.processes()).toEqual([])
    },
    2 * MINUTES,
  )
})
