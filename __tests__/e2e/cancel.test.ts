import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MachineProcess } from '../helpers/machine.ts'
import { startReleaseServer } from '../helpers/release-server.ts'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { filesWith } from './support/machine-state.ts'
import { type Report, type Scene, scene } from './support/scene.ts'
import { difference, snapshot } from './support/snapshot.ts'

/** The runner asks a second time after 7.5 s and kills after 10 s. */
const MOST = 7

const project = {
  'default.nix': derivation('slow', 'echo building-$((40 + 2)); while :; do :; done'),
  'shell.nix': shell(''),
  ...SHELL_STDENV,
  'stubborn.sh': `#!/bin/bash
trap 'echo not yet' INT TERM HUP
sleep 301 &
echo testing-$((40 + 2))
while :; do sleep 302; done
`,
}

/** Uses the action, cancels it at a line, and gives how many seconds it took to end. */
async function cancelAt(
  stage: Scene,
  line: RegExp,
  steps: string,
  inputs: Record<string, string> = {},
): Promise<{ result: StepResult & { report: Report | undefined }; seconds: number }> {
  let at = Number.POSITIVE_INFINITY
  const onLine = (text: string) => {
    if (line.test(text)) at = Math.min(at, performance.now())
  }
  const result = await stage.use(steps, inputs, { cancelAfter: line, onLine })
  return { result, seconds: (performance.now() - at) / 1000 }
}

async function processes(stage: Scene): Promise<string[]> {
  return (await stage.machine.processes()).map(({ command }) => command)
}

/** Nothing of the job may be left once its posts have run. */
async function expectCleanPosts(stage: Scene): Promise<void> {
  const posts = await stage.job.post()
  expect(posts.map(({ conclusion }) => conclusion)).toEqual(posts.map(() => 'success'))
  expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
  expect(await processes(stage)).toEqual([])
  expect(await stage.sh(`find ${stage.temp} -name private -o -name '*.conf'`, 'root')).toBe('')
}

describe('a job that is cancelled', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ project, inputs: { 'nix-path': '' } })
    await stage.use('none')
    await stage.job.post()
  })
  afterAll(() => stage.stop())

  it.each([
    ['a nix-shell test that does not want to end', 'nix-shell: ./stubborn.sh', /^testing-42/],
    ['a command that does not want to end', 'run: ./stubborn.sh', /^testing-42/],
    ['a build', 'nix-build', /building-42/],
  ])('in %s ends soon, leaves no process, and reports what there is', async (_, step, line) => {
    const next = stage.nextJob()
    const { result, seconds } = await cancelAt(
      next,
      line,
      `- run: echo a=1 >> $GITHUB_OUTPUT\n  name: before\n- ${step}\n- run: echo never\n  name: after`,
    )
    expect(seconds).toBeLessThan(MOST)
    expect(result).toMatchObject({ conclusion: 'cancelled', exitCode: 1 })
    const left = (await processes(stage)).filter(command => !command.includes('nix-daemon'))
    expect(left).toEqual([])
    const name = step.replace(/: .*/, '') === step ? step : expect.stringContaining(step)
    expect(result.outputs).toMatchObject({
      result: 'failure',
      'failed-step': name,
      'step-outputs': '{"a":"1"}',
    })
    expect(result.report?.result).toBe('failure')
    expect(result.report?.steps).toMatchObject([
      { name: 'before', status: 'success' },
      {
        status: 'cancelled',
        exitCode: null,
        error: { message: expect.stringMatching(/was canceled[\s\S]*^(?:building|testing)-42$/m) },
      },
      { name: 'after', status: 'not-run', reason: 'the job was canceled', attempts: 0 },
    ])
    expect(result.summary).toContain('❌ Nix CI: failure')
    expect(result.summary).toContain('cancelled')
    // Folded, below what was canceled.
    expect(result.summary).toMatch(/<details>[\s\S]*^(?:building|testing)-42$/m)
    const running = (result.report?.derivations ?? []).map(it => [it.name, it.status])
    expect(running).toEqual(line.source.includes('building') ? [['slow', 'cancelled']] : [])
    const errors = result.annotations.filter(({ kind }) => kind === 'error')
    expect(errors.map(({ title }) => title)).toContain('Nix CI: canceled')
    await expectCleanPosts(next)
  })

  it('before the first step runs none and is no success', async () => {
    const next = stage.nextJob()
    const result = await next.use('- run: sleep 1', {}, { cancelAfter: /^::group::install/ })
    expect(result).toMatchObject({ conclusion: 'cancelled', exitCode: 1 })
    expect(result.outputs.result).toBe('failure')
    expect(result.summary).toContain('❌ Nix CI: failure')
    await expectCleanPosts(next)
  })

  it('in the download of Nix changes nothing', async () => {
    const fresh = await scene({ project, inputs: { 'nix-path': '' } })
    const server = await startReleaseServer(fresh.base, [{ stall: 100_000 }])
    try {
      const before = await snapshot(fresh)
      const { result, seconds } = await cancelAt(fresh, / from http:/, 'none', {
        'nix-release-url': server.url,
      })
      expect(seconds).toBeLessThan(MOST)
      expect(result).toMatchObject({ conclusion: 'cancelled', exitCode: 1 })
      expect(result.outputs.result).toBe('failure')
      expect(result.annotations[0]).toMatchObject({ kind: 'error', title: 'Nix CI: canceled' })
      expect(result.report?.phases).toMatchObject([{ name: 'install', status: 'failure' }])
      await expectCleanPosts(fresh)
      expect(difference(before, await snapshot(fresh))).toEqual([])
    } finally {
      await server.close()
      await fresh.stop()
    }
  })
})

