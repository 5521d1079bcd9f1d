import { parseDuration } from '../../lib/format.ts'
import { KIND_TRAITS, KINDS, type Kind, runsProjectCode, type Step } from '../../model/step.ts'
import { withFlakesOfStep } from '../../nix/install/settings.ts'
import { EXPECTED_DURATION } from '../reader.ts'
import { splitWords } from './shell-words.ts'

/** An option of a step. */
export interface Option {
  /** Kinds of steps that have it. */
  readonly kinds: readonly Kind[]
  /** For the error message. */
  readonly expected: string
  /** Parses the YAML value; undefined if it is invalid. */
  readonly read: (value: unknown) => Partial<Step> | undefined
}

const MAX_RETRIES = 10
const SHELLS = KINDS.filter(kind => KIND_TRAITS[kind].entersShell)
const COMMANDS = KINDS.filter(kind => runsProjectCode({ kind }))
const NIX = KINDS.filter(kind => kind !== 'run')

/** Every option of a step; the names are the user's. */
export const OPTIONS: Readonly<Record<string, Option>> = {
  name: { kinds: KINDS, expected: 'Expected a non-empty string.', read: text(name => ({ name })) },
  args: { kinds: NIX, ...list('--show-trace', args => ({ args })) },
  shell: {
    kinds: SHELLS,
    expected: 'Expected a file (nix-shell) or a flake reference such as .#ci (develop).',
    read: text(shell => ({ shell })),
  },
  pure: { kinds: SHELLS, ...bool(pure => ({ pure })) },
  keep: {
    kinds: SHELLS,
    ...list('CI GITHUB_SHA', keep => (keep.every(isVariable) ? { keep } : undefined)),
  },
  env: {
    kinds: KINDS,
    expected: 'Expected a map of variable names to strings, numbers or booleans.',
    read: value => {
      const env = readEnv(value)
      return env && { env }
    },
  },
  'working-directory': {
    kinds: KINDS,
    expected: "Expected a directory, relative to the action's working-directory.",
    read: text(workingDirectory => ({ workingDirectory })),
  },
  timeout: { kinds: KINDS, ...duration(timeout => ({ timeout })) },
  silence: { kinds: KINDS, ...duration(silence => ({ silence })) },
  retries: {
    kinds: KINDS,
    expected: `Expected a number from 0 to ${MAX_RETRIES}.`,
    read: value => {
      const retries = typeof value === 'string' ? Number(value) : value
      const isCount = Number.isInteger(retries) && value !== ''
      return isCount && Number(retries) >= 0 && Number(retries) <= MAX_RETRIES
        ? { retries: Number(retries) }
        : undefined
    },
  },
  expect: {
    // An eval step has no build and no command that could fail as expected.
    kinds: KINDS.filter(kind => kind !== 'eval'),
    ...onlyValue('failure', { expectFailure: true }),
  },
  'allow-failure': { kinds: KINDS, ...bool(allowFailure => ({ allowFailure })) },
  only: {
    kinds: KINDS,
    expected: 'Expected linux, darwin or systems such as x86_64-linux, as a list or on one line.',
    read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
  },
  if: {
    kinds: KINDS,
    expected: 'Expected true or false, or an expression that gives one of them.',
    // An expression without a value is an empty string, which is false for GitHub.
    read: value => bool(it => ({ if: it })).read(value === null || value === '' ? false : value),
  },
  system: {
    kinds: ['build', 'eval'],
    expected: 'Expected a system such as aarch64-darwin.',
    read: text(system => (/^\w+-\w+$/.test(system) ? { system } : undefined)),
  },
  requires: {
    kinds: KINDS,
    expected: 'The only valid value is kvm.',
    read: words(requires =>
      requires.length > 0 && requires.every(it => it === 'kvm') ? { requires: ['kvm'] } : undefined,
    ),
  },
  'out-link': {
    kinds: ['build', 'nix-build'],
    expected: 'Expected the path of the link, as for nix build --out-link.',
    read: text(outLink => ({ outLink })),
  },
  credentials: { kinds: COMMANDS, ...bool(credentials => ({ credentials })) },
  annotations: { kinds: COMMANDS, ...bool(annotations => ({ annotations })) },
  eval: {
    kinds: ['flake-check'],
    expected: 'Expected whole or each.',
    read: text(value =>
      value === 'whole' || value === 'each' ? { evalEach: value === 'each' } : undefined,
    ),
  },
  'eval-errors': { kinds: ['eval'], ...onlyValue('allow', { allowEvalErrors: true }) },
  select: {
    kinds: ['flake-check'],
    ...list('lint test-*', select => (select.length > 0 ? { select } : undefined)),
  },
  'all-systems': { kinds: ['flake-check'], ...bool(allSystems => ({ allSystems })) },
  realise: { kinds: ['flake-check'], ...bool(realise => ({ realise })) },
}

/** The option with that name. */
export function optionOf(name: string): Option | undefined {
  return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
}

/** What options with the same kind of value share. */
type Value = Pick<Option, 'expected' | 'read'>

function list(example: string, use: (value: string[]) => Partial<Step> | undefined): Value {
  const expected = `Expected a list of strings, or one string that is split as a shell would, such as ${example}. Quote numbers, true and false.`
  return { expected, read: words(use) }
}

function onlyValue(only: string, step: Partial<Step>): Value {
  return {
    expected: `The only valid value is ${only}.`,
    read: text(value => (value === only ? step : undefined)),
  }
}

function text(use: (value: string) => Partial<Step> | undefined): Option['read'] {
  return value => (typeof value === 'string' && value.trim() !== '' ? use(value) : undefined)
}

function bool(use: (value: boolean) => Partial<Step>): Value {
  const read = (value: unknown) => {
    if (value === true || value === 'true') return use(true)
    return value === false || value === 'false' ? use(false) : undefined
  }
  return { expected: 'Expected true or false.', read }
}

function duration(use: (seconds: number) => Partial<Step>): Value {
  const read = text(value => {
    const seconds = parseDuration(value)
    return seconds === undefined ? undefined : use(seconds)
  })
  return { expected: EXPECTED_DURATION, read }
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
