import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEWEST, type Report, type Scene, scene } from './support/scene.ts'

const SYNTAX = `{
  outputs = { self }: {
    checks.x86_64-linux.a = derivation {
      name = "a"
      system = "x86_64-linux";
    };
  };
}
`
const UNDEFINED = `{
  outputs = { self }: {
    lib.one = 1;
    checks.x86_64-linux.a = missing;
  };
}
`

describe.each(['2.8', '2.26', NEWEST])('a flake.nix that Nix %s cannot read', line => {
  let stage: Scene
  let report: Report
  beforeAll(async () => {
    stage = await scene({ line, project: { 'flake.nix': SYNTAX, 'sub/flake.nix': UNDEFINED } })
    const steps = ['- flake-check', '- flake-check: ./sub', '- flake-check: path:./sub']
    report = (await stage.use(steps.join('\n'), { 'keep-going': 'true' })).report as Report
  })
  afterAll(() => stage.stop())

  it('has its own line as the place of the error', () => {
    const places = report.steps.map(({ error }) => [error?.file, error?.line])
    expect(places).toEqual([
      ['flake.nix', 5],
      ['sub/flake.nix', 4],
      ['sub/flake.nix', 4],
    ])
    const messages = report.steps.map(({ error }) => error?.message ?? '').join('\n')
    expect(messages).not.toContain('outside the repository')
  })
})
