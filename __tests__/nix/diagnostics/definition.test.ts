import { describe, expect, it } from 'vitest'
import { attributeExtent, setLine } from '../../../src/nix/diagnostics/attribute-line.ts'
import { type Definition, definedAt } from '../../../src/nix/diagnostics/definition.ts'
import { repositoryOf } from './recorded.ts'

const SOURCE = '/nix/store/11111111111111111111111111111111-source'
const INPUT = '/nix/store/22222222222222222222222222222222-source'
const DRV = '/nix/store/33333333333333333333333333333333-app-1.0.drv'

const flake = (value: string, more = '') => `{
  outputs = { self, pkgs }: let
    make = name: derivation {
      inherit name;
    };
    ${more}
  in {
    checks.x86_64-linux.app = ${value};
  };
}
`

async function place(
  definition: Definition,
  texts: Record<string, string>,
  attribute: string | undefined = 'checks.x86_64-linux.app',
) {
  const found = await definedAt(definition, DRV, attribute, {
    repository: repositoryOf(texts),
    roots: [{ path: SOURCE, folder: '' }],
    entry: 'flake.nix',
  })
  return found && `${found.file}:${found.line}`
}

const at = (file: string, line: number) => ({ file: `${SOURCE}/${file}`, line, column: 3 })
const abroad = { file: `${INPUT}/make.nix`, line: 9 }

describe('the definition of a derivation that does not build', () => {
  const IMPORTED = flake('import ./app.nix { }')

  it.each<[string, Definition, Record<string, string>, string | undefined]>([
    [
      'is where it gets its name',
      { name: at('app.nix', 2) },
      { 'flake.nix': IMPORTED, 'app.nix': `{\n  name = "app-\${version}";\n}` },
      'app.nix:2',
    ],
    [
      'is its pname, where the name is made elsewhere',
      { name: abroad, pname: at('app.nix', 2) },
      { 'flake.nix': IMPORTED, 'app.nix': '{\n  pname = "app";\n}' },
      'app.nix:2',
    ],
    [
      'is the attribute, where the name is within it',
      { name: at('flake.nix', 9) },
      { 'flake.nix': flake('derivation {\n  name = "app-1.0";\n}') },
      'flake.nix:8',
    ],
    [
      'is not a function that takes the name from its caller',
      { name: at('flake.nix', 4), src: at('flake.nix', 4) },
      { 'flake.nix': flake('make "app-1.0"') },
      'flake.nix:8',
    ],
    [
      'is the only line with its name, where no attribute is of the repository',
      { name: abroad },
      { 'flake.nix': IMPORTED, 'app.nix': 'pkgs:\npkgs.runCommand "app-1.0" { } ""' },
      'app.nix:2',
    ],
    [
      'is its source in another file',
      { name: abroad, src: at('app.nix', 2) },
      { 'flake.nix': IMPORTED, 'app.nix': '{\n  src = ./.;\n}' },
      'app.nix:2',
    ],
    [
      'is what meta.position says',
      { name: abroad, meta: at('app.nix', 3) },
      { 'flake.nix': IMPORTED, 'app.nix': '{\n  src = ./.;\n  meta.description = "";\n}' },
      'app.nix:3',
    ],
    [
      'is the attribute, where its source is shared with others of the file',
      { name: abroad, src: at('flake.nix', 6) },
      {
        'flake.nix': flake('pkgs.lint (common // { strict = true; })', 'common = { src = ./.; };'),
      },
      'flake.nix:8',
    ],
    [
      'is its source, where the attribute is only a name for it',
      { name: abroad, src: at('flake.nix', 6) },
      { 'flake.nix': flake('app', 'app = pkgs.build { src = ./.; };') },
      'flake.nix:6',
    ],
    [
      'is where Nix says that the attribute is',
      { name: abroad, self: at('checks.nix', 2) },
      { 'flake.nix': flake('pkgs.x'), 'checks.nix': '{\n  app = make { };\n}' },
      'checks.nix:2',
    ],
    [
      'is unknown where nothing is of the repository',
      { name: abroad, src: abroad },
      { 'flake.nix': IMPORTED },
      undefined,
    ],
  ])('%s', async (_, definition, texts, expected) => {
    expect(await place(definition, texts)).toBe(expected)
  })
})

describe('the lines of an attribute', () => {
  it('end with its value, whatever ends in between', () => {
    const text = `{
  a = let x = 1; in
    with y; assert z; {
      inherit (q) b c;
      d = "}; ";
    };
  e = 2;
}`
    expect(attributeExtent(text, 'a')).toMatchObject({ line: 2, end: 6 })
    expect(attributeExtent(text, 'e')).toMatchObject({ line: 7, end: 7 })
  })

  it('are not those of another output', () => {
    const text = `{\n  devShells.\${s}.default = 1;\n  packages.\${s}.app = 2;\n  x = { default = 3; };\n}`
    expect(attributeExtent(text, 'packages.x86_64-linux.default')?.line).toBe(3)
    expect(attributeExtent(text, 'devShells.x86_64-linux.default')?.line).toBe(2)
    expect(attributeExtent(text, 'apps.x86_64-linux.default')?.line).toBe(4)
  })

  it('of one that is missing are those of its set', () => {
    const text = `{\n  checks.\${s} = { };\n  packages.\${s}.app = 2;\n  lost = 3;\n}`
    expect(setLine(text, 'packages.x86_64-linux.lost')).toBe(3)
    expect(setLine(text, 'checks.x86_64-linux.lost')).toBe(2)
    expect(setLine(text, 'apps.x86_64-linux.lost')).toBeUndefined()
  })
})
