import type { CacheInputs, ExtraCache, StoreCacheInputs } from '../caches/options.ts'
import { formatError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import { baseName, parseConf, SECRET_SETTINGS, type Setting } from '../nix/conf.ts'
import { type AccessToken, NIX_MODES, type NixOptions } from '../nix/options.ts'
import { isVersionRequest } from '../nix/release.ts'
import { SigningKey } from '../nix/signature.ts'
import { PUSH_POLICIES } from '../trust/decide-trust.ts'
import { InputError, type Problem } from './problem.ts'
import { InputTexts } from './reader.ts'
import { parseSteps, type Steps } from './steps/parse.ts'

/** The action's inputs, read and checked. Sections 1 of the README's tables describe each. */
export interface Inputs {
  readonly steps: Steps
  readonly workingDirectory: string
  readonly nix: NixOptions
  /** NIX_PATH, or `auto`. */
  readonly nixPath: string
  readonly githubToken: string
  readonly accessTokens: readonly AccessToken[]
  readonly keepGoing: boolean
  /** Seconds; for every step that has none of its own. */
  readonly timeout: number | undefined
  /** Seconds from the start of main; steps end two minutes before. */
  readonly jobTimeout: number
  /** Whether timings are compared with the default branch's. */
  readonly baseline: 'auto' | 'off'
  /** How inputs that are not pinned, or not well, are told of. */
  readonly pins: 'notice' | 'warn' | 'off'
  readonly verifySource: boolean
  /** Globs of files that the look at the syntax leaves out, relative to the workspace. */
  readonly syntaxExclude: readonly string[]
  /** Nothing is built: only whether something would be. */
  readonly plan: boolean
  readonly storeCache: StoreCacheInputs
  readonly cache: CacheInputs
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
  'job-timeout',
  'baseline',
  'pins',
  'verify-source',
  'syntax-exclude',
  'plan',
  'cachix-name',
  'cachix-auth-token',
  'cachix-signing-key',
  'cachix-host',
  'extra-caches',
  'upstream',
  'push',
  'allow-public-cache',
  'push-filter',
  'push-timeout',
  'require-push',
  'store-cache',
  'store-cache-size',
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

class InputReader extends InputTexts<InputName> {
  read(): Inputs {
    const steps = this.#steps()
    return {
      steps,
      workingDirectory: this.text('working-directory') ?? '.',
      nix: this.#nix(),
      nixPath: this.text('nix-path') ?? 'auto',
      githubToken: this.#token('github-token'),
      accessTokens: this.#accessTokens(),
      keepGoing: this.bool('keep-going', true),
      timeout: this.duration('timeout'),
      jobTimeout: this.#jobTimeout(),
      baseline: this.choice('baseline', ['auto', 'off']),
      pins: this.choice('pins', ['notice', 'warn', 'off']),
      verifySource: this.bool('verify-source', false),
      syntaxExclude: this.lines('syntax-exclude'),
      plan: this.bool('plan', false),
      storeCache: {
        mode: this.choice('store-cache', ['auto', 'true', 'false']),
        limit: this.size('store-cache-size') ?? 2e9,
      },
      cache: this.#cache(steps),
    }
  }

  #nix(): NixOptions {
    return {
      version: this.matching('nix-version', isVersionRequest, VERSION_ALLOWED),
      releaseUrl: this.matching('nix-release-url', isReleaseUrl, RELEASE_URL_ALLOWED),
      sha256: this.matching('nix-sha256', isSha256, SHA256_ALLOWED)?.toLowerCase(),
      mode: this.choice('nix-mode', NIX_MODES),
      conf: this.#conf(),
      acceptFlakeConfig: this.bool('accept-flake-config', false),
      netrc: Boolean(this.text('cachix-name') && this.text('cachix-auth-token')),
    }
  }

  #jobTimeout(): number {
    const seconds = this.duration('job-timeout') ?? 350 * 60
    if (seconds > RESERVE) return seconds
    const allowed = 'More than 2m: steps end two minutes before, for the push and the report.'
    this.problem('job-timeout', this.text('job-timeout') ?? '', allowed)
    return 350 * 60
  }

  #cache(steps: Steps): CacheInputs {
    const requirePush = this.bool('require-push', false)
    if (requirePush && steps.length === 0 && !this.problems.some(isOfSteps)) {
      const allowed = 'With steps: none post pushes, and post cannot fail a job; leave it out.'
      this.problem('require-push', 'true', allowed)
    }
    return {
      name: this.matching('cachix-name', isCacheName, 'The name of a cache at Cachix.') ?? '',
      authToken: new Secret(this.#token('cachix-auth-token') || undefined),
      signingKey: new Secret(this.#signingKey()),
      host: this.matching('cachix-host', isWebUrl, 'An http or https URL.') ?? 'https://cachix.org',
      extra: this.#extraCaches(),
      upstream: this.matching('upstream', isRepository, 'owner/name, or a repository id.') ?? '',
      push: this.choice('push', PUSH_POLICIES),
      allowPublicCache: this.bool('allow-public-cache', false),
      filter: this.#filter(),
      pushTimeout: this.duration('push-timeout') ?? 600,
      requirePush,
    }
  }

  #signingKey(): SigningKey | undefined {
    const text = this.#token('cachix-signing-key')
    try {
      return text === '' ? undefined : new SigningKey(text)
    } catch (error) {
      this.problem('cachix-signing-key', '(not shown)', formatError(error))
      return undefined
    }
  }

  #filter(): RegExp | undefined {
    const text = this.text('push-filter')
    try {
      return text === undefined ? undefined : new RegExp(text)
    } catch (error) {
      this.problem('push-filter', text ?? '', `A regular expression. ${(error as Error).message}.`)
      return undefined
    }
  }

  #extraCaches(): ExtraCache[] {
    const lines = this.get('extra-caches').split('\n')
    return lines.flatMap((line, index): ExtraCache[] => {
      const [place = '', key, ...more] = line.trim().split(/\s+/)
      if (place === '') return []
      if (isCacheName(place) && key === undefined) return [{ name: place }]
      if (isCacheUrl(place) && key && /^[^:\s]+:[\w+/]{43}=$/.test(key) && more.length === 0) {
        return [{ url: place, key }]
      }
      const allowed = 'The name of a cache at Cachix, or URL and PUBLIC-KEY with a blank between.'
      this.problem(`extra-caches, line ${index + 1}`, line.trim(), allowed)
      return []
    })
  }

  #steps(): Steps {
    const { steps, problems } = parseSteps(this.get('steps'))
    this.problems.push(...problems)
    return steps
  }

  #conf(): Setting[] {
    const { settings, bad } = parseConf(this.get('nix-conf'))
    for (const { line, text } of bad) {
      const shown = SECRET_SETTINGS.some(name => text.includes(name)) ? '(not shown)' : text
      this.problem(`nix-conf, line ${line}`, shown, 'A line is name = value, as in nix.conf.')
    }
    for (const { name } of settings.filter(it => SECRET_SETTINGS.includes(baseName(it.name)))) {
      this.problem('nix-conf', name, 'A credential belongs in the input access-tokens.')
    }
    return settings
  }

  #token(name: InputName): string {
    const token = this.text(name) ?? ''
    if (/\s/.test(token)) {
      this.problem(name, '(not shown)', 'A token has no white space in it.')
    }
    return token
  }

  #accessTokens(): AccessToken[] {
    const lines = this.get('access-tokens').split('\n')
    return lines.flatMap((line, index) => {
      // A secret that a fork does not have leaves `host=`.
      if (/^([^\s=]+=)?$/.test(line.trim())) return []
      const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim())
      if (match) return [{ host: match[1] ?? '', token: match[2] ?? '' }]
      const allowed = 'One host=token a line, such as gitlab.com=PAT:the-token.'
      this.problem(`access-tokens, line ${index + 1}`, '(not shown)', allowed)
      return []
    })
  }
}

function isOfSteps({ where }: Problem): boolean {
  return where.startsWith('steps')
}

const VERSION_ALLOWED = 'A release such as 2.35.2, a line such as 2.34, or latest.'
const RELEASE_URL_ALLOWED =
  'An http, https or file URL: the base of <base>/nix-V/nix-V-SYSTEM.tar.xz, or a whole URL with {version} and {system}.'
const SHA256_ALLOWED = 'The SHA-256 of the tarball: 64 digits of base 16.'

function isCacheName(text: string): boolean {
  return /^[A-Za-z0-9][\w-]*$/.test(text)
}

function isRepository(text: string): boolean {
  return /^(\d+|[\w.-]+\/[\w.-]+)$/.test(text)
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isCacheUrl(text: string): boolean {
  return URL.canParse(text) && /^(https?|s3|ssh|ssh-ng|file):$/.test(new URL(text).protocol)
}

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

/** Seconds before the end of the job at which steps end, so that there is still a push and a report. */
export const RESERVE = 120
