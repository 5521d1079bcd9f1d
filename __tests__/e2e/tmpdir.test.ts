import { afterEach, describe, expect, it } from 'vitest'
import { SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const project = {
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  'show.sh': '#!/bin/sh\necho "$1 is $TMPDIR"\n',
}
/** As long as one below a self-hosted runner's _work/_temp can be. */
const LONG = `/tmp/${'a-folder-of-a-runner/'.repeat(4)}temp`

let stage: Scene
afterEach(() => stage?.stop())

describe.each(['2.8', '2.26', NEWEST])('TMPDIR of commands, Nix %s,', line => {
  const steps = `
- nix-shell: ./show.sh shell
- run: ./show.sh run
- nix-shell: ./show.sh asked
  env: { TMPDIR: /var/tmp }
`
  /** What a command of that name said, whatever the number of its process. */
  const seen = (log: readonly string[], name: string) =>
    log.find(text => text.startsWith(`${name} is `))?.replaceAll(/\d+/g, 'N')

  it('is that of a plain nix-shell, and a short one where the job has one too long for sockets', async () => {
    stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    await stage.sh(`mkdir -p ${LONG}`)
    const plain = await stage.use(steps)
    const alone = await stage.job.run("nix-shell --run './show.sh shell' 2>/dev/null")
    expect(plain.conclusion, plain.raw).toBe('success')
    const ofShell = seen(alone.log, 'shell')
    expect(ofShell).toMatch(/^shell is \/tmp/)
    expect(seen(plain.log, 'shell')).toBe(ofShell)
    expect(seen(plain.log, 'run')).toBe('run is ')
    expect(seen(plain.log, 'asked')).toMatch(/^asked is \/var\/tmp/)
    expect(plain.annotations.filter(({ title }) => title === 'TMPDIR')).toEqual([])

    const long = await stage.use(steps, {}, { env: { TMPDIR: LONG } })
    expect(seen(long.log, 'shell')).toBe(ofShell)
    expect(seen(long.log, 'run')).toBe('run is /tmp')
    expect(seen(long.log, 'asked')).toMatch(/^asked is \/var\/tmp/)
    const told = long.annotations.filter(({ title }) => title === 'TMPDIR')
    expect(told).toMatchObject([{ kind: 'notice', message: expect.stringContaining(LONG) }])
  })
})

describe('where /tmp is in memory and RUNNER_TEMP is short, as on a hosted runner,', () => {
  const TEMP = '/home/runner/temp'

  it('commands get RUNNER_TEMP, but for what a step says in its env', async () => {
    const env = { RUNNER_TEMP: TEMP }
    stage = await scene({ project, inputs: { 'nix-path': '' }, job: { env } })
    await stage.sh(`mkdir ${TEMP}`)
    const steps = `
- nix-shell: ./show.sh shell
- run: ./show.sh run
- run: ./show.sh asked
  env: { TMPDIR: /tmp }
`
    const { log, raw, conclusion } = await stage.job.uses({ ...stage.inputs, steps })
    expect(conclusion, raw).toBe('success')
    const seen = (name: string) => log.find(text => text.startsWith(`${name} is `))
    expect(seen('shell')).toMatch(/^shell is \/home\/runner\/temp\/nix-shell/)
    expect(seen('run')).toBe(`run is ${TEMP}`)
    expect(seen('asked')).toBe('asked is /tmp')
    expect(log).toContain(`/tmp is in memory, so commands use RUNNER_TEMP as TMPDIR (${TEMP}).`)
  })
})
