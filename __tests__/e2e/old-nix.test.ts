import { expect, it } from 'vitest'
import { flake } from './support/derivations.ts'
import { scene } from './support/scene.ts'

const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (name: { inherit name; value.deep = import ./lib.nix; })
      [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
  'lib.nix': `let
  read = text: builtins.fromJSON text;
in
read "{"
`,
}

it('Nix 2.8, which says where it was only in a trace, gives an error its check and its place', async () => {
  const stage = await scene({ line: '2.8', project: PROJECT, inputs: { 'nix-path': '' } })
  try {
    const { report } = await stage.use('- flake-check')
    const [step] = report?.steps ?? []
    const name = expect.stringMatching(/^checks\..*\.deep$/)
    expect(step?.checks).toMatchObject([
      { name, status: 'eval-error', error: { file: 'lib.nix', line: 2 } },
    ])
    // What is wrong and how to see it again, without the trace.
    expect(step?.error?.message.split('\n')).toHaveLength(2)
  } finally {
    await stage.stop()
  }
})

it('Nix 2.8, whose log says only that some build ended, gives each silent one its own time', async () => {
  const project = {
    'flake.nix': flake({
      long: 'sleep 9; echo > $out',
      middle: 'sleep 5; echo > $out',
      short: 'sleep 1; echo > $out',
    }),
  }
  const stage = await scene({ line: '2.8', project, inputs: { 'nix-path': '' } })
  try {
    const { report } = await stage.use('- flake-check:\n  args: --max-jobs 3')
    const seconds = Object.fromEntries((report?.derivations ?? []).map(it => [it.name, it.seconds]))
    expect(seconds.short).toBeLessThan(seconds.middle ?? 0)
    expect(seconds.middle).toBeLessThan(seconds.long ?? 0)
    expect(seconds.long).toBeGreaterThan(6)
  } finally {
    await stage.stop()
  }
})
