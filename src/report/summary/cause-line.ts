import { LOG_HEADING } from '../../nix/diagnostics/describe.ts'

const LOG = new RegExp(`^${LOG_HEADING}$`, 'm')
/** Lines that only repeat that something failed, or name what else did. */
const EMPTY =
  /^(?:(?:the build of .* )?failed with exit code \d+\.|(?:the step )?was canceled\.|error:|exit code \d+|… while .*|Derivation: .*|Also failed because of .*)$/i
/** Words of a line that gives the reason; a line that matches WELL reports success. */
const TELLING =
  /\b(?:error|fail(?:ed|ure|s)?|fatal|panicked|assert\w*|cannot|could not|not found|no such|undefined|denied|expected|exception)\b/i
const WELL = /\b(?:0|no) (?:errors?|failed|failures?|warnings?)\b/i
/** Only the end of a log is searched. */
const LOG_LINES_SEARCHED = 10

/**
 * Why something failed, in one line: the first line of the message that says more than that it failed, else the most
 * telling line of its log.
 * @param name of what failed, which the reader sees next to the line
 */
export function causeLine(message: string, name: string): string {
  const [text = '', log = ''] = message.split(LOG)
  const lines = linesOf(text).map(line => withoutName(line, name))
  const [first = ''] = lines
  const telling = EMPTY.test(first) ? tellingLine(log) : ''
  if (telling !== '') return telling
  const reason = lines.find(line => !EMPTY.test(line)) ?? first
  return reason.replace(/^error: /, '').replace(/ Last lines:$/, '')
}

function withoutName(line: string, name: string): string {
  const rest = line.startsWith(name) ? line.slice(name.length).replace(/^:? /, '') : line
  return rest.replace(/^(?:does not evaluate|Evaluation failed): /, '')
}

function tellingLine(log: string): string {
  const lines = linesOf(log).filter(line => line !== '(no output)')
  const telling = lines
    .slice(-LOG_LINES_SEARCHED)
    .findLast(line => TELLING.test(line) && !WELL.test(line))
  return telling ?? lines.at(-1) ?? ''
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
