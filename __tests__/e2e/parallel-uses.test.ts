import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake } from './support/derivations.ts'
import { type Report, type Scene, scene } from './support/scene.ts'

type Used = StepResult & { report: Report | undefined }

const look = 'nix config show access-tokens'

describe('steps of a workflow that run at once (background, parallel)', () => {
  let stage: Scene
  let uses: Used[]
  let other: StepResult
  let later: StepResult
  let posts: StepResult[]
  beforeAll(async () => {
    const project = {
      'flake.nix': flake({ one: 'echo one > $out' }),
      'default.nix': derivation('two', 'echo two > $out'),
    }
    const inputs = { 'nix-path': '', 'access-tokens': 'one.test=a-token-to-hide' }
    stage = await scene({ project, inputs })
    // A server that a step in the background runs while both uses start and end commands.
    const server = stage.job.run(
      'sleep 1000 & pid=$!; until test -e ../done; do sleep 0.2; done; kill $pid && echo "it ran on"',
    )
    const both = [
      stage.use(`- flake-check\n- run: sleep 1; ${look}`),
      stage.use(`- nix-build\n- run: sleep 2; ${look}\n- run: sleep 1000 &`),
    ]
    uses = await Promise.all(both)
    await stage.sh('touch ../done')
    other = await server
    later = await stage.job.run(look)
    posts = await stage.job.post()
  })
  afterAll(() => stage?.stop())

  it('install Nix once: the second use waits, and finds it', () => {
    expect(uses.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    const installs = uses.map(({ outputs }) => outputs['nix-install'])
    expect(installs.sort()).toEqual(['found', 'installed'])
  })

  it('hide credentials from the commands of each use, and give them back to later steps', () => {
    for (const { log } of uses) expect(log.join('\n')).not.toContain('one.test=')
    expect(later.log.join('\n')).toContain('one.test=')
  })

  it('end what the commands of a use left running, and nothing of other steps', () => {
    expect(uses[1]?.report?.leftovers).toMatchObject([{ command: 'sleep 1000' }])
    expect(uses[0]?.report?.leftovers).toEqual([])
    expect(other.log).toEqual(['it ran on'])
  })

  it('leave no daemon behind', async () => {
    expect(posts.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    // The use that started it may end first.
    const others = posts
      .flatMap(({ annotations }) => annotations)
      .filter(({ message }) => !message.startsWith('Leaving the Nix daemon running: '))
    expect(others).toEqual([])
    const running = await stage.machine.processes()
    expect(running.filter(({ command }) => command.includes('nix-daemon'))).toEqual([])
  })
})
