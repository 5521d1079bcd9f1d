import type { CacheInputs, ExtraCache, StoreCacheInputs } from '../caches/options.ts'
import { formatError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import type { BuilderOptions } from '../nix/builders.ts'
import { baseName, parseConf, type Setting } from '../nix/conf.ts'
import { type AccessToken, NIX_MODES, type NixOptions } from '../nix/options.ts'
import { isVersionRequest } from '../nix/release.ts'
import { SigningKey } from '../nix/signature.ts'
import { SECRET_SETTINGS } from '../runner/secrets.ts'
import { PUSH_POLICIES } from '../trust/decide-trust.ts'
import { readBuilders } from './builders.ts'
import {
  isCacheName,
  isCacheUrl,
  isReleaseUrl,
  isRepository,
  isSha256,
  isWebUrl,
} from './formats.ts'
import { type MatrixInputs, readMatrixInputs } from './matrix.ts'
import { InputError, type Problem } from './problem.ts'
import { InputTexts } from './reader.ts'
import { parseSteps, type Steps } from './steps/parse.ts'

/** The action's inputs, parsed and checked. action.yml describes each. */
export interface Inputs {
  readonly steps: Steps
  readonly workingDirectory: string
  readonly nix: NixOptions
  /** NIX_PATH, or `auto`. */
  readonly nixPath: string
  readonly githubToken: string
  readonly accessTokens: readonly AccessToken[]
  readonly keepGoing: boolean
  /** Seconds; the default timeout for steps. */
  readonly timeout: number | undefined
  /** Seconds from the start of main; steps stop two minutes earlier. */
  readonly jobTimeout: number
  /** Whether to compare timings with those of the default branch. */
  readonly baseline: 'auto' | 'off'
  /** How unpinned or outdated inputs are reported. */
  readonly pins: 'notice' | 'warn' | 'off'
  readonly verifySource: boolean
  /** Globs of files to leave out of the syntax check, relative to the workspace. */
  readonly syntaxExclude: readonly string[]
  /** Only determine whether anything needs a build; build nothing. */
  readonly plan: boolean
  /** The most processes that evaluate a flake side by side; `auto`: the cores. */
  readonly evalWorkers: EvalWorkers
  readonly matrix: MatrixInputs
  readonly storeCache: StoreCacheInputs
  readonly builders: BuilderOptions
  readonly cache: CacheInputs
}

/** A number of processes, or what the machine allows. */
export type EvalWorkers = number | 'auto'

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
  'eval-workers',
  'systems',
  'shards',
  'shard',
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
  'builders',
  'builders-ssh-key',
  'builders-known-hosts',
  'builders-trusted',
] as const
export type InputName = (typeof INPUT_NAMES)[number]

/**
 * Parses all inputs.
 * @param get returns the text of an input; empty if it is not set
 * @param lacksSecrets whether GitHub gives this run no secrets, so that the ones that belong to an input may be empty
 * @throws InputError with the mistakes of all inputs
 */
export function readInputs(get: (name: InputName) => string, lacksSecrets = false): Inputs {
  const reader = new InputReader(get, lacksSecrets)
  const inputs = reader.read()
  if (reader.problems.length > 0) throw new InputError(reader.problems)
  return inputs
}

class InputReader extends InputTexts<InputName> {
  readonly #lacksSecrets: boolean

  constructor(get: (name: InputName) => string, lacksSecrets: boolean) {
    super(get)
    this.#lacksSecrets = lacksSecrets
  }

