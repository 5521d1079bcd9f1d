import { stripVTControlCharacters } from 'node:util'
import { defined } from '../../lib/object.ts'
import type { TraceItem } from '../log/trace.ts'
import { positionAt } from './paths.ts'
import type { Position, ReportedError } from './types.ts'

/** One line of a trace: what Nix was doing, and where. */
export interface Frame {
  readonly text: string
  readonly position?: Position
}

/** An error of Nix, parsed. */
export interface ParsedError {
  /** The message without `error:`, indentation, code and trace. */
  readonly text: string
  /** The position of the error itself, if Nix reports one. */
  readonly position?: Position
  /** What Nix was doing, innermost first. */
  readonly frames: readonly Frame[]
  /** Nix's suggestion: `Did you mean …?` */
  readonly hint?: string
}

const PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/
const INDENT = 7
const AT = /^\s+at ([^\n]+?):(\d+):(\d+):$/
const CODE = /^\s+(?:\d+\||\|(?:\s|$))/
const FRAME = /^\s+… ?(.*)$/
/** In the frame of a derivation. */
const NAME_AT = /\bname attribute is located at ([^\n]+?):(\d+):(\d+)$/
const TRUNCATED = /^\s+\(stack trace truncated/
const HINT = /^\s+(Did you mean [^\n]*\?)$/
/** Longer messages contain a value that was thrown. */
const MAX_LENGTH = 200_000

/** The end of a builder's log inside an error. Each of its lines starts with `>`, so no content can end the block. */
const QUOTED_LOG =
  /;?\n[^\S\n]*last \d+ log lines:(?:\n[^\S\n]*>[^\n]*)*(?:\n[^\S\n]*For full logs, run[^\n]*(?:\n[^\S\n]*nix log [^\n]*)?)?/gi

/** Removes colors and quoted log lines; the report shows more of the log. */
function clean(text: string): string {
  return stripVTControlCharacters(text.slice(0, MAX_LENGTH)).replace(QUOTED_LOG, '')
}

/**
 * Parses the text of an error. Up to 2.12 the message comes first, followed by the trace, innermost first; since then
 * the trace comes first, outermost first.
 */
export function parseError(error: ReportedError): ParsedError {
  const text = clean(error.text).replace(PREFIX, '')
  const lines = text.split('\n')
  const isTraceFirst =
    lines[0]?.trim() === '' && FRAME.test(lines.find(line => line.trim() !== '') ?? '')
  const parsed = isTraceFirst ? traceFirst(lines) : messageFirst(lines)
  const position = positionOf(error) ?? parsed.position
  const frames = error.trace?.length ? traceFrames(error) : parsed.frames
  const raw = error.raw && clean(error.raw).trim()
  return { ...parsed, text: raw || parsed.text, frames, ...defined({ position }) }
}

/** The position in the fields of a log record; none for `«none»:0`, `«string»` and null. */
export function positionOf({
  file,
  line,
  column,
}: Partial<Pick<TraceItem, 'file' | 'line' | 'column'>>): Position | undefined {
  if (!file || !line) return undefined
  const path = file.replace(/:\d+(?::\d+)?$/, '')
  if (!isFile(path)) return undefined
  return positionAt(path, line, column)
}

function traceFrames({ trace = [] }: ReportedError): Frame[] {
  return trace.map(item => {
    const text = stripVTControlCharacters(item.raw_msg)
    const position = positionOf(item) ?? atPosition(text, NAME_AT)
    return { text, ...defined({ position }) }
  })
}

function traceFirst(lines: readonly string[]): ParsedError {
  const head = lines.findIndex(line => /^\s+error:/.test(line))
  const frames = readFrames(head < 0 ? lines : lines.slice(0, head)).reverse()
  if (head < 0) return { text: frames[0]?.text ?? '', frames }
  const first = (lines[head] ?? '').replace(/^\s+error:[^\S\n]*/, '')
  // Everything after the message belongs to it.
  return { ...messageFirst([first, ...lines.slice(head + 1)]), frames }
}

function messageFirst(lines: readonly string[]): ParsedError {
  const end = lines.findIndex((line, at) => at > 0 && isEnd(line))
  const whole = end < 0 ? lines : lines.slice(0, end)
  const last = whole.findLastIndex(line => line.trim() !== '')
  // Without a position, the suggestion ends the message.
  const suggested = last > 0 ? HINT.exec(whole[last] ?? '')?.[1] : undefined
  const messageLines = suggested === undefined ? whole : whole.slice(0, last)
  const rest = end < 0 ? [] : lines.slice(end)
  const trace = rest.findIndex(line => FRAME.test(line))
  const beforeTrace = trace < 0 ? rest : rest.slice(0, trace)
  const hint =
    suggested ?? beforeTrace.map(line => HINT.exec(line)?.[1]).find(it => it !== undefined)
  const position = beforeTrace.map(line => atPosition(line)).find(it => it !== undefined)
  return {
    text: dedent(messageLines),
    frames: readFrames(trace < 0 ? [] : rest.slice(trace)),
    ...defined({ position, hint }),
  }
}

function isEnd(line: string): boolean {
  return AT.test(line) || FRAME.test(line) || TRUNCATED.test(line)
}

/** In order of appearance. */
function readFrames(lines: readonly string[]): Frame[] {
  const frames: { text: string; position?: Position }[] = []
  for (const line of lines) {
    const frame = FRAME.exec(line)
    const last = frames.at(-1)
    if (frame) frames.push({ text: frame[1] ?? '' })
    else if (last && !CODE.test(line)) {
      const position = atPosition(line) ?? atPosition(line, NAME_AT)
      if (position) last.position ??= position
    }
  }
  return frames
}

function atPosition(line: string, pattern = AT): Position | undefined {
  const [, file = '', row, column] = pattern.exec(line) ?? []
  return isFile(file) ? positionAt(file, row, column) : undefined
}

/** `<nix/…>`, `«string»`, `«stdin»` and `(string)` are not files; `«path:…»/x.nix` is a file of a flake. */
function isFile(file: string): boolean {
  return file.startsWith('/') || /^«[^»]+»\//.test(file)
}

function dedent(lines: readonly string[]): string {
  const cut = lines.map(line => (/^\s/.test(line) ? line.slice(indentOf(line)) : line))
  return cut.join('\n').trim()
}

function indentOf(line: string): number {
  return Math.min(INDENT, line.length - line.trimStart().length)
}
