import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** Ends the daemon, then whoever serves a connection, and with that itself; the second time nothing. */
const KILL = `#!/bin/sh
test -e /tmp/killed-$1 && exit
: > /tmp/killed-$1
for process in $(ls -d /proc/[0-9]* | sort -V); do
  readlink $process/exe | grep -q '/nix$' && test "$(stat -c %u $process)" = 0 && kill -9 \${process#/proc/}
done
true
`
const PROJECT = {
  'kill.sh': KILL,
  'hook.sh': `#!/bin/sh\n. "\${0%hook.sh}kill.sh" hook\n`,
  'a.nix': derivation('a', 'echo a > $out'),
  'b.nix': derivation('b', 'echo b > $out'),
  'c.nix': derivation('c', 'echo c > $out'),
}

describe.each(['2.8', '2.26', NEWEST])('a daemon that dies while the job runs, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  const daemons = async () =>
    (await stage.machine.processes()).filter(({ command }) => command.includes('nix-daemon'))

  it('is told of and started again, for the next step and for the call that lost it', async () => {
    const used = await stage.use(`
- nix-build: a.nix
- run: sudo sh ./kill.sh run
- nix-build: b.nix
- nix-build: c.nix
  env: { NIX_CONFIG: "post-build-hook = ${stage.workspace}/hook.sh" }
- run: nix-store --version && nix store ping --store daemon || nix ping-store --store daemon`)
    expect(
      used.report?.steps.map(({ status }) => status),
      used.raw,
    ).toEqual(Array(5).fill('success'))
    const told = used.annotations.filter(({ title }) => title === 'Nix daemon')
    expect(told.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'warning',
        expect.stringMatching(
          /^The Nix daemon stopped during the job and was restarted\. Its log does not say why/,
        ),
      ],
      ['warning', expect.stringMatching(/^The Nix daemon stopped/)],
      ['notice', 'nix-build: c.nix: Nix lost its connection to the daemon; retrying once.'],
    ])
    expect(await daemons()).not.toEqual([])
    await stage.job.post()
    expect(await daemons()).toEqual([])
  })
})