  read(): Inputs {
    const steps = this.#steps()
    const plan = this.bool('plan', false)
    const tell = (where: string, value: string, expected: string) =>
      this.problem(where, value, expected)
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
      plan,
      evalWorkers: this.#evalWorkers(),
      matrix: readMatrixInputs(this.get, plan, tell),
      storeCache: {
        mode: this.choice('store-cache', ['auto', 'true', 'false']),
        limit: this.size('store-cache-size') ?? 2e9,
      },
      cache: this.#cache(steps),
      builders: this.#builders(),
    }
  }

  #nix(): NixOptions {
    return {
      version: this.matching('nix-version', isVersionRequest, EXPECTED_VERSION),
      releaseUrl: this.matching('nix-release-url', isReleaseUrl, EXPECTED_RELEASE_URL),
      sha256: this.matching('nix-sha256', isSha256, EXPECTED_SHA256)?.toLowerCase(),
      mode: this.choice('nix-mode', NIX_MODES),
      conf: this.#conf(),
      acceptFlakeConfig: this.bool('accept-flake-config', false),
      netrc: Boolean(this.text('cachix-name') && this.text('cachix-auth-token')),
    }
  }

  #evalWorkers(): EvalWorkers {
    const isCount = (text: string) => text === 'auto' || /^([1-9]|[1-5]\d|6[0-4])$/.test(text)
    const text = this.matching('eval-workers', isCount, 'Expected auto or a number from 1 to 64.')
    return text === undefined || text === 'auto' ? 'auto' : Number(text)
  }

  #jobTimeout(): number {
    const seconds = this.duration('job-timeout') ?? 350 * 60
    if (seconds > REPORT_RESERVE_S) return seconds
    const expected =
      'Expected more than 2m: steps stop two minutes earlier, to leave time for the push and the report.'
    this.problem('job-timeout', this.text('job-timeout') ?? '', expected)
    return 350 * 60
  }

  #cache(steps: Steps): CacheInputs {
    const requirePush = this.bool('require-push', false)
    if (requirePush && steps.length === 0 && !this.problems.some(isOfSteps)) {
      const expected =
        'With steps: none, the push runs when the job ends and cannot fail it. Remove require-push.'
      this.problem('require-push', 'true', expected)
    }
    return {
      name: this.matching('cachix-name', isCacheName, 'Expected the name of a Cachix cache.') ?? '',
      authToken: new Secret(this.#token('cachix-auth-token') || undefined),
      signingKey: new Secret(this.#signingKey()),
      host: this.matching('cachix-host', isWebUrl, EXPECTED_HOST) ?? 'https://cachix.org',
      extra: this.#extraCaches(),
      upstream: this.matching('upstream', isRepository, EXPECTED_REPOSITORY) ?? '',
      push: this.choice('push', PUSH_POLICIES),
      allowPublicCache: this.bool('allow-public-cache', false),
      filter: this.#filter(),
      pushTimeout: this.duration('push-timeout') ?? 600,
      requirePush,
    }
  }

  #builders(): BuilderOptions {
    const read = readBuilders(name => this.text(name) ?? '', this.#lacksSecrets)
    this.problems.push(...read.problems)
    return { ...read.options, trusted: this.bool('builders-trusted', false) }
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
      const expected = `Expected a regular expression. ${(error as Error).message}.`
      this.problem('push-filter', text ?? '', expected)
      return undefined
    }
  }

  #extraCaches(): ExtraCache[] {
    const lines = this.get('extra-caches').split('\n')
    return lines.flatMap((line, index): ExtraCache[] => {
      const [cache = '', key, ...rest] = line.trim().split(/\s+/)
      if (cache === '') return []
      if (isCacheName(cache) && key === undefined) return [{ name: cache }]
      if (isCacheUrl(cache) && key && /^[^:\s]+:[\w+/]{43}=$/.test(key) && rest.length === 0) {
        return [{ url: cache, key }]
      }
      const expected = 'Expected the name of a Cachix cache, or `URL PUBLIC-KEY`.'
      this.problem(`extra-caches, line ${index + 1}`, line.trim(), expected)
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
      this.problem(`nix-conf, line ${line}`, shown, 'Expected name = value, as in nix.conf.')
    }
    for (const { name } of settings.filter(it => SECRET_SETTINGS.includes(baseName(it.name)))) {
      this.problem('nix-conf', name, 'Pass credentials in the input access-tokens.')
    }
    return settings
  }

  #token(name: InputName): string {
    const token = this.text(name) ?? ''
    if (/\s/.test(token)) this.problem(name, '(not shown)', 'Expected a token without whitespace.')
    return token
  }

  #accessTokens(): AccessToken[] {
    const lines = this.get('access-tokens').split('\n')
    return lines.flatMap((line, index) => {
      // On a fork, which does not have the secret, `host=` is left.
      if (/^([^\s=]+=)?$/.test(line.trim())) return []
      const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim())
      if (match) return [{ host: match[1] ?? '', token: match[2] ?? '' }]
      const expected = 'Expected one host=token per line, such as gitlab.com=PAT:the-token.'
      this.problem(`access-tokens, line ${index + 1}`, '(not shown)', expected)
      return []
    })
  }
}

function isOfSteps({ where }: Problem): boolean {
  return where.startsWith('steps')
}

const EXPECTED_HOST = 'Expected an http or https URL.'
const EXPECTED_REPOSITORY = 'Expected owner/name or a repository id.'
const EXPECTED_VERSION =
  'Expected a release such as 2.35.2, a release line such as 2.34, or latest.'
const EXPECTED_RELEASE_URL =
  'Expected an http, https or file URL: the base of <base>/nix-V/nix-V-SYSTEM.tar.xz, or a full URL with {version} and {system}.'
const EXPECTED_SHA256 = 'Expected the SHA-256 of the tarball as 64 hexadecimal digits.'

/** Seconds before the end of the job at which steps stop, to leave time for the push and the report. */
export const REPORT_RESERVE_S = 120
