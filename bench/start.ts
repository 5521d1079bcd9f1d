import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { scene } from '../__tests__/e2e/support/scene.ts'
import { actionNode } from '../__tests__/helpers/machine-parts.ts'
import { repositoryRoot } from '../__tests__/helpers/paths.ts'
import { againstBefore, beforeOf, inTurns, type Row, runsOf } from './measure.ts'

const RUNS = 21
/** Design's limit. */
const LIMIT = 4
const ACTION = join(repositoryRoot, 'dist/index.js')

/** From the start of the action's process to the first line that it prints, against an empty program of Node. */
export async function start(options: readonly string[]): Promise<Row[]> {
  // A machine of its own, because what comes after the first line would install Nix.
  const stage = await scene({ project: { 'flake.nix': '{ }' } })
  const env = {
    INPUT_STEPS: '- run: "true"',
    // What the runner gives to every action, and no child may get.
    ACTIONS_RUNTIME_TOKEN: 'token',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_WORKSPACE: stage.workspace,
    RUNNER_TEMP: stage.temp,
  }
  const until = (sign: 'line' | 'end', ...args: string[]) => {
    const argv = [actionNode(), ...args]
    return untilSign(sign, stage.machine.command(argv, { cwd: stage.workspace, env }))
  }
  const earlier = beforeOf(options)
  try {
    const { empty, first, before } = await inTurns(runsOf(options, RUNS), {
      empty: () => until('end', '-e', '0'),
      first: () => until('line', ACTION),
      before: earlier ? () => until('line', join(earlier, 'dist/index.js')) : undefined,
    })
    const what = 'start of the process to the first line'
    return [
      {
        what,
        against: 'node -e 0',
        ratio: first / empty,
        limit: `${LIMIT} ×`,
        isOver: first > LIMIT * empty,
        note: `${(first * 1000).toFixed(0)} ms against ${(empty * 1000).toFixed(0)} ms`,
      },
      ...againstBefore(what, first, before),
    ]
  } finally {
    await stage.stop()
  }
}

function untilSign(
  sign: 'line' | 'end',
  { argv, env }: { argv: string[]; env: Record<string, string> },
): Promise<number> {
  const [program = '', ...args] = argv
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const seen = () => resolve((performance.now() - began) / 1000)
    child.once('error', reject)
    if (sign === 'line') child.stdout.once('data', seen).once('data', () => child.kill('SIGKILL'))
    child.once('exit', code => {
      if (sign === 'end' && code === 0) seen()
      else reject(new Error(`${argv.join(' ')} ended before its first line`))
    })
  })
}
