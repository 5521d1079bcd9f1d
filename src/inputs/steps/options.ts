import { DURATION_ALLOWED, parseDuration } from '../../lib/format.ts'
import { KIND_TRAITS, KINDS, type Kind, type Step } from '../../model/step.ts'
import { withFlakesOfStep } from '../../nix/install/settings.ts'
import { splitWords } from './shell-words.ts'

/** An option that may stand beside a step's kind. */
export interface Option {
  readonly kinds: readonly Kind[]
  /** What may stand there, for the error message. */
  readonly allowed: string
  /** What the YAML value means, or undefined where it is not possible. */
  readonly read: (value: unknown) => Partial<Step> | undefined
}

const MOST_RETRIES = 10
const SHELLS = KINDS.filter(kind => KIND_TRAITS[kind].entersShell)
const COMMANDS = KINDS.filter(kind => KIND_TRAITS[kind].argument === 'command')
const NIX = KINDS.filter(kind => kind !== 'run')

/** Every option of a step; the names are the user's. */
export const OPTIONS: Readonly<Record<string, Option>> = {
  name: { kinds: KINDS, allowed: 'A text that is not empty.', read: text(name => ({ name })) },
  args: { kinds: NIX, allowed: listAllowed('--show-trace'), read: words(args => ({ args })) },
  shell: {
    kinds: SHELLS,
    allowed: 'A file (nix-shell) or a flake reference such as .#ci (develop).',
    read: text(shell => ({ shell })),
  },
  pure: { kinds: SHELLS, allowed: 'true or false.', read: bool(pure => ({ pure })) },
  keep: {
    kinds: SHELLS,
    allowed: listAllowed('CI GITHUB_SHA'),
    read: words(keep => (keep.every(isVariable) ? { keep } : undefined)),
  },
  env: {
    kinds: KINDS,
    allowed: 'A map of variable names to texts, numbers, true or false.',
    read: value => {
      const env = readEnv(value)
      return env && { env }
    },
  },
  'working-directory': {
    kinds: KINDS,
    allowed: "A folder, relative to the action's working-directory.",
    read: text(workingDirectory => ({ workingDirectory })),
  },
  timeout: {
    kinds: KINDS,
    allowed: DURATION_ALLOWED,
    read: duration(timeout => ({ timeout })),
  },
  silence: {
    kinds: KINDS,
    allowed: DURATION_ALLOWED,
    read: duration(silence => ({ silence })),
  },
  retries: {
    kinds: KINDS,
    allowed: `A number from 0 to ${MOST_RETRIES}.`,
    read: value => {
      const retries = typeof value === 'string' ? Number(value) : value
      const isCount = Number.isInteger(retries) && value !== ''
      return isCount && Number(retries) >= 0 && Number(retries) <= MOST_RETRIES
        ? { retries: Number(retries) }
        : undefined
    },
  },
  expect: {
    // Where nothing is built and no command is run nothing can fail as expected.
    kinds: KINDS.filter(kind => kind !== 'eval'),
    allowed: 'Its only value is failure.',
    read: text(value => (value === 'failure' ? { expectFailure: true } : undefined)),
  },
  'allow-failure': {
    kinds: KINDS,
    allowed: 'true or false.',
    read: bool(allowFailure => ({ allowFailure })),
  },
  only: {
    kinds: KINDS,
    allowed: 'linux, darwin, or systems such as x86_64-linux, as a list or in one line.',
    read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
  },
  if: {
    kinds: KINDS,
    allowed: 'true or false, what an expression became.',
    // An expression without a value leaves an empty text, which GitHub takes for false.
    read: value => bool(it => ({ if: it }))(value === null || value === '' ? false : value),
  },
  system: {
    kinds: ['build', 'eval'],
    allowed: 'A system such as aarch64-darwin.',
    read: text(system => (/^\w+-\w+$/.test(system) ? { system } : undefined)),
  },
  requires: {
    kinds: KINDS,
    allowed: 'kvm.',
    read: words(requires =>
      requires.length > 0 && requires.every(it => it === 'kvm') ? { requires: ['kvm'] } : undefined,
    ),
  },
  'out-link': {
    kinds: ['build', 'nix-build'],
    allowed: 'The path of the link, as nix build --out-link takes it.',
    read: text(outLink => ({ outLink })),
  },
  credentials: {
    kinds: COMMANDS,
    allowed: 'true or false.',
    read: bool(credentials => ({ credentials })),
  },
  annotations: {
    kinds: COMMANDS,
    allowed: 'true or false.',
    read: bool(annotations => ({ annotations })),
  },
  eval: {
    kinds: ['flake-check'],
    allowed: 'whole or each.',
    read: text(value =>
      value === 'whole' || value === 'each' ? { evalEach: value === 'each' } : undefined,
    ),
  },
  'eval-errors': {
    kinds: ['eval'],
    allowed: 'Its only value is allow.',
    read: text(value => (value === 'allow' ? { allowEvalErrors: true } : undefined)),
  },
  select: {
    kinds: ['flake-check'],
    allowed: listAllowed('lint test-*'),
    read: words(select => (select.length > 0 ? { select } : undefined)),
  },
  'all-systems': {
    kinds: ['flake-check'],
    allowed: 'true or false.',
    read: bool(allSystems => ({ allSystems })),
  },
  realise: {
    kinds: ['flake-check'],
    allowed: 'true or false.',
    read: bool(realise => ({ realise })),
  },
}

/** The option of that name. */
export function optionOf(name: string): Option | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
}

function listAllowed(example: string): string {
  return `A list of texts, or one text that is split as a shell does, such as ${example}. Numbers, true and false stand in quotes.`
}

function text(use: (value: string) => Partial<Step> | undefined): Option['read'] {
  return value => (typeof value === 'string' && value.trim() !== '' ? use(value) : undefined)
}

function bool(use: (value: boolean) => Partial<Step>): Option['read'] {
  return value => {
    if (value === true || value === 'true') return use(true)
    if (value === false || value === 'false') return use(false)
    return undefined
  }
}

function duration(use: (seconds: number) => Partial<Step>): Option['read'] {
  return text(value => {
    const seconds = parseDuration(value)
    return seconds === undefined ? undefined : use(seconds)
  })
}

function words(use: (value: string[]) => Partial<Step> | undefined): Option['read'] {
  return value => {
    if (Array.isArray(value)) {
      return value.every(item => typeof item === 'string') ? use(value) : undefined
    }
    if (typeof value !== 'string') return undefined
    try {
      return use(splitWords(value))
    } catch {
      return undefined
    }
  }
}

function readEnv(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value)
  const plain = entries.every(
    ([name, item]) => isVariable(name) && ['string', 'number', 'boolean'].includes(typeof item),
  )
  return plain
    ? withFlakesOfStep(Object.fromEntries(entries.map(([name, item]) => [name, String(item)])))
    : undefined
}

function isVariable(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
}

function isPlatform(name: string): boolean {
  return /^(linux|darwin|\w+-(linux|darwin))$/.test(name)
}
