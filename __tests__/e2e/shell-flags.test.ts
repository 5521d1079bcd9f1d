import { describe, expect, it } from 'vitest'
import { ensureStandIn } from '../helpers/stand-in/stand-in.ts'
import { NEWEST, scene } from './support/scene.ts'

const FLAKE = `{
  inputs.nixpkgs.url = "path:${await ensureStandIn()}";
  outputs = { self, nixpkgs }: {
    name = "the name";
    devShells = builtins.mapAttrs (_: pkgs: { lint = pkgs.mkShell { }; }) nixpkgs.legacyPackages;
  };
}
`
const STEPS = `
- develop: echo "ignored [$OUTER] [$KEPT] [$GIVEN]"
  shell: .#lint
  args: --ignore-environment --keep KEPT
- develop: echo "set [$OUTER] [$KEPT] [$GIVEN]"
  shell: .#lint
  args: [-u, KEPT, --set-env-var, GIVEN, given]
- develop: echo "kept"
  shell: .#lint
  args: --profile ./dev
- run: |
    nix eval --raw .#name
    echo "; [$NIX_CONFIG]"
- run: nix eval --raw .#name
  name: own
  env: { NIX_CONFIG: experimental-features = recursive-nix }
- eval: .#name
  env: { NIX_CONFIG: experimental-features = recursive-nix }
`
const CONFIG = 'warn-dirty = false\nexperimental-features = recursive-nix'
const MERGED = `${CONFIG}\nextra-experimental-features = nix-command flakes`

describe.each(['2.8', '2.26', NEWEST])('with Nix %s', line => {
  it('flags of a shell mean what they mean for Nix, and a NIX_CONFIG without flakes turns none off', async () => {
    const env = { NIX_CONFIG: CONFIG, OUTER: 'outer', KEPT: 'kept' }
    const project = { 'flake.nix': FLAKE, '.gitignore': '/dev*\n' }
    const stage = await scene({ line, project, inputs: { 'nix-path': '' }, job: { env } })
    try {
      const used = await stage.use(STEPS)
      expect(used.conclusion, used.raw).toBe('success')
      expect(used.log).toContain('ignored [] [kept] []')
      expect(used.log).toContain('set [outer] [] [given]')
      expect(used.log.join('\n')).toContain(`the name; [${MERGED}]`)
      expect(await stage.sh('readlink dev')).toMatch(/^dev-1-link/)
      const later = await stage.job.run('nix eval --raw .#name; echo "; [$NIX_CONFIG]"')
      expect(later.log.join('\n')).toContain(`the name; [${MERGED}]`)
      const plan = await stage.use(
        '- develop:\n  shell: .#lint\n  args: --ignore-environment --profile ./other',
        { plan: 'true' },
      )
      expect(plan.conclusion, plan.raw).toBe('success')
    } finally {
      await stage.stop()
    }
  })
})

describe('flags that a shell step cannot have', () => {
  it('are errors with what to write, before anything is installed', async () => {
    const stage = await scene({ project: { 'flake.nix': FLAKE } })
    try {
      const used = await stage.use(
        '- develop:\n  args: -c make\n- nix-shell: make\n  args: -p jq\n- develop: make\n  args: --phase build',
      )
      expect(used.conclusion).toBe('failure')
      expect(used.groups).toEqual([])
      const errors = used.annotations.filter(({ kind }) => kind === 'error')
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/line 2.*"args: -c".*- develop: COMMAND/),
        expect.stringMatching(/line 4.*"args: -p".*- run: nix-shell -p PACKAGES --run/),
        expect.stringMatching(/line 6.*"args: --phase".*- develop: runHook PHASEPhase/),
      ])
    } finally {
      await stage.stop()
    }
  })
})
