import { stripVTControlCharacters } from 'node:util'
import { cutMiddle } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'
import { type ReportData, totalSeconds } from '../../model/report.ts'
import { type Case, casesOf, type Mark } from './cases.ts'

/** Characters per failure. */
const MAX_TEXT_LENGTH = 20_000

/**
 * The run as JUnit XML: one test suite per step with its checks as test cases; a step without checks is its own case. A
 * failure is `<failure>`; a failed dependency, evaluation error or timeout is `<error>`; not run, an allowed failure and
 * an expected failure are `<skipped>`.
 */
export function renderJunit(data: ReportData): string {
  const suites = [
    ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
    ...(data.failureReason
      ? [suite('Nix CI', [runCase(data.failureReason)], timestamp(data))]
      : []),
  ]
  const cases = suites.flatMap(it => it.cases)
  const attributes = suiteAttributes('Nix CI', cases, totalSeconds(data), timestamp(data))
  const body = suites.map(({ xml }) => xml).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${body}</testsuites>\n`
}

/** When the step of this index started, or the run. */
function timestamp({ startedAt, steps }: ReportData, index?: number): string {
  const after = index === undefined ? 0 : (steps[index]?.start ?? 0)
  return new Date(startedAt.getTime() + after * 1000).toISOString()
}

function suite(
  name: string,
  cases: readonly Case[],
  startedAt: string,
): { cases: readonly Case[]; xml: string } {
  const total = cases.reduce((sum, { seconds }) => sum + seconds, 0)
  const attributes = suiteAttributes(name, cases, total, startedAt)
  const body = cases.map(one => caseXml(name, one)).join('')
  return { cases, xml: `  <testsuite${attributes}>\n${body}  </testsuite>\n` }
}

function suiteAttributes(
  name: string,
  cases: readonly Case[],
  seconds: number,
  startedAt: string,
): string {
  const count = (mark: Case['mark']) => cases.filter(it => it.mark === mark).length
  return attributesOf({
    name,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds.toFixed(3),
    timestamp: startedAt,
  })
}

function runCase(message: string): Case {
  return { name: 'Nix CI', seconds: 0, mark: 'error', type: 'error', message }
}

function caseXml(suiteName: string, one: Case): string {
  const { name, seconds, mark, file, line, reruns = [] } = one
  const attributes = attributesOf({
    classname: suiteName,
    name,
    time: seconds.toFixed(3),
    ...defined({ file, line }),
  })
  const again = mark ? RERUN : FLAKY
  const bodies = [
    ...(mark ? [element(mark, one, textOf(one))] : []),
    ...reruns.map(it => element(again[it.mark ?? ''] ?? '', it, stackTrace(textOf(it)))),
  ]
  if (bodies.length === 0) return `    <testcase${attributes}/>\n`
  const body = bodies.map(xml => `      ${xml}\n`).join('')
  return `    <testcase${attributes}>\n${body}    </testcase>\n`
}

/** Maven Surefire's elements for failed attempts: of a case that passed in the end, and of one that did not. */
const FLAKY: Readonly<Record<string, string>> = { failure: 'flakyFailure', error: 'flakyError' }
const RERUN: Readonly<Record<string, string>> = { failure: 'rerunFailure', error: 'rerunError' }

function element(tag: string, { mark, type = '', message = '' }: Mark, text: string): string {
  const [first = ''] = message.split('\n')
  const about = attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) })
  return text === '' ? `<${tag}${about}/>` : `<${tag}${about}>${text}</${tag}>`
}

function textOf({ mark, message = '' }: Mark): string {
  return mark === 'skipped' ? '' : escapeXml(cutMiddle(message, MAX_TEXT_LENGTH))
}

function stackTrace(text: string): string {
  return `<stackTrace>${text}</stackTrace>`
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}

/** For text and attributes. Characters that XML 1.0 does not allow are removed. */
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
