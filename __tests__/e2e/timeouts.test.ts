import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  'flake.nix': flake({
    'mute-check': 'echo check begun; while :; do :; done',
    bad: 'echo says no; exit 3',
  }),
  'default.nix': derivation('mute', 'echo begun; while :; do :; done'),
  // Listens on a free port, which it writes to a file, and is deaf to requests to end.
  'server.py': `#!/usr/bin/env python3
import signal, socket, sys, time
for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(each, signal.SIG_IGN)
listener = socket.create_server(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0))
open(sys.argv[1], "w").write(str(listener.getsockname()[1]))
time.sleep(3000)
`,
  'serve.sh': `#!/bin/bash
"$@" ./server.py "$RUNNER_TEMP/port" >/dev/null 2>&1 &
until [ -s "$RUNNER_TEMP/port" ]; do sleep 0.05; done
echo served-$(cat "$RUNNER_TEMP/port")
`,
}

let stage: Scene
beforeAll(async () => {
  stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
  await stage.use('none')
})
afterAll(() => stage?.stop())

type Used = Awaited<ReturnType<Scene['use']>>

async function expectNothingLeft(): Promise<void> {
  const left = (await stage.machine.processes()).map(({ command }) => command)
  expect(left.filter(command => !command.includes('nix-daemon'))).toEqual([])
}

function errors({ annotations }: Used): string[] {
  return annotations.filter(({ kind }) => kind === 'error').map(({ message }) => message)
}

/** The port of the last server, and the number of its process in a text. */
const PORT = /served-(\d+)/

describe('a step that takes too long', () => {
  it('tells what runs and listens, in the log and in the error, and ends all of it', async () => {
    const used = await stage.use(`
- run: ./serve.sh setsid; echo last words; sleep 301
  name: hangs
  timeout: 4s
- nix-shell: echo begun; sleep 302
  name: silent
  silence: 6s
- run: ./server.py "$RUNNER_TEMP/again" $(cat "$RUNNER_TEMP/port") & until [ -s "$RUNNER_TEMP/again" ]; do sleep 0.05; done; cat "$RUNNER_TEMP/again"
  name: next
  timeout: 1m
- run: for i in 1 2 3 4 5 6; do echo $i; sleep 1.1; done
  name: noisy
  silence: 6s
- nix-build:
  name: builds
  silence: 6s
- flake-check:
  name: checks
  silence: 6s
`)
    const steps = used.report?.steps ?? []
    expect(steps.map(({ name, status, exitCode }) => [name, status, exitCode])).toEqual([
      ['hangs', 'timeout', null],
      ['silent', 'timeout', null],
      ['next', 'success', 0],
      ['noisy', 'success', 0],
      ['builds', 'timeout', null],
      ['checks', 'timeout', null],
    ])
    const [hangs = '', silent = '', builds = '', bad = '', checks = '', ...more] = errors(used)
    expect(more).toEqual([])
    const port = PORT.exec(used.log.join('\n'))?.[1]
    expect(hangs).toContain("hangs timed out after 4 s (the step's timeout).")
    expect(hangs).toMatch(/pid \d+, \d+ s: sleep 301/)
    expect(hangs).toMatch(new RegExp(`pid \\d+, \\d+ s, listens on ${port}: .*server\\.py`))
    expect(hangs).toContain('last words')
    expect(silent).toContain('silent printed nothing for 6 s (silence).')
    expect(silent).toMatch(/pid \d+, \d+ s: sleep 302/)
    expect(builds).toMatch(
      /^The step printed nothing for 6 s \(silence\)\. Nix was building mute\.\n[\s\S]*\nmute had been building for [\d.]+ s\. Last lines:\nbegun\n\nReproduce: nix-build$/,
    )
    expect(bad).toMatch(/^checks\.\S+\.bad: the build of bad failed/)
    expect(checks).toMatch(
      /^The step printed .* Nix was building mute-check\.[\s\S]*mute-check \(checks\.\S+\.mute-check\) had been building for .*\ncheck begun\n/,
    )
    const rows = steps.at(-1)?.checks?.map(({ name, status }) => [name.split('.').at(-1), status])
    expect(rows?.sort()).toEqual([
      ['bad', 'failed'],
      ['mute-check', 'timeout'],
    ])
    const line = PROJECT['flake.nix'].split('\n').findIndex(it => it.includes('mute-check =')) + 1
    expect(steps.at(-1)?.error).toMatchObject({ file: 'flake.nix', line })
    const [live] = used.groups.filter(({ title }) => title === 'hangs')
    expect(live?.lines.join('\n')).toMatch(/Running processes:\n.*(\n.*)*sleep 301/)
    expect(used.outputs['failed-step']).toBe('hangs')
    await expectNothingLeft()
  })

  it('is ended before the job is; the steps after it are not run, and that is a failure', async () => {
    const used = await stage.use(
      '- run: sleep 303\n  name: long\n  allow-failure: true\n- run: echo never\n  name: late',
      { 'job-timeout': '130s' },
    )
    expect(used.conclusion).toBe('failure')
    expect(used.seconds).toBeLessThan(60)
    const [long, late] = used.report?.steps ?? []
    const reason = 'no time left within job-timeout (130 s)'
    expect(long).toMatchObject({ status: 'allowed-failure', exitCode: null })
    expect(long?.error?.message).toContain(`long was stopped: ${reason}.`)
    expect(late).toMatchObject({ status: 'not-run', reason, attempts: 0 })
    expect(errors(used).join('\n')).toContain(`There was ${reason} for these steps: late.`)
    expect(used.report?.result).toBe('failure')
    await expectNothingLeft()
  })
})

