import { cpSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../helpers/paths.ts'
import { compareFlakes, differencesIn, SIDE_BY_SIDE } from './support/compare-flakes.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** Folders with flakes. */
const FOLDERS = [
  '__tests__/projects-that-fail',
  '__tests__/fixtures/nix-errors/projects',
  'examples',
]

const folders = globSync(
  FOLDERS.map(folder => `${folder}/**/flake.nix`),
  { cwd: repositoryRoot },
)
  .map(file => dirname(file))
  .sort()

describe.each(['2.26', NEWEST])('flakes of fixtures and examples, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const project = mkdtempSync(join(tmpdir(), 'nix-ci-'))
    for (const folder of FOLDERS)
      cpSync(join(repositoryRoot, folder), join(project, folder), { recursive: true })
    stage = await scene({ line, project, inputs: SIDE_BY_SIDE })
    rmSync(project, { recursive: true })
    await stage.use('none')
  })
  afterAll(() => stage?.stop())

  it('pass and fail as in nix flake check', async () => {
    expect(folders.length).toBeGreaterThan(20)
    const nixpkgs = `--override-input nixpkgs path:${stage.standIn}`
    const flakes = folders.map(folder => ({ url: `./${folder}`, args: argumentsOf(folder) }))
    function argumentsOf(folder: string): string {
      // There is no network.
      if (folder === 'examples/minimint' || folder.endsWith('/modules')) return nixpkgs
      return folder.endsWith('/silent-soak') ? '--max-silent-time 2' : ''
    }
    expect(differencesIn(await compareFlakes(stage, flakes))).toEqual({})
  }, 240_000)
})
