import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

/** A build that fails until its file is there; it makes it itself. */
const flakyBuild = (name: string) =>
  `[ -e /counter/${name} ] || { echo > /counter/${name}; echo the moon is ${name}; exit 1; }; echo fine > $out`

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  // Fails as often as it is told, says which time it is, and leaves a process behind.
  'flaky.sh': `#!/bin/bash
count=$(cat "/tmp/count-$1" 2>/dev/null || echo 0)
echo $((count + 1)) > "/tmp/count-$1"
echo "seen-$1-$count=yes" >> $GITHUB_OUTPUT
echo "summary of $1, time $count" >> $GITHUB_STEP_SUMMARY
sleep 611 & setsid sleep 612 &
if [ "$count" -ge "$2" ]; then echo "well at $count"; else echo "unwell at $count"; exit 4; fi
`,
  'default.nix': derivation('flaky', flakyBuild('default')),
  'throws.nix': 'throw "on purpose"',
  'fetched.nix': `{ url }: derivation {
    name = "fetched"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo > $out" ];
    from = builtins.fetchurl url;
  }`,
  'flake.nix': flake({ steady: 'echo steady > $out', moody: flakyBuild('moody') }),
}

describe('attempts', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({
      project: PROJECT,
      inputs: {
        'nix-path': '',
        'nix-conf':
          'substituters =\nextra-sandbox-paths = /counter=/tmp/counter\ndownload-attempts = 1',
      },
    })
    await stage.sh('mkdir -m 777 /tmp/counter')
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  const steps = ({ report }: Awaited<ReturnType<Scene['use']>>) =>
    report?.steps.map(({ name, status, attempts, exitCode }) => [name, status, attempts, exitCode])
  const texts = ({ annotations }: StepResult, kind: string) =>
    annotations
      .filter(one => one.kind === kind)
      .map(({ title, message }) => `${title} | ${message}`)
  const sleepers = async () =>
    (await stage.machine.processes()).filter(({ command }) => command.includes('sleep 6'))

  it('a pass after failures is flaky wherever it is told, and only the last attempt counts', async () => {
    const used = await stage.use(`
- run: ./flaky.sh run 1
  name: command
  retries: 2
- nix-shell: ./flaky.sh shell 2
  name: shell
  retries: 2
- nix-build:
  name: build
  retries: 1
- flake-check:
  name: checks
  retries: 1
- run: ./flaky.sh steady 0
  name: steady
  retries: 2
`)
    expect(steps(used)).toEqual([
      ['command', 'success', 2, 0],
      ['shell', 'success', 3, 0],
      ['build', 'success', 2, 0],
      ['checks', 'success', 2, 0],
      ['steady', 'success', 1, 0],
    ])
    expect(used.conclusion).toBe('success')
    expect(Object.keys(JSON.parse(used.outputs['step-outputs'] ?? ''))).toEqual([
      'seen-run-1',
      'seen-shell-2',
      'seen-steady-0',
    ])
    expect(used.summary.match(/^summary of .*/gm)).toEqual([
      'summary of run, time 1',
      'summary of shell, time 2',
      'summary of steady, time 0',
    ])
    expect(
      used.groups.map(({ title }) => title).filter(title => title.includes('attempt')),
    ).toEqual([
      'command (attempt 1 of 3)',
      'command (attempt 2 of 3)',
      'shell (attempt 1 of 3)',
      'shell (attempt 2 of 3)',
      'shell (attempt 3 of 3)',
      'build (attempt 1 of 2)',
      'build (attempt 2 of 2)',
      'checks (attempt 1 of 2)',
      'checks (attempt 2 of 2)',
      'steady (attempt 1 of 3)',
    ])
    const left = texts(used, 'warning').filter(text => text.startsWith('Left running'))
    expect(left.map(text => text.split(' ')[3])).toEqual(['command', 'shell', 'steady'])
    const warnings = texts(used, 'warning').filter(text => !left.includes(text))
    const [command, inShell, build, checks, ...rest] = warnings
    expect(rest).toEqual([])
    expect(command).toMatch(
      /^command: flaky \| command is flaky: it passed on attempt 2.*Attempt 1: failure.*exit code 4.*unwell at 0/s,
    )
    expect(inShell).toMatch(/Attempt 1:.*unwell at 0.*Attempt 2:.*unwell at 1/s)
    expect(build).toMatch(/^build: flaky .*the moon is default/s)
    expect(checks).toMatch(/^checks: flaky .*the moon is moody/s)
    expect(texts(used, 'error')).toEqual([])
    // What the first attempt built is cached in the second.
    expect(used.report?.steps[3]?.checks?.map(({ status }) => status)).toEqual(['built', 'built'])
    expect(texts(used, 'notice').find(text => text.startsWith('shell |'))).toContain(
      'flaky: passed on attempt 3',
    )
    expect(used.summary).toContain('**4 flaky steps**')
    expect(used.summary).toMatch(/is flaky: it passed on attempt 3.*unwell at 1/s)
    const junit = await readFile(used.outputs.junit ?? '', 'utf8')
    expect(junit.match(/<flakyFailure /g)).toHaveLength(5)
    expect(junit).not.toMatch(/<(failure|error|rerun)/)
    // The check has it, not its step.
    expect(junit).toMatch(/name="checks\.[\w-]+\.moody"[^>]*>\s*<flakyFailure/)
    expect(await sleepers()).toEqual([])
  })

  it('what would fail in the same way is not tried again, all else as often as asked, each with its whole timeout', async () => {
    const used = await stage.use(`
- run: ./flaky.sh never 9
  name: never
  retries: 2
- run: ./not-there.sh
  name: missing
  retries: 2
- nix-build: throws.nix
  name: throws
  retries: 2
- run: echo here; sleep 613
  name: slow
  retries: 1
  timeout: 5s
`)
    expect(steps(used)).toEqual([
      ['never', 'failure', 3, 4],
      ['missing', 'failure', 1, null],
      ['throws', 'failure', 1, 1],
      ['slow', 'timeout', 2, null],
    ])
    const tries = used.groups.filter(({ title }) => title.startsWith('slow '))
    expect(tries.map(({ lines }) => lines.includes('here'))).toEqual([true, true])
    expect(used.report?.steps[3]?.seconds).toBeGreaterThan(10)
    expect(used.raw).toMatch(/^Not retrying throws: the failure is deterministic\.$/m)
    expect(texts(used, 'warning')).toEqual([expect.stringMatching(/^Left running \| never /)])
    expect(texts(used, 'notice').find(text => text.startsWith('never |'))).toContain('3 attempts')
    const junit = await readFile(used.outputs.junit ?? '', 'utf8')
    expect(junit.match(/<(failure|error|rerunFailure|rerunError) /g)).toEqual([
      '<failure ',
      '<rerunFailure ',
      '<rerunFailure ',
      '<failure ',
      '<failure ',
      '<error ',
      '<rerunError ',
    ])
    expect(await sleepers()).toEqual([])
  })

  it('a failure of the network is tried again once by itself, is told, and is no flaky test', async () => {
    let answers: number[] = []
    const server = createServer((_, response) => {
      response.statusCode = answers.shift() ?? 200
      response.end('content')
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const step = (name: string) =>
      stage.use(`- nix-build: fetched.nix\n  name: fetch\n  args: --argstr url ${url}/${name}`)
    try {
      answers = [503]
      const once = await step('once')
      expect(steps(once)).toEqual([['fetch', 'success', 1, 0]])
      expect(texts(once, 'notice')[0]).toMatch(
        /^Network error \| fetch: network error; retrying once.*503/,
      )
      expect(texts(once, 'warning')).toEqual([])
      answers = [503, 503]
      const twice = await step('twice')
      expect(steps(twice)).toEqual([['fetch', 'failure', 1, 1]])
      expect(texts(twice, 'error')[0]).toMatch(/503.*\(The retry failed too\.\)/)
      // An answer that is meant is none.
      answers = [404]
      const gone = await step('gone')
      expect(steps(gone)).toEqual([['fetch', 'failure', 1, 1]])
      expect(texts(gone, 'notice')).toHaveLength(2)
    } finally {
      server.close()
    }
  })

  it('a job that is cancelled has no further attempt', async () => {
    const steps = '- run: echo now-$((1 + 1)); sleep 615\n  retries: 5\n- run: echo never'
    const used = await stage.use(steps, {}, { cancelAfter: /^now-2$/ })
    expect(used.report?.steps.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['cancelled', 1],
      ['not-run', 0],
    ])
    expect(await sleepers()).toEqual([])
  })
})