const KILL_MAIN =
  "kill -9 $(grep -lsa 'dist/index[.]js' /proc/[0-9]*/cmdline | cut -d/ -f3) || true"

describe('a main that is killed', () => {
  it.each([
    ['nix-shell: ./stubborn.sh', 'sleep 302'],
    ['nix-build', 'sh -c echo building'],
  ])(
    'in %s: post ends what it left, reports it and removes the credentials',
    async (step, sign) => {
      const stage = await scene({ project, inputs: { 'nix-path': '' } })
      try {
        const tokens = { 'access-tokens': 'one.test=first-secret-token' }
        const use = stage.use(`- ${step}`, tokens)
        await appears(stage, ({ command }) => command.includes(sign))
        const [main] = (await stage.machine.processes()).filter(({ command }) =>
          command.includes('dist/index.js'),
        )
        await stage.sh(`kill -9 ${main?.pid}`, 'root')
        const used = await use
        expect(used).toMatchObject({ exitCode: null, conclusion: 'failure' })
        // What later steps of the job find, before post has looked.
        expect(used.outputs).toMatchObject({ result: 'failure', 'failed-step': step })
        expect(used.report?.steps).toMatchObject([{ name: step, status: 'cancelled' }])
        const [post] = await stage.job.post()
        expect(post?.conclusion).toBe('success')
        const [error] = post?.annotations ?? []
        expect(error).toMatchObject({ kind: 'error', title: 'Nix CI: killed' })
        expect(error?.message).toContain(`was killed while ${step} was running`)
        expect(post?.summary).toContain('❌ Nix CI: failure')
        const report = JSON.parse(await stage.sh(`cat ${used.outputs.report}`))
        expect(report).toMatchObject({
          result: 'failure',
          nix: { install: 'installed' },
          phases: [{ name: 'install', status: 'success' }],
          steps: [{ name: step, status: 'cancelled', exitCode: null }],
        })
        expect(report.steps[0].seconds).toBeGreaterThan(0)
        if (step !== 'nix-build') {
          expect(post?.summary).toContain('### Left running')
          const left = report.leftovers.map(({ command }: { command: string }) => command)
          expect(left).toEqual(expect.arrayContaining(['sleep 301', 'sleep 302']))
        }
        const left = await processes(stage)
        expect(left).toEqual([])
        expect(await filesWith(stage, ['first-secret-token'])).toEqual([])
        // Links of Nix that lead somewhere are GC roots.
        const roots = "find /nix/var/nix/gcroots -path '*/auto/*' -type l ! -xtype l"
        expect(await stage.sh(roots, 'root')).toBe('')
        await stage.job.end()
        expect(await processes(stage)).toEqual([])
      } finally {
        await stage.stop()
      }
    },
  )

  it('before it has come to its steps: post reports that', async () => {
    const stage = await scene({ project })
    try {
      let killed: Promise<string> | undefined
      const used = await stage.use(
        '- run: ./stubborn.sh',
        {},
        {
          onLine: line => {
            if (line.startsWith('Trust:')) killed ??= stage.sh(KILL_MAIN, 'root')
          },
        },
      )
      await killed
      expect(used).toMatchObject({ exitCode: null, conclusion: 'failure' })
      const posts = await stage.job.post()
      expect(posts.map(({ conclusion }) => conclusion)).toEqual(['success'])
      expect(posts[0]?.summary).toContain('was killed before it finished')
      const report = JSON.parse(readFileSync(join(used.state.folder ?? '', 'report.json'), 'utf8'))
      expect(report).toMatchObject({ result: 'failure', steps: [] })
    } finally {
      await stage.stop()
    }
  })

  it('while it starts the daemon: post stops that', async () => {
    const stage = await scene({ project, inputs: { 'nix-path': '' } })
    try {
      let killed: Promise<string> | undefined
      const used = await stage.use(
        '- run: ./stubborn.sh',
        {},
        {
          onLine: line => {
            if (line.includes('Starting the Nix daemon')) killed ??= stage.sh(KILL_MAIN, 'root')
          },
        },
      )
      await killed
      expect(used).toMatchObject({ exitCode: null, conclusion: 'failure' })
      const posts = await stage.job.post()
      expect(posts.map(({ conclusion }) => conclusion)).toEqual(['success'])
      expect(await processes(stage)).toEqual([])
    } finally {
      await stage.stop()
    }
  })
})

async function appears(stage: Scene, is: (process: MachineProcess) => boolean): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    if ((await stage.machine.processes()).some(is)) return
    await sleep(100)
  }
  throw new Error(`it did not begin; there are ${(await processes(stage)).join('\n')}`)
}
