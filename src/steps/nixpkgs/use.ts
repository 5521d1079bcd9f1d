import { lstat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { GENERATED_FILES } from '../../lint/pins/read.ts'
import type { Step } from '../../model/step.ts'
import type { NixpkgsUse } from '../../nix/nix-path.ts'

import { askedBy, isImpure, looksUp, pathsIn, scriptsIn } from './asks.ts'

/** Where the steps run, absolute. */
export interface UsePlace {
  readonly project: string
  readonly workspace: string
}

/** Files that are read at most, of the project and for one step. */
const MOST_FILES = 500

/**
 * Who asks for `<nixpkgs>`. What a command runs is read as far as it can be followed: the scripts and Nix files that it
 * names, and those that they name.
 * @param steps those that run on this machine; empty: only what comes after them may ask
 */
export async function usesOfNixpkgs(
  steps: readonly Step[],
  place: UsePlace,
  tracked: Tracked,
): Promise<NixpkgsUse> {
  const reader = new Reader(place.workspace)
  const [{ inFiles, inScripts }, asked] = await Promise.all([
    inProject(place.project, tracked),
    Promise.all(
      steps.map(step => reader.asks(textOf(step), resolve(place.project, step.workingDirectory))),
    ),
  ])
  return {
    inFiles,
    inScripts: inScripts || reader.isNamed,
    inStep: asked.includes(true),
    isPossible: steps.length === 0 || steps.some(mayAsk),
  }
}

/** A step as calls of programs in a shell. */
function textOf({ kind, argument, args, shell }: Step): string {
  const words = args.join(' ')
  if (kind === 'run') return argument
  if (kind === 'nix-shell') return `nix-shell ${shell ?? ''} ${words}\n${argument}`
  if (kind === 'nix-build') return `nix-build ${argument} ${words}`
  if (kind === 'develop') return `nix develop ${shell ?? ''} ${words}\n${argument}`
  return `nix ${argument} ${words}`
}

function mayAsk({ kind, args }: Step): boolean {
  const isPure = kind === 'flake-check' || kind === 'build' || kind === 'eval'
  return !isPure || isImpure(args.join(' '))
}

const ASKING = '<nixpkgs[>/]|nix-shell'
const IN_FOLDER = ['default.nix', 'shell.nix', 'flake.nix']
const RECIPES = /^(?:GNU)?[Mm]akefile$|^\.?[Jj]ustfile$|\.mk$/

/** Pure but for reading: whether files of the project ask, whoever runs them. */
async function inProject(
  project: string,
  tracked: Tracked,
): Promise<Pick<NixpkgsUse, 'inFiles' | 'inScripts'>> {
  const files = (await tracked.grep(ASKING)) ?? IN_FOLDER.map(file => join(project, file))
  let [inFiles, inScripts] = [false, false]
  for (const file of files.slice(0, MOST_FILES)) {
    const text = (await readPlain(file)) ?? ''
    if (file.endsWith('.nix')) inFiles ||= looksUp(text)
    if (isScript(file, text)) inScripts ||= askedBy(text).nixpkgs
  }
  return { inFiles, inScripts }
}

function isScript(file: string, text: string): boolean {
  return text.startsWith('#!') || RECIPES.test(basename(file))
}

/** Follows what a step reads. */
class Reader {
  readonly #workspace: string
  /** Whether a command, or a script that it names, asks for it by itself. */
  isNamed = false
  readonly #seen = new Map<string, Promise<boolean>>()

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** Whether a text of a shell asks for `<nixpkgs>` in a folder. */
  async asks(text: string, cwd: string): Promise<boolean> {
    const { nixpkgs, path, files } = askedBy(text)
    if (nixpkgs) this.isNamed = true
    if (nixpkgs || path) return true
    for (const names of files) {
      const paths = names.map(name => resolve(cwd, name))
      for (const path of paths) {
        if (!(await this.#isThere(path))) continue
        if (await this.#once(path, () => this.#nixAsks(path))) return true
        break
      }
    }
    for (const name of scriptsIn(text)) {
      const path = resolve(cwd, name)
      if (await this.#once(path, () => this.#scriptAsks(path, cwd))) return true
    }
    return false
  }

  async #scriptAsks(path: string, cwd: string): Promise<boolean> {
    const text = await this.#text(path)
    if (text === undefined || !(isScript(path, text) || /\.(?:ba)?sh$/.test(path))) return false
    return (await this.asks(text, cwd)) || (dirname(path) !== cwd && this.asks(text, dirname(path)))
  }

  async #nixAsks(path: string): Promise<boolean> {
    const isFolder = (await lstat(path).catch(() => undefined))?.isDirectory()
    const file = isFolder ? join(path, 'default.nix') : path
    const text = await this.#text(file)
    // What niv writes asks only where nixpkgs is none of its sources.
    if (text === undefined || GENERATED_FILES.some(it => file.endsWith(`/${it}`))) return false
    if (looksUp(text)) return true
    for (const name of pathsIn(text)) {
      const next = resolve(dirname(file), name)
      if (await this.#once(next, () => this.#nixAsks(next))) return true
    }
    return false
  }

  /** What is looked at already, or still, says nothing new. */
  #once(path: string, look: () => Promise<boolean>): Promise<boolean> {
    if (this.#seen.has(path) || this.#seen.size >= MOST_FILES) return Promise.resolve(false)
    const answer = look()
    this.#seen.set(path, answer)
    return answer
  }

  async #isThere(path: string): Promise<boolean> {
    return (await lstat(path).catch(() => undefined)) !== undefined
  }

  async #text(path: string): Promise<string | undefined> {
    return path.startsWith(this.#workspace + sep) ? readPlain(path) : undefined
  }
}
