import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { random } from './support/random.ts'
import { type Scene, scene } from './support/scene.ts'

/** Runs; `npm run soak` makes more. */
const RUNS = Number(process.env.NIX_CI_SOAK ?? 10)
/** What went wrong once comes again with the same one. */
const SEED = Number(process.env.NIX_CI_SEED ?? Date.now() % 1_000_000)
/** Milliseconds of a run in which it is hit; by then it has come to what does not end. */
const LONGEST = 5000

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  'default.nix': derivation('slow', 'echo building; while :; do :; done'),
  'stubborn.sh':
    "#!/bin/bash\ntrap 'echo not yet' INT TERM HUP\nsleep 301 &\nwhile :; do sleep 302; done\n",
  'escapes.sh':
    '#!/bin/bash\nsetsid bash -c \'trap "" INT TERM HUP; while :; do sleep 303; done\' >/dev/null 2>&1 &\nsleep 304\n',
  'loud.sh': '#!/bin/bash\nsetsid sleep 305 &\nwhile :; do echo $RANDOM; done\n',
}
const LAST = [
  'nix-shell: ./stubborn.sh',
  'run: ./stubborn.sh',
  'run: ./escapes.sh',
  'run: ./loud.sh',
  'nix-shell: ./escapes.sh',
  'nix-build',
]

async function processes(stage: Scene): Promise<string[]> {
  return (await stage.machine.processes()).map(({ command }) => command)
}

/**
 * Ends the action's own process without a word, as the kernel does where memory is short; a moment before it began is the
 * one in which it begins.
 */
async function killMain(stage: Scene, after: number): Promise<void> {
  await sleep(after)
  const kill = "kill -9 $(pgrep -f '[d]ist/index.js') 2>/dev/null && break"
  await stage.sh(`for try in {1..400}; do ${kill}; sleep 0.02; done`, 'root')
}

it(
  `whenever it is cancelled or killed, a run leaves no process, and a report (${RUNS} runs, NIX_CI_SEED=${SEED})`,
  async () => {
    console.info(`NIX_CI_SEED=${SEED}`)
    const next = random(SEED)
    const stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
    try {
      await stage.use('none')
      await stage.job.post()
      let slowest = 0
      for (let run = 0; run < RUNS; run++) {
        const isKill = next() < 0.25
        const after = Math.round(next() * LONGEST)
        const last = LAST[Math.floor(next() * LAST.length)] ?? ''
        const what = `run ${run}: ${isKill ? 'killed' : 'cancelled'} after ${after} ms in ${last}`
        const job = stage.nextJob()
        const steps = `- run: echo first\n- ${last}\n- run: echo never`
        const kill = isKill ? killMain(stage, after) : undefined
        const used = await job.use(steps, {}, isKill ? {} : { cancelAfter: after })
        await kill
        if (!isKill) slowest = Math.max(slowest, used.seconds - after / 1000)
        const expectNoneLeft = async () => {
          const left = (await processes(stage)).filter(it => !it.includes('nix-daemon'))
          expect(left, what).toEqual([])
        }
        // A builder is ended by the daemon, once that has seen that its client is gone.
        if (!isKill && used.exitCode !== null)
          await (last === 'nix-build' ? vi.waitFor(expectNoneLeft, 20_000) : expectNoneLeft())

        const posts = await job.job.post()
        expect(
          posts.map(({ conclusion }) => conclusion),
          what,
        ).toEqual(['success'])
        expect(await processes(stage), `${what}\n${posts[0]?.log.join('\n')}`).toEqual([])
        // One that was ended before its first line had begun nothing; masks come before that.
        const { folder } = used.state
        if (/^(::add-mask::.*\n?)*$/.test(used.raw) && folder === undefined) continue
        expect(folder, `${what}\n${used.raw}`).toBeDefined()
        const file = join(folder ?? '', 'report.json')
        expect(existsSync(file), `${what}: ${file}`).toBe(true)
        const report = JSON.parse(readFileSync(file, 'utf8'))
        expect(report.result, what).toBe('failure')
        expect(used.exitCode === null ? posts[0]?.summary : used.summary, what).toContain(
          '❌ Nix CI: failure',
        )
        if (report.steps.length > 0)
          expect(report.steps, what).toMatchObject([{}, {}, { status: 'not-run' }])
      }
      console.info(`${RUNS} runs; the slowest took ${slowest.toFixed(1)} s to end`)
    } finally {
      await stage.stop()
    }
  },
  RUNS * 30_000,
)