describe('what a step leaves running', () => {
  it('is named with its port, in a warning and in the report, and ended before the next step', async () => {
    const used = await stage.use(`
- run: rm -f "$RUNNER_TEMP/port"; ./serve.sh
  name: leaves a port
- run: |
    rm "$RUNNER_TEMP/again"
    ./server.py "$RUNNER_TEMP/again" $(cat "$RUNNER_TEMP/port") &
    until [ -s "$RUNNER_TEMP/again" ]; do kill -0 $!; sleep 0.05; done
    kill -9 $!; echo bound again
  name: takes it
- run: setsid bash -c 'trap "" TERM; env -i sleep 304 & wait' >/dev/null 2>&1 & until grep -qsz '^30[4]$' /proc/[0-9]*/cmdline && ! pgrep -x env; do sleep 0.05; done
  name: deaf
- run: sleep 305 & kill $!
  name: tidy
`)
    expect(used.conclusion).toBe('success')
    expect(used.log).toContain('bound again')
    const port = Number(PORT.exec(used.log.join('\n'))?.[1])
    const leftovers = used.report?.leftovers ?? []
    expect(leftovers).toContainEqual({
      step: 'leaves a port',
      pid: expect.any(Number),
      command: expect.stringContaining('server.py'),
      ports: [port],
    })
    const deaf = leftovers.filter(({ step }) => step === 'deaf').map(({ command }) => command)
    expect(deaf).toEqual([expect.stringContaining('bash'), 'sleep 304'])
    expect(leftovers.filter(({ step }) => ['takes it', 'tidy'].includes(step))).toEqual([])
    const warnings = used.annotations.filter(({ title }) => title === 'Left running')
    expect(warnings.map(({ kind }) => kind)).toEqual(warnings.map(() => 'warning'))
    expect(warnings[0]?.message).toMatch(
      new RegExp(
        `^leaves a port left .* running, which w\\w+ terminated: .*server.py.* \\(pid \\d+, listening on port ${port}\\)`,
      ),
    )
    expect(used.summary).toContain('### Left running')
    await expectNothingLeft()
  })

  it('cannot be the action: a command that ends its parent or its group ends itself', async () => {
    const used = await stage.use(`
- run: kill $PPID; sleep 0.3; echo still here
  name: asks
- run: kill -9 $PPID; sleep 306
  name: kills
- run: kill -9 0
  name: group
- nix-shell: kill -9 $PPID; sleep 307
  name: shell
- run: echo next
`)
    const steps = used.report?.steps ?? []
    expect(steps.map(({ status }) => status)).toEqual([
      'success',
      'failure',
      'failure',
      'failure',
      'success',
    ])
    expect(used.log).toContain('still here')
    expect(errors(used)[0]).toContain('kills was terminated by SIGKILL')
    await expectNothingLeft()
  })
})
