import { nixCode, withoutComments } from '../../lint/nix-text.ts'

/** What a shell script asks of Nix. */
export interface ShellUses {
  /** `<nixpkgs>` itself, by its name or as `nix-shell -p` does. */
  readonly nixpkgs: boolean
  /** It names NIX_PATH. */
  readonly path: boolean
  /** Nix files that are read with a NIX_PATH: the first existing one of each list. */
  readonly files: readonly (readonly string[])[]
}

const NIXPKGS = /<nixpkgs[>/]/
/** Calls of Nix programs that read files and NIX_PATH, with their arguments. */
const CALL = /(?<![\w./-])(nix-(?:shell|build|instantiate)|nix)(?![\w.-])([^\n;|&]*)/g
const PACKAGES = /(?:^|\s)(?:--packages|-[a-z]*p)(?=\s|$)/
/** Quoted arguments: the command of `--run` may have a `-p` of its own. */
const QUOTED = /"[^"]*"?|'[^']*'?/g
/** Options of `nix` that make the evaluation impure. */
const IMPURE = /(?:^|\s)(?:--impure|-f|--file|-E|--expr)(?=[\s=]|$)/
/** A Nix file, or a path. */
const FILE = /(?<![\w<$/])(?:[\w./+-]*\.nix(?!\w)|\.{1,2}(?:\/[\w.+-]+)+)/g
/** The files that each program reads by default. */
const DEFAULT_FILES: Readonly<Record<string, readonly string[]>> = {
  'nix-shell': ['shell.nix', 'default.nix'],
  nix: ['flake.nix'],
}

/** What a command or script asks of Nix: it is read, not run. Pure. */
export function usesInShell(text: string): ShellUses {
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
    nixpkgs: NIXPKGS.test(plain) || isPackages,
    path: /\bNIX_PATH\b/.test(plain),
    files: reading.flatMap(({ program, words }) => {
      const named = words.match(FILE)?.map(file => filesAt(file, program))
      return named ?? [DEFAULT_FILES[program] ?? ['default.nix']]
    }),
  }
}

function filesAt(path: string, program: string): string[] {
  return program === 'nix' && !path.endsWith('.nix') ? [`${path}/flake.nix`, path] : [path]
}

/** Whether arguments of `nix` make the evaluation impure, so that it reads NIX_PATH. Pure. */
export function isImpure(words: string): boolean {
  return IMPURE.test(words)
}

/** The files that a shell script may run, as written. */
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

/** Whether a Nix file looks up `<nixpkgs>`, outside of comments and strings. Pure. */
export function looksUpNixpkgs(text: string): boolean {
  return /<nixpkgs[>/]/.test(nixCode(text)) || /\$\{[^}]*<nixpkgs[>/]/.test(withoutComments(text))
}

/** Path literals of Nix: `./x.nix`, `../y`, `./.`. */
const PATH = /(?<![\w./-])\.{1,2}\/[\w./+-]*/g

/** The paths that a Nix file names, as written. Pure. */
export function pathsIn(text: string): string[] {
  return nixCode(text).match(PATH) ?? []
}
