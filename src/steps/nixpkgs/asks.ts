import { nixCode, withoutComments } from '../../lint/nix-text.ts'

/** What a text of a shell asks of Nix. */
export interface Asked {
  /** `<nixpkgs>` itself, by its name or as `nix-shell -p` does. */
  readonly nixpkgs: boolean
  /** It names NIX_PATH. */
  readonly path: boolean
  /** Nix files that are read with a NIX_PATH: of each list the first one that is there. */
  readonly files: readonly (readonly string[])[]
}

const NAMED = /<nixpkgs[>/]/
/** Programs of Nix that read files and NIX_PATH, with the words behind them. */
const CALL = /(?<![\w./-])(nix-(?:shell|build|instantiate)|nix)(?![\w.-])([^\n;|&]*)/g
const PACKAGES = /(?:^|\s)(?:--packages|-[a-z]*p)(?=\s|$)/
/** The command behind `--run` has a `-p` of its own. */
const QUOTED = /"[^"]*"?|'[^']*'?/g
/** Options of `nix` that end the pure evaluation. */
const IMPURE = /(?:^|\s)(?:--impure|-f|--file|-E|--expr)(?=[\s=]|$)/
/** A Nix file, or a path. */
const FILE = /(?<![\w<$/])(?:[\w./+-]*\.nix(?!\w)|\.{1,2}(?:\/[\w.+-]+)+)/g
/** What each program reads where no file is named. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  'nix-shell': ['shell.nix', 'default.nix'],
  nix: ['flake.nix'],
}

/** Pure: what the text of a command, or of a script, asks of Nix. It is read, not run. */
export function askedBy(text: string): Asked {
  const joined = text.replace(/\\\r?\n/g, ' ')
  const shebangs = [...joined.matchAll(/^#!\s*(nix-shell\b.*)$/gm)].map(([, call = '']) => call)
  const plain = [...shebangs, withoutShellComments(joined)].join('\n')
  const calls = [...plain.matchAll(CALL)].map(([, program = '', words = '']) => ({
    program,
    words,
  }))
  const isPackages = calls.some(
    it => it.program === 'nix-shell' && PACKAGES.test(it.words.replace(QUOTED, '')),
  )
  const reading = calls.filter(it => it.program !== 'nix' || isImpure(it.words))
  return {
    nixpkgs: NAMED.test(plain) || isPackages,
    path: /\bNIX_PATH\b/.test(plain),
    files: reading.flatMap(({ program, words }) => {
      const named = words.match(FILE)?.map(file => filesAt(file, program))
      return named ?? [USUAL[program] ?? ['default.nix']]
    }),
  }
}

function filesAt(path: string, program: string): string[] {
  return program === 'nix' && !path.endsWith('.nix') ? [`${path}/flake.nix`, path] : [path]
}

/** Pure: whether the words of a call of `nix` end its pure evaluation, in which there is no NIX_PATH. */
export function isImpure(words: string): boolean {
  return IMPURE.test(words)
}

/** The files that a text of a shell names as something to run, as they stand there. */
export function scriptsIn(text: string): string[] {
  const plain = withoutShellComments(text)
  const words = plain.match(/(?<![\w$/])(?:[\w.+-]*\/[\w./+-]+|[\w.+-]+\.(?:ba)?sh)(?!\w)/g) ?? []
  const made = [
    ...(/\bmake\b/.test(plain) ? ['Makefile', 'GNUmakefile'] : []),
    ...(/\bjust\b/.test(plain) ? ['justfile', 'Justfile', '.justfile'] : []),
  ]
  return [...words.filter(word => !word.endsWith('.nix')), ...made]
}

function withoutShellComments(text: string): string {
  return text.replace(/(^|\s)#[^\n]*/g, '$1')
}

/** Pure: whether a Nix text looks `<nixpkgs>` up: comments and scripts within it do not count. */
export function looksUp(text: string): boolean {
  return /<nixpkgs[>/]/.test(nixCode(text)) || /\$\{[^}]*<nixpkgs[>/]/.test(withoutComments(text))
}

/** Paths of Nix: `./x.nix`, `../y`, `./.`; none that is put together. */
const PATH = /(?<![\w./-])\.{1,2}\/[\w./+-]*/g

/** Pure: the paths that a Nix text names, as they stand there. */
export function pathsIn(text: string): string[] {
  return nixCode(text).match(PATH) ?? []
}
