import { describe, expect, it } from 'vitest'
import { attributeLine } from '../../../src/nix/diagnostics/attribute-line.ts'
import { explainNix } from '../../../src/nix/diagnostics/explain.ts'
import { findHash, hashForms } from '../../../src/nix/diagnostics/hashes.ts'
import { inRepository, within } from '../../../src/nix/diagnostics/paths.ts'
import { repositoryOf } from './recorded.ts'

const SOURCE = '/nix/store/11111111111111111111111111111111-source'
const INPUT = '/nix/store/22222222222222222222222222222222-source'
const WORKSPACE = '/home/runner/work/p/p'

async function place(text: string, texts: Record<string, string>, more: object = {}) {
  const scene = {
    repository: repositoryOf(texts),
    roots: [
      { path: WORKSPACE, folder: '' },
      { path: SOURCE, folder: '' },
    ],
    entry: 'flake.nix',
  }
  const [only] = await explainNix(
    { errors: [{ text, ...more }], builds: [], reproduce: () => 'nix flake check' },
    scene,
  )
  return [only?.file, only?.line, only?.column].filter(it => it !== undefined).join(':')
}

describe('a path of Nix', () => {
  const roots = [
    { path: WORKSPACE, folder: '' },
    { path: SOURCE, folder: 'sub' },
  ]
  it.each([
    [`${WORKSPACE}/flake.nix`, 'flake.nix'],
    [`${SOURCE}/lib/a b.nix`, 'sub/lib/a b.nix'],
    [`«git+file://${WORKSPACE}?ref=main»/x.nix`, 'x.nix'],
    [`«path:${WORKSPACE}/inner»/x.nix`, 'inner/x.nix'],
    [`${INPUT}/flake.nix`, undefined],
    [`${WORKSPACE}-other/flake.nix`, undefined],
    [`${WORKSPACE}/../x.nix`, undefined],
    ['«github:a/b/0»/flake.nix', undefined],
    ['«none»', undefined],
    [WORKSPACE, undefined],
  ])('%s', (path, expected) => {
    expect(inRepository(path, roots)).toBe(expected)
  })

  it('never leaves the repository', () => {
    expect(within('a/b', './c.sh')).toBe('a/b/c.sh')
    expect(within('a', '../c.sh')).toBeUndefined()
    expect(within('', '/etc/passwd')).toBeUndefined()
  })
})

describe('the line of an attribute', () => {
  const flake = `{
  # checks.x86_64-linux.lint = comment;
  outputs = { self, nixpkgs }: let
    lint = "not this = one";
    each = f: f;
  in {
    checks = each (system: {
      lint = ''
        test = 1;
      '';
      inherit (self) fmt
        types;
      "with.dot" = 1;
    });
    packages.\${system}.lint = 2;
    apps."\${system}".default = 3;
    devShells.x86_64-linux = { default = if a == b then 4 else 5; };
  };
}`
  it.each([
    ['checks.x86_64-linux.lint', 8],
    ['checks.x86_64-linux.types', 12],
    ['checks.x86_64-linux."with.dot"', 13],
    ['packages.x86_64-linux.lint', 15],
    ['apps.x86_64-linux.default', 16],
    ['devShells.x86_64-linux.default', 17],
    ['checks.x86_64-linux.computed', 7],
    ['nothing.at.all', undefined],
  ])('%s', (name, line) => {
    expect(attributeLine(flake, name)).toBe(line)
  })

  it('survives what is no Nix', () => {
    const junk = "}}]) = \"${ '' {{ inherit".repeat(2000)
    expect(attributeLine(junk, 'a.b')).toBeUndefined()
  })
})

