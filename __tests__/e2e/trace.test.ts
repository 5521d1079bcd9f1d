import { expect, it } from 'vitest'
import { scene } from './scene.ts'

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
