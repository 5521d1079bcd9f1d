import { lstat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { commandText, installablesOf } from '../../inputs/steps/program-words.ts'
import { GENERATED_FILES } from '../../lint/pins/read.ts'
import { KIND_TRAITS, type Step } from '../../model/step.ts'
import type { NixpkgsUse } from '../../nix/nix-path.ts'
import { isImpure, looksUpNixpkgs, pathsIn, scriptsIn, usesInShell } from './references.ts'

/** Where the steps run; absolute paths. */
export interface UsePlace {
  readonly project: string
  readonly workspace: string
}

/** Files that are read, of the project and for the steps. */
const MAX_FILES = 500

/**
 * Finds who uses `<nixpkgs>`. Commands are followed into the scripts and Nix files that they name, and those that these
 * name.
 * @param steps that run on this machine; empty: only later steps of the job may use it
 */
export async function usesOfNixpkgs(
  steps: readonly Step[],
  place: UsePlace,
  tracked: Tracked,
): Promise<NixpkgsUse> {
  const reader = new Reader(place.workspace)
  const [{ inFiles, inScripts }, uses] = await Promise.all([
    inProject(place.project, tracked),
    Promise.all(
      steps.map(step => reader.uses(textOf(step), resolve(place.project, step.workingDirectory))),
    ),
  ])
  return {
    inFiles,
    inScripts: inScripts || reader.isNamed,
    inStep: uses.includes(true),
    isPossible: steps.length === 0 || steps.some(mayUse),
  }
}

/** A step as a shell script. */
function textOf(step: Step): string {
  const { kind, argument, args, shell } = step
  const words = args.join(' ')
  if (kind === 'run') return argument
  if (kind === 'nix-shell') return `nix-shell ${shell ?? ''} ${words}\n${argument}`
  if (kind === 'nix-build') return `nix-build ${argument} ${words}`
  if (kind === 'develop') return `nix develop ${shell ?? ''} ${words}\n${argument}`
  if (KIND_TRAITS[kind].argument === 'program')
    return `nix ${installablesOf(step).join(' ')} ${words}\n${commandText(step)}`
  return `nix ${argument} ${words}`
}

/** Whether a step could use NIX_PATH. */
export function mayUse({ kind, args }: Step): boolean {
  return !KIND_TRAITS[kind].isPure || isImpure(args.join(' '))
}

const USES_PATTERN = '<nixpkgs[>/]|nix-shell'
const PROJECT_FILES = ['default.nix', 'shell.nix', 'flake.nix']
const RECIPES = /^(?:GNU)?[Mm]akefile$|^\.?[Jj]ustfile$|\.mk$/

/** Whether files of the project use it, whoever runs them. */
async function inProject(
  project: string,
  tracked: Tracked,
): Promise<Pick<NixpkgsUse, 'inFiles' | 'inScripts'>> {
  const files = (await tracked.grep(USES_PATTERN)) ?? PROJECT_FILES.map(file => join(project, file))
  let [inFiles, inScripts] = [false, false]
  for (const file of files.slice(0, MAX_FILES)) {
    const text = (await readPlain(file)) ?? ''
    if (file.endsWith('.nix')) inFiles ||= looksUpNixpkgs(text)
    if (isScript(file, text)) inScripts ||= usesInShell(text).nixpkgs
  }
  return { inFiles, inScripts }
}

function isScript(file: string, text: string): boolean {
  return text.startsWith('#!') || RECIPES.test(basename(file))
}

/** Follows what a step reads, each file once. */
class Reader {
  readonly #workspace: string
  /** Whether a command, or a script that it names, names `<nixpkgs>` itself. */
  isNamed = false
  readonly #seen = new Map<string, Promise<boolean>>()

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** Whether a shell script uses `<nixpkgs>` when it runs in a directory. */
  async uses(text: string, cwd: string): Promise<boolean> {
    const { nixpkgs, path, files } = usesInShell(text)
    if (nixpkgs) this.isNamed = true
    if (nixpkgs || path) return true
    for (const names of files) {
      const paths = names.map(name => resolve(cwd, name))
      for (const path of paths) {
        if (!(await this.#exists(path))) continue
        if (await this.#once(path, () => this.#nixUses(path))) return true
        break
      }
    }
    for (const name of scriptsIn(text)) {
      const path = resolve(cwd, name)
      if (await this.#once(path, () => this.#scriptUses(path, cwd))) return true
    }
    return false
  }

  async #scriptUses(path: string, cwd: string): Promise<boolean> {
    const text = await this.#text(path)
    if (text === undefined || !(isScript(path, text) || /\.(?:ba)?sh$/.test(path))) return false
    return (await this.uses(text, cwd)) || (dirname(path) !== cwd && this.uses(text, dirname(path)))
  }

  async #nixUses(path: string): Promise<boolean> {
    const isFolder = (await lstat(path).catch(() => undefined))?.isDirectory()
    const file = isFolder ? join(path, 'default.nix') : path
    const text = await this.#text(file)
    // Files that niv generates use it only if nixpkgs is not one of its sources.
    if (text === undefined || GENERATED_FILES.some(it => file.endsWith(`/${it}`))) return false
    if (looksUpNixpkgs(text)) return true
    for (const name of pathsIn(text)) {
      const next = resolve(dirname(file), name)
      if (await this.#once(next, () => this.#nixUses(next))) return true
    }
    return false
  }

  /** False for a path that was checked already, or is being checked. */
  #once(path: string, look: () => Promise<boolean>): Promise<boolean> {
    if (this.#seen.has(path) || this.#seen.size >= MAX_FILES) return Promise.resolve(false)
    const result = look()
    this.#seen.set(path, result)
    return result
  }

  async #exists(path: string): Promise<boolean> {
    return (await lstat(path).catch(() => undefined)) !== undefined
  }

  async #text(path: string): Promise<string | undefined> {
    return path.startsWith(this.#workspace + sep) ? readPlain(path) : undefined
  }
}
