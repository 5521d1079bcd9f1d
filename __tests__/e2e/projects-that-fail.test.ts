import { cp } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differences, projectsFolder, type Truth, truths } from './support/expected-verdicts.ts'
import { fill, type Scene, scene } from './support/scene.ts'

// Projects as others have them, each with what its author says is true of its failure. One is wholly right where
// statuses, cause, place, number of errors and the command that reproduces are.

const all = truths()
const differing: Record<string, string[]> = {}

const lines = ['2.8', '2.26', '2.34']

it('are 40, 20 of them do not evaluate, and each has its Nix', () => {
  expect(all).toHaveLength(40)
  expect(all.filter(({ kind }) => kind === 'evaluation')).toHaveLength(20)
  expect(all.filter(({ nix }) => !lines.includes(nix))).toEqual([])
})

describe.each(lines)('projects that fail, Nix %s', line => {
  let stage: Scene

  beforeAll(async () => {
    stage = await scene({ line, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  it.each(all.filter(({ nix }) => nix === line))('$name: $what', async truth => {
    differing[truth.name] = await run(stage, truth)
    expect(differing[truth.name]).toEqual([])
  })
})

afterAll(() => {
  const wrong = Object.entries(differing).filter(([, list]) => list.length > 0)
  if (wrong.length === 0) return
  const right = Object.keys(differing).length - wrong.length
  const rows = wrong.map(([name, list]) => `${name}\n${list.map(one => `  * ${one}\n`).join('')}`)
  console.log(`wholly right: ${right} of ${Object.keys(differing).length}\n\n${rows.join('\n')}`)
})

/** A job of its own on the machine, in a checkout of its own. */
async function run(stage: Scene, truth: Truth): Promise<string[]> {
  const workspace = join(stage.machine.work, truth.name, truth.name)
  const isOfProject = (path: string) => basename(path) !== 'truth.json'
  await cp(join(projectsFolder, truth.name), workspace, { recursive: true, filter: isOfProject })
  await fill(workspace, {})
  await stage.machine.own(dirname(workspace))
  const { job, use } = stage.nextJob({}, { workspace })
  const { conclusion, report, annotations } = await use(truth.steps)
  const told = {
    conclusion,
    steps: report?.steps ?? [],
    errors: annotations.filter(({ kind }) => kind === 'error'),
    reproduce: async (command: string) => {
      // What hangs in the step hangs here too.
      const seconds = truth.expect.some(({ status }) => status === 'timeout') ? 3 : 40
      const script = `timeout ${seconds} bash -c ${quoted(command)}`
      const { log, conclusion } = await job.run(script)
      return {
        output: stripVTControlCharacters(log.join('\n')),
        failed: conclusion === 'failure',
      }
    },
  }
  try {
    return await differences(truth, told)
  } finally {
    await job.post()
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
