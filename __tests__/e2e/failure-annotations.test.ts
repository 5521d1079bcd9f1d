import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, scene } from './support/scene.ts'

const SYSTEM = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
const FAR = SYSTEM === 'x86_64-linux' ? 'aarch64-linux' : 'x86_64-linux'

/** A flake whose outputs are Nix text; `d NAME SCRIPT` is a derivation. */
const flake = (outputs: string, more = '') => `{
  outputs = { self }:
    let
      d = name: script: derivation {
        inherit name; system = "${SYSTEM}"; builder = "/bin/sh"; args = [ "-euc" script ];${more}
      };
    in {
${outputs}
    };
}
`

/** A folder each. */
const FLAKES = {
  whole: flake(`
      checks = throw "the checks are broken";
      packages.${SYSTEM} = throw "the packages are broken in another way";
      overlays = { o = 3; };
      devShells.${SYSTEM}.default = d "fine" "echo > $out";`),
  alias: flake(`
      packages.${SYSTEM} = rec { default = d "tool" (throw "no tool"); tool = default; };
      devShells.${SYSTEM}.default = self.packages.${SYSTEM}.default;
      checks.${SYSTEM} = { tool = self.packages.${SYSTEM}.tool; bad = d "bad" "echo no; exit 3"; };`),
  unnamed: flake(`
      checks.${SYSTEM} = d "lint" "echo > $out";`),
  needed: flake(`
      checks.${SYSTEM} = {
        first = d "first" "echo \${toString (import self.packages.${FAR}.gen)} > $out";
        second = d "second" "echo \${builtins.readFile self.packages.${FAR}.gen} > $out";
        fine = d "fine" "echo > $out";
      };
      packages.${FAR}.gen = d "gen" "echo gen broke; exit 7";`),
  addressed: flake(
    `
      checks.${SYSTEM} =
        let base = d "base" "echo base > $out"; in {
          good = d "good" "read l < \${base}; echo $l > $out";
          bad = d "bad" "read l < \${base}; echo broke; exit 3";
        };`,
    ` __contentAddressed = true; outputHashMode = "recursive"; outputHashAlgo = "sha256";`,
  ),
}

const FILES = {
  ...Object.fromEntries(Object.entries(FLAKES).map(([name, text]) => [`${name}/flake.nix`, text])),
  'slow.nix': `
    let d = name: script: derivation {
      inherit name; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-euc" script ];
    };
    in [
      (d "hang" "while :; do :; done")
      (d "stuck" "while :; do :; done")
      (d "quick" "echo quick broke; exit 3")
    ]`,
}

const titleOf = ({ title = '' }: { title?: string }) => title.replace(/ after .*/, '')

