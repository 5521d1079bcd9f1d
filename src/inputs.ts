import { DURATION_ALLOWED, parseDuration } from './duration.ts'
import { baseName, parseConf, SECRET_SETTINGS, type Setting } from './nix/conf.ts'
import { isVersionRequest } from './nix/release.ts'
import { InputError, type Problem } from './problem.ts'
import { parseSteps, type Steps } from './steps/parse.ts'

export const NIX_MODES = ['auto', 'daemon', 'single-user'] as const
export type NixMode = (typeof NIX_MODES)[number]

/** A credential for fetching from one host. */
export interface AccessToken {
  readonly host: string
  readonly token: string
}

/** The action's inputs, read and checked. Sections 1 of the README's tables describe each. */
export interface Inputs {
  readonly steps: Steps
  readonly workingDirectory: string
  /** Undefined: a Nix that is there, else the default version. */
  readonly nixVersion: string | undefined
  readonly nixReleaseUrl: string | undefined
  readonly nixSha256: string | undefined
  readonly nixMode: NixMode
  readonly nixConf: readonly Setting[]
  /** NIX_PATH, or `auto`. */
  readonly nixPath: string
  readonly githubToken: string
  readonly accessTokens: readonly AccessToken[]
  readonly acceptFlakeConfig: boolean
  readonly keepGoing: boolean
  /** Seconds; for every step that has none of its own. */
  readonly timeout: number | undefined
}

/** The names of the inputs in action.yml. */
export const INPUT_NAMES = [
  'steps',
  'working-directory',
  'nix-version',
  'nix-release-url',
  'nix-sha256',
  'nix-mode',
  'nix-conf',
  'nix-path',
  'github-token',
  'access-tokens',
  'accept-flake-config',
  'keep-going',
  'timeout',
] as const
export type InputName = (typeof INPUT_NAMES)[number]

/**
 * Reads all inputs.
 * @param get the text of an input; empty where the user gave none
 * @throws InputError with every problem in all of them
 */
export function readInputs(get: (name: InputName) => string): Inputs {
  const reader = new InputReader(get)
  const inputs = reader.read()
  if (reader.problems.length > 0) throw new InputError(reader.problems)
  return inputs
}

class InputReader {
  readonly problems: Problem[] = []
  readonly #get: (name: InputName) => string

  constructor(get: (name: InputName) => string) {
    this.#get = get
  }

  read(): Inputs {
    return {
      steps: this.#steps(),
      workingDirectory: this.#text('working-directory') ?? '.',
      nixVersion: this.#matching('nix-version', isVersionRequest, VERSION_ALLOWED),
      nixReleaseUrl: this.#matching('nix-release-url', isReleaseUrl, RELEASE_URL_ALLOWED),
      nixSha256: this.#matching('nix-sha256', isSha256, SHA256_ALLOWED)?.toLowerCase(),
      nixMode: this.#mode(),
      nixConf: this.#conf(),
      nixPath: this.#text('nix-path') ?? 'auto',
      githubToken: this.#token('github-token'),
      accessTokens: this.#accessTokens(),
      acceptFlakeConfig: this.#bool('accept-flake-config', false),
      keepGoing: this.#bool('keep-going', true),
      timeout: this.#duration('timeout'),
    }
  }

  #text(name: InputName): string | undefined {
    const text = this.#get(name).trim()
    return text === '' ? undefined : text
  }

  #matching(name: InputName, is: (text: string) => boolean, allowed: string): string | undefined {
    const text = this.#text(name)
    if (text === undefined || is(text)) return text
    this.#problem(name, text, allowed)
    return undefined
  }

  #bool(name: InputName, otherwise: boolean): boolean {
    const text = this.#matching(name, it => /^(true|false)$/i.test(it), 'true or false.')
    return text === undefined ? otherwise : text.toLowerCase() === 'true'
  }

  #duration(name: InputName): number | undefined {
    const isDuration = (text: string) => parseDuration(text) !== undefined
    return parseDuration(this.#matching(name, isDuration, DURATION_ALLOWED) ?? '')
  }

  #mode(): NixMode {
    const isMode = (text: string) => (NIX_MODES as readonly string[]).includes(text)
    return (this.#matching('nix-mode', isMode, `One of ${NIX_MODES.join(', ')}.`) ??
      'auto') as NixMode
  }

  #steps(): Steps {
    const { steps, problems } = parseSteps(this.#get('steps'))
    this.problems.push(...problems)
    return steps
  }

  #conf(): Setting[] {
    const { settings, bad } = parseConf(this.#get('nix-conf'))
    for (const { line, text } of bad) {
      const shown = SECRET_SETTINGS.some(name => text.includes(name)) ? '(not shown)' : text
      this.#problem(`nix-conf, line ${line}`, shown, 'A line is name = value, as in nix.conf.')
    }
    for (const { name } of settings.filter(it => SECRET_SETTINGS.includes(baseName(it.name)))) {
      this.#problem('nix-conf', name, 'A credential belongs in the input access-tokens.')
    }
    return settings
  }

  #token(name: InputName): string {
    const token = this.#text(name) ?? ''
    if (/\s/.test(token)) {
      this.#problem(name, '(not shown)', 'A token has no white space in it.')
    }
    return token
  }

  #accessTokens(): AccessToken[] {
    const lines = this.#get('access-tokens').split('\n')
    return lines.flatMap((line, index) => {
      if (line.trim() === '') return []
      const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim())
      if (match) return [{ host: match[1] ?? '', token: match[2] ?? '' }]
      const allowed = 'One host=token a line, such as gitlab.com=PAT:the-token.'
      this.#problem(`access-tokens, line ${index + 1}`, '(not shown)', allowed)
      return []
    })
  }

  #problem(where: string, value: string, allowed: string): void {
    this.problems.push({ where, value, allowed })
  }
}

const VERSION_ALLOWED = 'A release such as 2.35.2, a line such as 2.34, or latest.'
const RELEASE_URL_ALLOWED =
  'An http, https or file URL: the base of <base>/nix-V/nix-V-SYSTEM.tar.xz, or a whole URL with {version} and {system}.'
const SHA256_ALLOWED = 'The SHA-256 of the tarball: 64 digits of base 16.'

function isReleaseUrl(text: string): boolean {
  const placeholders = [...text.matchAll(/\{(\w*)\}?/g)].map(match => match[0])
  return (
    /^(https?|file):$/.test(URL.canParse(text) ? new URL(text).protocol : '') &&
    placeholders.every(it => it === '{version}' || it === '{system}')
  )
}

function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text)
}
