import { stripVTControlCharacters } from 'node:util'
import type { CheckRecord, RunData, StepData } from './data.ts'
import { hasFailed, totalSeconds } from './data.ts'
import { failuresOf } from './failures.ts'
import { cutMiddle } from './words.ts'

/** One test case; without a mark it passed. */
interface Case {
  readonly name: string
  readonly seconds: number
  readonly mark?: 'failure' | 'error' | 'skipped'
  readonly type?: string
  readonly message?: string
  readonly file?: string
  readonly line?: number
}

/** Characters of one failure's text. */
const LONGEST = 20_000

/**
 * The run as JUnit XML: one test suite a step, its checks as test cases; a step without checks is its own. Failed is
 * `<failure>`; what failed because of something else, did not evaluate or ran out of time is `<error>`; what was not
 * run and what may fail is `<skipped>`.
 */
export function junitOf(data: RunData): string {
  const suites = [
    ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
    ...(data.trouble ? [suite('Nix CI', [troubleCase(data.trouble)], timestamp(data))] : []),
  ]
  const count = (mark: Case['mark']) =>
    suites.flatMap(it => it.cases).filter(it => it.mark === mark)
  const attributes = attributesOf({
    name: 'Nix CI',
    tests: suites.flatMap(it => it.cases).length,
    failures: count('failure').length,
    errors: count('error').length,
    skipped: count('skipped').length,
    time: totalSeconds(data).toFixed(3),
    timestamp: timestamp(data),
  })
  const body = suites.map(({ xml }) => xml).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${body}</testsuites>\n`
}

/** When a step began, or the run. */
function timestamp({ startedAt, steps }: RunData, index?: number): string {
  const after = index === undefined ? 0 : (steps[index]?.start ?? 0)
  return new Date(startedAt.getTime() + after * 1000).toISOString()
}

function suite(
  name: string,
  cases: readonly Case[],
  began: string,
): { cases: readonly Case[]; xml: string } {
  const count = (mark: Case['mark']) => cases.filter(it => it.mark === mark).length
  const attributes = attributesOf({
    name,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
    timestamp: began,
  })
  const body = cases.map(one => caseXml(name, one)).join('')
  return { cases, xml: `  <testsuite${attributes}>\n${body}  </testsuite>\n` }
}

/** A step that fails though none of its checks does is a case too, or the file would be green. */
function casesOf(step: StepData): Case[] {
  const { checks = [], failedDependencies = [] } = step
  const allowed = step.status === 'allowed-failure'
  const dependencies: Case[] = failedDependencies.map(({ name, status, seconds, error }) => ({
    name,
    seconds,
    mark: status === 'timeout' ? 'error' : 'failure',
    type: status,
    ...error,
  }))
  const cases = [...checks.map(checkCase), ...dependencies]
  const told = cases.some(({ mark }) => mark === 'failure' || mark === 'error')
  const itself = failuresOf({ steps: [step] }).some(({ name }) => name === step.name)
  const needsOwn = cases.length === 0 || (hasFailed(step) && (!told || itself))
  const all = needsOwn ? [...cases, stepCase(step)] : cases
  return allowed ? all.map(allow) : all
}

function checkCase({
  name,
  status,
  evalSeconds,
  buildSeconds,
  fetchSeconds,
  error,
}: CheckRecord): Case {
  const marks: Readonly<Record<CheckRecord['status'], Case['mark']>> = {
    built: undefined,
    cached: undefined,
    failed: 'failure',
    'dependency-failed': 'error',
    'eval-error': 'error',
    timeout: 'error',
    'not-run': 'skipped',
  }
  const mark = marks[status]
  return {
    name,
    seconds: evalSeconds + buildSeconds + fetchSeconds,
    ...(mark ? { mark, type: status, message: status, ...error } : {}),
  }
}

function stepCase({ name, status, seconds, error, reason }: StepData): Case {
  if (status === 'success') return { name, seconds }
  const mark =
    status === 'failure' || status === 'allowed-failure'
      ? 'failure'
      : status === 'not-run'
        ? 'skipped'
        : 'error'
  return { name, seconds, mark, type: status, message: reason ?? status, ...error }
}

function troubleCase(message: string): Case {
  return { name: 'Nix CI', seconds: 0, mark: 'error', type: 'error', message }
}

/** What may fail must not turn a reader of this file red. */
function allow(one: Case): Case {
  if (one.mark === undefined || one.mark === 'skipped') return one
  return { ...one, mark: 'skipped', message: `allowed failure: ${one.message ?? ''}` }
}

function caseXml(suiteName: string, one: Case): string {
  const { name, seconds, mark, type = '', message = '', file, line } = one
  const attributes = attributesOf({
    classname: suiteName,
    name,
    time: seconds.toFixed(3),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  })
  if (!mark) return `    <testcase${attributes}/>\n`
  const [first = ''] = message.split('\n')
  const about = attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) })
  const text = mark === 'skipped' ? '' : escapeXml(cutMiddle(message, LONGEST))
  const body = text === '' ? `<${mark}${about}/>` : `<${mark}${about}>${text}</${mark}>`
  return `    <testcase${attributes}>\n      ${body}\n    </testcase>\n`
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}

/** For text and attributes. What XML 1.0 cannot hold at all is left out. */
function escapeXml(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '')
    .replace(/[&<>"\r]/g, char => ENTITIES[char] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
