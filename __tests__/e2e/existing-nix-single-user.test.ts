import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, scene } from './support/scene.ts'
import { difference, snapshot } from './support/snapshot.ts'

const project = {
  'default.nix':
    'derivation { name = "alone"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo 1 > $out" ]; }',
}
const outside = (lines: string[]) => lines.filter(line => !line.startsWith('/nix/'))

describe('on a runner whose user owns /nix and has no sudo,', () => {
  let first: Scene
  beforeAll(async () => {
    const machine = { sudo: false, nix: 'tmpfs' } as const
    first = await scene({ project, machine, inputs: { 'nix-path': '' } })
    await first.sh('chown runner /nix', 'root')
  })
  afterAll(() => first.stop())

  it('Nix is installed for that user, and nothing outside /nix is touched', async () => {
    const before = outside(await snapshot(first))
    const result = await first.use('- nix-build')
    await first.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.report?.nix).toMatchObject({ install: 'installed', mode: 'single-user' })
    expect(difference(before, outside(await snapshot(first)))).toEqual([])
  })

  it('a Nix that is there is used without asking for root, udev or /dev/kvm', async () => {
    const calls = '/home/runner/calls'
    const spies = ['sudo', 'doas', 'udevadm', 'systemctl', 'chmod', 'modprobe', 'useradd']
    await first.sh(
      `for name in ${spies.join(' ')}; do
        printf '#!/bin/sh\\necho "$0 $*" >>${calls}\\nexit 1\\n' >/usr/local/bin/$name
        chmod +x /usr/local/bin/$name
      done`,
      'root',
    )
    const before = outside(await snapshot(first))
    const next = first.nextJob()
    const result = await next.use('- nix-build')
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.outputs).toMatchObject({ 'nix-install': 'found' })
    expect(result.report?.nix).toMatchObject({ mode: 'single-user' })
    expect(difference(before, outside(await snapshot(first)))).toEqual([])
    expect(await first.sh(`cat ${calls} 2>/dev/null || true`)).toBe('')
  })
})

describe('as root,', () => {
  let first: Scene
  beforeAll(async () => {
    first = await scene({ account: 'root', project, inputs: { 'nix-path': '' } })
    expect((await first.use('none')).report?.nix).toMatchObject({ mode: 'daemon' })
    await first.job.post()
  })
  afterAll(() => first.stop())

  it('the Nix of an earlier job is used, and its builds run as build users', async () => {
    const next = first.nextJob()
    const expr =
      'derivation { name = "who"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "read a b c d </proc/self/uid_map; echo $b >$out" ]; }'
    const result = await next.use(`- run: cat $(nix-build --no-out-link --expr '${expr}')`)
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.outputs['nix-install']).toBe('found')
    expect(result.log.filter(line => /^\d+$/.test(line))).toHaveLength(1)
    // The first uid outside of the sandbox's user namespace, or of all: not root's.
    expect(result.log.filter(line => /^\d+$/.test(line))).not.toContain('0')
    const left = await first.machine.processes()
    expect(left.filter(({ command }) => command.includes('nix'))).toEqual([])
  })
})
