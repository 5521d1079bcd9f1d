import { constants, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isAccessible } from '../host/access.ts'
import { hasProgram } from '../host/process/short.ts'
import { installablesOf } from '../inputs/steps/program-words.ts'
import { ActionError, ActionErrors } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import { isFor, KIND_TRAITS, plainStep, type Step } from '../model/step.ts'
import type { FoundNix } from '../nix/detect.ts'
import { inaccessibleNix } from '../nix/install/mode.ts'
import { systemOf } from '../nix/nix.ts'
import type { Config } from './config.ts'

/** A program that this run needs, and why: the end of the sentence `xz is missing: …`. */
interface NeededProgram {
  readonly name: 'bash' | 'git' | 'tar' | 'xz'
  readonly why: string
}

/** How to get a program that is missing. */
const HINTS: Readonly<Record<NeededProgram['name'], string>> = {
  bash: 'Install the package bash in the container image, or in a step before this one.',
  git: 'Install the package git in the container image, or in a step before actions/checkout.',
  tar: 'Install the package tar in the container image, or in a step before this one.',
  xz: 'Install the package xz-utils (Debian, Ubuntu) or xz (Fedora, Alpine) in the container image, or in a step before this one.',
}

const FOR_INSTALL: readonly NeededProgram[] = [
  { name: 'tar', why: 'the action unpacks Nix with it' },
  { name: 'xz', why: 'the action unpacks Nix with it' },
]

/**
 * Checks that the programs of the machine that this run needs are there, before anything is downloaded.
 * @param found the Nix of the machine
 * @throws ActionErrors with one error per missing program
 */
export async function checkPrograms(
  config: Config,
  found: Promise<FoundNix | undefined>,
  { env }: ActionContext,
): Promise<void> {
  const isMissing = ({ name }: NeededProgram) => !hasProgram(name, env)
  const ofSteps = (await neededBySteps(config)).filter(isMissing)
  // macOS has all of them.
  const ofInstall = process.platform === 'linux' ? FOR_INSTALL.filter(isMissing) : []
  if (ofInstall.length + ofSteps.length === 0) return
  const installs = (await found) === undefined
  const missing = [...(installs ? ofInstall : []), ...ofSteps]
  if (missing.length === 0) return
  const errors = missing.map(
    ({ name, why }) => new ActionError(`${name} is missing: ${why}.`, HINTS[name]),
  )
  // Where only sudo is missing, the install says so; it knows what the user wants.
  throw new ActionErrors([...(installs ? await withoutSudo(env) : []), ...errors])
}

async function withoutSudo(env: ActionContext['env']): Promise<ActionError[]> {
  const { uid, gid, username: name } = userInfo()
  const nixFolder = existsSync('/nix') ? 'closed' : 'absent'
  const folder = nixFolder === 'absent' ? '/' : '/nix'
  if (uid === 0 || hasProgram('sudo', env) || (await isAccessible(folder, constants.W_OK)))
    return []
  return [inaccessibleNix({ nixFolder, user: { name, uid, gid } })]
}

async function neededBySteps({ inputs, files, project }: Config): Promise<NeededProgram[]> {
  const system = systemOf(process.platform, process.arch)
  const all = inputs.steps === 'auto' ? autoFlakeSteps(files.flake) : inputs.steps
  const steps = all.filter(step => step.if && isFor(step.only, system))
  const command = steps.find(({ kind }) => kind === 'run')
  const needs: NeededProgram[] = []
  if (command) needs.push({ name: 'bash', why: `the step "${command.name}" runs in it` })
  for (const step of steps) {
    const why = await whyGit(step, resolve(project, step.workingDirectory))
    if (why === undefined) continue
    needs.push({ name: 'git', why })
    break
  }
  return needs
}

const autoFlakeSteps = (flake: boolean): Step[] => (flake ? [plainStep('flake-check')] : [])

/** Flags with which Nix reads a file instead of a flake. */
const FILE_FLAG = /^(?:-f|--file|--expr)$/

/** The flakes that a step names; none if it uses no flake. */
export function flakeReferences({ kind, argument, shell, args }: Step): string[] {
  const isProgram = KIND_TRAITS[kind].argument === 'program'
  const isFlake = KIND_TRAITS[kind].isPure === true || kind === 'develop' || isProgram
  const words = isProgram
    ? installablesOf({ kind, argument })
    : (kind === 'develop' ? (shell ?? '') : argument).trim().split(/\s+/)
  return isFlake && ![...words, ...args].some(word => FILE_FLAG.test(word)) ? words : []
}

/** Why Nix calls git for a step, as far as that is known before it evaluates; undefined if it does not. */
async function whyGit(step: Step, cwd: string): Promise<string | undefined> {
  const references = flakeReferences(step)
  if (references.some(it => it.startsWith('git+')))
    return `the step "${step.name}" fetches a flake with it`
  if (!references.some(it => /^(?:$|[.#])/.test(it))) return undefined
  if (isInCheckout(cwd)) return `${cwd} is in a git checkout, which Nix reads with it`
  const lock = await readFile(join(cwd, 'flake.lock'), 'utf8').catch(() => '')
  return /"type": *"git"/.test(lock) ? 'flake.lock has an input of type git' : undefined
}

/** Without git, actions/checkout downloads an archive, which is not a git checkout. */
function isInCheckout(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  const parent = dirname(folder)
  return parent !== folder && isInCheckout(parent)
}