describe('the place of an evaluation error', () => {
  const texts = {
    'flake.nix': '{\n  checks.x.lint = 1;\n}\n',
    'lib/a.nix': '{ }\n',
    'm.nix': '{\n  a.b = 1;\n}\n',
  }

  it('is the innermost one in the repository', async () => {
    const text = `error:\n       … while checking the derivation 'checks.x.lint'\n         at ${SOURCE}/flake.nix:2:3:\n            1| {\n\n       … while calling f\n         at ${SOURCE}/lib/a.nix:1:1:\n\n       … while calling g\n         at ${INPUT}/lib/x.nix:9:9:\n\n       error: no`
    expect(await place(text, texts)).toBe('lib/a.nix:1:1')
  })

  it('is read from the fields of each version', async () => {
    const at = { line: 1, column: 2 }
    expect(await place('error: x', texts, { file: `${SOURCE}/lib/a.nix`, ...at })).toBe(
      'lib/a.nix:1:2',
    )
    expect(await place('error: x', texts, { file: `${WORKSPACE}/lib/a.nix:1:2`, ...at })).toBe(
      'lib/a.nix:1:2',
    )
    for (const file of ['«none»:0', '«string»:1:2', '«stdin»', '<nix/derivation.nix>', null])
      expect(await place('error: x', texts, { file, line: 0, column: 0 })).toBe('')
  })

  it('is none where the repository does not have the file', async () => {
    expect(await place(`error: x\n       at ${SOURCE}/gone.nix:3:4:`, texts)).toBe('')
  })

  it('is the attribute where only that is known', async () => {
    expect(await place(`error: flake attribute 'checks.x.lint' is not a derivation`, texts)).toBe(
      'flake.nix:2',
    )
  })

  it.each([
    [`The option \`a.b' is defined twice, in \`${SOURCE}/m.nix' and elsewhere.`, 'm.nix:2'],
    [`The option 'a.b' defined in '${WORKSPACE}/m.nix' is unknown`, 'm.nix:2'],
    [
      `The option \`a.b' does not exist. Definition values:\n       - In \`${SOURCE}/m.nix:anon-1': 1`,
      'm.nix:2',
    ],
    [
      `The option \`a.b' has conflicting definition values:\n       - In \`${INPUT}/x.nix': 1\n       - In \`${SOURCE}/m.nix, via option flake.modules.x': 2`,
      'm.nix:2',
    ],
    [`Module \`${SOURCE}/m.nix:2:5' is wrong`, 'm.nix:2:5'],
  ])('is the module that the message names: %s', async (said, expected) => {
    const text = `error:\n       … while calling the 'throw' builtin\n         at ${SOURCE}/lib/a.nix:1:1:\n\n       error: ${said}`
    expect(await place(text, texts)).toBe(expected)
  })

  it('is not in a module system that the repository holds itself', async () => {
    const own = {
      ...texts,
      'lib/a.nix': 'addErrorContext "while evaluating definitions from `…\':"',
    }
    const text = `error:\n       … while evaluating the option \`a.b':\n\n       … while evaluating definitions from \`${SOURCE}/m.nix':\n\n       error: infinite recursion encountered\n       at ${SOURCE}/lib/a.nix:1:1:`
    expect(await place(text, own)).toBe('m.nix:2')
  })

  it('is not beside such a module system either, while a module is evaluated', async () => {
    const own = {
      ...texts,
      'lib/modules.nix': 'throw "Definition values:"',
      'lib/lists.nix': '',
    }
    const text = `error:\n       … while checking the derivation 'checks.x.lint'\n         at ${SOURCE}/flake.nix:2:3:\n\n       … while evaluating definitions from \`${SOURCE}/m.nix':\n\n       … while calling 'head'\n         at ${SOURCE}/lib/lists.nix:1:1:\n\n       error: list is empty`
    expect(await place(text, own)).toBe('m.nix')
  })

  it('of a file that git does not know is the line that names it, with what helps', async () => {
    const imports = { 'flake.nix': '{\n  x = import ./nix/new.nix;\n}', 'nix/new.nix': '1' }
    for (const said of [
      `path '${SOURCE}/nix/new.nix' does not exist`,
      `getting status of '${SOURCE}/nix/new.nix': No such file or directory`,
      `Path 'nix/new.nix' does not exist in Git repository "${WORKSPACE}".`,
    ]) {
      const [only] = await explainNix(
        { errors: [{ text: `error: ${said}` }], builds: [], reproduce: () => 'x' },
        {
          repository: repositoryOf(imports),
          roots: [{ path: SOURCE, folder: '' }],
          entry: 'flake.nix',
        },
      )
      expect(only).toMatchObject({ file: 'flake.nix', line: 2 })
      expect(only?.message).toContain('git add nix/new.nix')
    }
  })

  it('names where Nix noticed it, outside the repository', async () => {
    const [only] = await explainNix(
      {
        errors: [{ text: `error: x\n       at ${INPUT}/lib/y.nix:3:4:` }],
        builds: [],
        reproduce: () => 'x',
      },
      { repository: repositoryOf(texts), roots: [], entry: 'flake.nix' },
    )
    expect(only?.message).toContain(`outside the repository, at ${INPUT}/lib/y.nix:3:4`)
  })
})

describe('an outdated hash', () => {
  const sri = 'sha256-mOpuTyFvL7S2n/+bOkSELDhobKaF8/VdxIxdP7EQe+Q='
  const hex = '98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4'
  const base32 = '1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq'

  it('is the same in each form', () => {
    const [base64] = hashForms(sri)
    expect(base64).toBe(sri.slice(7))
    expect(hashForms(sri)).toEqual([base64, base64?.slice(0, -1), base32, hex])
    for (const form of [hex, `sha256:${hex}`, base32, `sha256:${base32}`])
      expect(hashForms(form)).toEqual(hashForms(sri))
    expect(hashForms('no hash')).toEqual(['no hash'])
  })

  it.each([
    ['a.nix', `{\n  hash = "${sri}";\n}`, 'a.nix:2'],
    ['a.nix', `{\n\n  sha256 = "${hex}";\n}`, 'a.nix:3'],
    ['nix/sources.json', `{\n"sha256": "${base32}"\n}`, 'nix/sources.json:2'],
    ['flake.lock', `{\n"narHash": "${sri}"\n}`, 'flake.lock:2'],
    ['readme.md', sri, undefined],
  ])('is found in %s', async (file, text, expected) => {
    const found = await findHash(sri, 'x', repositoryOf({ 'b.nix': '{ }', [file]: text }))
    expect(found && `${found.file}:${found.line}`).toBe(expected)
  })

  it('that nobody knows yet is the one nearest to the name', async () => {
    const text =
      '{\n  pname = "one";\n  hash = lib.fakeHash;\n}\n{\n  pname = "two";\n  hash = lib.fakeHash;\n}'
    const zero = `sha256-${'A'.repeat(43)}=`
    const found = await findHash(zero, 'two-1.0', repositoryOf({ 'a.nix': text }))
    expect(found?.line).toBe(7)
  })
})