describe.each(['2.8', '2.26', '2.34'])('what fails, Nix %s', line => {
  let stage: Scene
  const check = async (folder: string, more = '') => {
    const steps = `- flake-check:\n  working-directory: ${folder}\n${more}`
    const used = await stage.use(steps)
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    const [step] = used.report?.steps ?? []
    const rows = (step?.checks ?? []).map(it => [it.name, it.status]).sort()
    return { ...used, errors, titles: errors.map(titleOf).sort(), rows, step }
  }

  beforeAll(async () => {
    const features = 'substituters =\nextra-experimental-features = ca-derivations'
    stage = await scene({ line, project: FILES, inputs: { 'nix-path': '', 'nix-conf': features } })
  })
  afterAll(() => stage?.stop())

  it('is told of outputs that fail as a whole, beside others, wherever a reader looks', async () => {
    const used = await check('whole')
    expect(used.titles).toEqual([
      'checks: eval-error',
      'overlays.o: eval-error',
      'packages: eval-error',
    ])
    expect(used.rows).toEqual([
      ['checks', 'eval-error'],
      ['overlays.o', 'eval-error'],
      ['packages', 'eval-error'],
    ])
    const junit = readFileSync(used.outputs.junit ?? '', 'utf8')
    for (const text of [JSON.stringify(used.report), used.summary, junit]) {
      expect(text).toContain('the checks are broken')
      expect(text).toContain('the packages are broken in another way')
    }
    const of = (name: string) => used.errors.find(({ title }) => title?.startsWith(name))
    expect(of('checks')).toMatchObject({ file: 'whole/flake.nix', line: 9 })
    expect(of('packages')).toMatchObject({ file: 'whole/flake.nix', line: 10 })
  })

  it('is told once where it is one value, with all that it is', async () => {
    const used = await check('alias')
    const names = ['packages.S.default', 'packages.S.tool', 'devShells.S.default', 'checks.S.tool']
    const all = names.map(name => name.replace('.S.', `.${SYSTEM}.`))
    expect(used.rows).toEqual(
      [...all.map(name => [name, 'eval-error']), [`checks.${SYSTEM}.bad`, 'failed']].sort(),
    )
    expect(used.errors).toHaveLength(2)
    const [one] = used.errors
    for (const name of all) expect(one?.message).toContain(name)
    expect(one?.message).toMatch(/ does not evaluate: no tool\nAlso affected: /)
    // Old versions do not say where it was thrown.
    expect(one).toMatchObject({ file: 'alias/flake.nix', line: line === '2.8' ? 5 : 9 })
    const junit = readFileSync(used.outputs.junit ?? '', 'utf8')
    expect(junit.match(/message="eval-error, for the same reason as /g)).toHaveLength(3)
  })

  it('is one forgotten name, not all attributes of a derivation', async () => {
    const used = await check('unnamed')
    expect(used.titles).toEqual([`checks.${SYSTEM}: eval-error`])
    expect(used.errors[0]).toMatchObject({ file: 'unnamed/flake.nix', line: 9 })
    expect(used.errors[0]?.message).toContain(
      `checks.${SYSTEM} is a derivation, but must be a set of derivations; give it a name (checks.${SYSTEM}.NAME)\n`,
    )
    expect(used.rows).toEqual([[`checks.${SYSTEM}`, 'eval-error']])
  })

  it('is told once of a build that evaluation needs, and not of the package that it is', async () => {
    const used = await check('needed', line === '2.8' ? '' : '  all-systems: true\n')
    const [first, second, fine] = ['first', 'second', 'fine'].map(it => `checks.${SYSTEM}.${it}`)
    expect(used.titles).toEqual([`${first}: eval-error`])
    expect(used.errors[0]?.message).toMatch(
      /the build of gen failed with exit code 7\.\nAlso affected: /,
    )
    expect(used.errors[0]?.message).toContain(`Also affected: ${second}.\n`)
    expect(used.errors[0]?.message).toContain('gen broke')
    expect(used.rows).toEqual([
      [fine, 'built'],
      [first, 'eval-error'],
      [second, 'eval-error'],
    ])
  })

  it('is one failure of a derivation with content-addressed inputs, and what was built is built', async () => {
    const used = await check('addressed')
    const [good, bad] = ['good', 'bad'].map(it => `checks.${SYSTEM}.${it}`)
    expect(used.titles).toEqual([`${bad}: failed`])
    expect(used.errors[0]?.message).toMatch(
      /failed with exit code 3\.[\s\S]*Last lines of the log:\nbroke\n/,
    )
    expect(used.errors[0]?.message).toContain(
      `Reproduce: cd addressed && nix build --no-link .#${bad}`,
    )
    expect(used.rows).toEqual([
      [bad, 'failed'],
      [good, 'built'],
    ])
  })

  it('timed out where several builds did, whatever Nix names', async () => {
    const used = await stage.use('- nix-build: slow.nix --timeout 5 --max-jobs 3')
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    const said = errors.map(({ title, message }) => [
      title?.replace(/ after .*/, ''),
      message.split('\n')[0],
    ])
    expect(said.sort()).toEqual([
      ['hang: timeout', 'The build of hang timed out after 5 s.'],
      ['quick: failed', 'The build of quick failed with exit code 3.'],
      ['stuck: timeout', 'The build of stuck timed out after 5 s.'],
    ])
    expect(used.report?.steps[0]?.status).toBe('failure')
  })
})
