import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    file = import ./vendor/lib/x.nix;
    folder = builtins.readDir ./vendor/lib/sub;
    count = self.revCount;
    data = builtins.fromJSON (builtins.readFile ./data.json);
    reads = ${derivation('reads', `cat \${./.}/vendor/lib/x.nix > $out`, '"x86_64-linux"')};
  };
}
`,
  'data.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
  'plain.nix': '(import ./vendor/lib/x.nix).a\n',
  'history.nix': `{
  count = throw "'/home/runner/work/p/p' is a shallow Git repository, so 'revCount' is not available";
}
`,
}

const SUBMODULE = `
git config --global protocol.file.allow always
git config --global user.name t; git config --global user.email t@localhost
mkdir -p $HOME/lib/sub; echo '{ a = 1; }' > $HOME/lib/x.nix; echo 1 > $HOME/lib/sub/y
git -C $HOME/lib init -q; git -C $HOME/lib add -A; git -C $HOME/lib commit -qm lib
git submodule --quiet add $HOME/lib vendor/lib; git commit -qam module
git clone -q . $HOME/all; git config --global init.defaultBranch main`

describe.each(['2.8', '2.26', NEWEST])('what was not checked out, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
    await stage.sh(SUBMODULE)
  })
  afterAll(() => stage?.stop())

  const messages = async (steps: string) => {
    const { report, raw } = await stage.use(steps)
    return (report?.steps ?? []).map(it => it.error?.message ?? raw)
  }

  it('a submodule is not to be added, and a pointer of Git LFS is named', async () => {
    const [file = '', folder = '', data = '', history = '', build = ''] = await messages(`
- eval: .#file
- eval: .#folder
- eval: .#data
- nix-build: history.nix
- build: .#reads`)
    for (const message of [file, folder]) {
      expect(message).toContain('vendor/lib is a git submodule, which flakes leave out by default')
      expect(message).not.toMatch(/git add|git -C|submodules: true/)
    }
    expect(data).toContain('data.json is a Git LFS pointer, not the file itself: set lfs: true')
    expect(history).toContain('set fetch-depth: 0 in actions/checkout')
    expect(build).toContain('Possible cause (guessed from the log): vendor/lib is a git submodule')
  })

  it('a submodule that is empty, and a history of one commit, are a matter of the checkout', async () => {
    await stage.sh(`git submodule --quiet deinit -f vendor/lib
      git fetch -q --depth 1 file://$HOME/all HEAD; git rev-parse HEAD > .git/shallow`)
    const [file = '', plain = '', count = ''] = await messages(`
- eval: .#file
- nix-build: plain.nix
- eval: .#count`)
    expect(file).toContain('not checked out: set submodules: true in actions/checkout. Flakes also')
    expect(plain).toMatch(/set submodules: true in actions\/checkout\.\n/)
    // Nix 2.26 counts what there is.
    if (line !== '2.26')
      expect(count).toMatch(/revCount[\s\S]*set fetch-depth: 0 in actions\/checkout/)
  })
})
