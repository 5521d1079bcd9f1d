import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const DAEMON = expect.stringMatching(/nix-daemon$/)
const PROJECT = { ...SHELL_STDENV, 'shell.nix': shell(''), 'sub/file': 'below' }

describe('commands and what may stand beside them', () => {
  let stage: Scene
  let hasKvm: boolean

  beforeAll(async () => {
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
    expect((await stage.use('none')).conclusion).toBe('success')
    hasKvm = (await stage.sh('test -r /dev/kvm -a -w /dev/kvm && echo yes || true')) !== ''
  })
  afterAll(() => stage?.stop())

  const commands = async () => (await stage.machine.processes()).map(({ command }) => command)
  const statuses = async (steps: string, inputs = {}) => {
    const { report } = await stage.use(steps, inputs)
    return report?.steps.map(({ name, status, reason }) =>
      [name, status, ...(reason ? [reason] : [])].join(', '),
    )
  }

  it('run is plain bash that ends at the first failure, with Nix on PATH', async () => {
    const main = await stage.use(`
- run: |
    nix --version
    echo "$BASH_VERSION" | grep -q . && cat file
    false | true
    echo never
  working-directory: sub
  name: mine
- run: 'false; echo never'
- run: cat && echo "input ended"
`)
    expect(main.report?.steps).toMatchObject([
      { name: 'mine', status: 'failure', exitCode: 1 },
      { name: 'run: false; echo never', status: 'failure', exitCode: 1 },
      { status: 'success' },
    ])
    expect(main.log).toContain(`nix (Nix) ${stage.release.version}`)
    expect(main.log).toContain('below')
    expect(main.log).toContain('input ended')
    expect(main.log).not.toContain('never')
  })

  it("programs of the user's profile are on PATH, for them and for later steps of the job", async () => {
    await stage.sh(
      'mkdir -p ~/.nix-profile/bin; cd ~/.nix-profile/bin; printf "#!/bin/sh\necho the-tool-ran\n" > tool; chmod +x tool',
    )
    const main = await stage.use('- run: tool; echo "$NIX_PROFILES"')
    expect(main.log).toContain('the-tool-ran')
    expect(main.raw).toMatch(/\/nix\/var\/nix\/profiles\/default \/home\/\w+\/\.nix-profile/)
    expect((await stage.job.run('tool')).log).toContain('the-tool-ran')
    await stage.sh('rm -r ~/.nix-profile')
  })

  it('steps are skipped by only and if, with the reason', async () => {
    const steps = `
- run: exit 1
  name: a mac
  only: darwin
- run: exit 1
  name: two macs
  only: [aarch64-darwin, x86_64-darwin]
- run: exit 0
  name: linux
  only: linux darwin
- run: exit 1
  name: an expression
  if: false
- run: exit 0
  name: its opposite
  if: 'true'
`
    const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
    expect(await statuses(steps)).toEqual([
      `a mac, not-run, only for darwin; this is ${system}`,
      `two macs, not-run, only for aarch64-darwin, x86_64-darwin; this is ${system}`,
      'linux, success',
      'an expression, not-run, if: false',
      'its opposite, success',
    ])
  })

  it('requires: kvm is a clear error where it cannot be used', async () => {
    const main = await stage.use('- run: echo here\n  requires: kvm')
    expect(main.conclusion).toBe(hasKvm ? 'success' : 'failure')
    expect(main.log.includes('here')).toBe(hasKvm)
    if (hasKvm) return
    expect(main.annotations.find(({ kind }) => kind === 'error')?.message).toMatch(
      /run: echo here requires kvm, but \/dev\/kvm cannot be opened on this machine/,
    )
  })

  it('a working-directory that is not there fails that step alone, by name', async () => {
    const main = await stage.use(`
- run: echo never
  working-directory: missing
- run: echo next
`)
    expect(main.report?.steps.map(({ status }) => status)).toEqual(['failure', 'success'])
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toContain(`directory ${stage.workspace}/missing does not exist`)
  })

  it('timeout ends the whole group of a step: run, nix-shell, and what traps the signal', async () => {
    const main = await stage.use(
      `
- run: sleep 600 & sleep 600
- nix-shell: sleep 601 & sleep 601
- run: trap '' TERM; while :; do sleep 602; done
- run: sleep 1.2; echo next
  timeout: 1m
`,
      { timeout: '1s' },
    )
    const steps = main.report?.steps ?? []
    expect(steps.map(({ status }) => status)).toEqual(['timeout', 'timeout', 'timeout', 'success'])
    expect(steps.map(({ exitCode }) => exitCode)).toEqual([null, null, null, 0])
    // With a SIGKILL after those 5 seconds it would be 6.
    for (const { seconds } of steps.slice(0, 2)) expect(seconds).toBeLessThan(5.9)
    // It has 5 seconds to end in peace.
    expect(steps[2]?.seconds).toBeLessThan(20)
    expect(main.outputs['failed-step']).toBe('run: sleep 600 & sleep 600')
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.title).toBe('run: sleep 600 & sleep 600: timeout')
    expect(error?.message).toContain('timed out after 1 s (the timeout input).')
    await expect.poll(commands, { timeout: 20_000 }).toEqual([DAEMON])
  })

  it('what a command leaves running does not hold the step, and is ended with it', async () => {
    const main = await stage.use('- run: sleep 603 & echo started')
    expect(main.conclusion).toBe('success')
    expect(main.report?.steps[0]?.seconds).toBeLessThan(20)
    await expect.poll(commands, { timeout: 20_000 }).toEqual([DAEMON])
  })

  it('lines of both streams come in the order in which they were printed', async () => {
    const script = 'for i in 1 2 3 4 5 6 7 8 9; do echo "line $i"; echo "line $i too" >&2; done'
    const main = await stage.use(`- run: ${script}\n- nix-shell: ${script}`)
    const lines = main.log.filter(text => /^line \d/.test(text))
    const once = Array.from({ length: 9 }, (_, i) => [`line ${i + 1}`, `line ${i + 1} too`]).flat()
    expect(lines).toEqual([...once, ...once])
  })
})
