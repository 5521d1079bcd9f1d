import { LOG_HEADING } from '../../nix/diagnostics/describe.ts'

const LOG = new RegExp(`^${LOG_HEADING}$`, 'm')
/** What only says that something failed, which stands beside it already, or what else did. */
const EMPTY =
  /^(?:(?:the build of .* )?failed with exit code \d+\.|the step was cancelled\.|error:|exit code \d+|… while .*|Derivation: .*|Also failed because of .*)$/i
/** What the line with the reason often has in it, and a line that says all is well has not. */
const TELLING =
  /\b(?:error|fail(?:ed|ure|s)?|fatal|panicked|assert\w*|cannot|could not|not found|no such|undefined|denied|expected|exception)\b/i
const WELL = /\b(?:0|no) (?:errors?|failed|failures?|warnings?)\b/i
/** Of a log the end tells. */
const LAST = 10

/**
 * Why something failed, in a line: what was said beyond that it failed, else the telling line of its log.
 * @param name of what failed, which stands beside it
 */
export function causeLine(message: string, name: string): string {
  const [said = '', log = ''] = message.split(LOG)
  const lines = linesOf(said).map(line => withoutName(line, name))
  const [first = ''] = lines
  const telling = EMPTY.test(first) ? tellingLine(log) : ''
  if (telling !== '') return telling
  const more = lines.find(line => !EMPTY.test(line)) ?? first
  return more.replace(/^error: /, '').replace(/ Its last lines:$/, '')
}

function withoutName(line: string, name: string): string {
  const rest = line.startsWith(name) ? line.slice(name.length).replace(/^:? /, '') : line
  return rest.replace(/^(?:does not evaluate|Evaluation failed): /, '')
}

function tellingLine(log: string): string {
  const lines = linesOf(log).filter(line => line !== '(it printed nothing)')
  const telling = lines.slice(-LAST).findLast(line => TELLING.test(line) && !WELL.test(line))
  return telling ?? lines.at(-1) ?? ''
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
