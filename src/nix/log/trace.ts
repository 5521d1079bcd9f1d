import { plural } from '../../lib/format.ts'
import { unescapeJson } from './text.ts'

/** An item of Nix's trace: what it was doing, and where. `file` may end in `:line:column`, or not be a file. */
export interface TraceItem {
  readonly raw_msg: string
  readonly file?: string | null
  readonly line?: number | null
  readonly column?: number | null
}

/** Items kept per trace: a module system produces thousands. */
const MAX_ITEMS = 1000
/** Characters kept per item. */
const MAX_ITEM_LENGTH = 500

/** The `trace` of a record, innermost first; invalid items are dropped. */
export function traceOf(value: unknown): TraceItem[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MAX_ITEMS).flatMap((item: Record<string, unknown> | null) => {
    const { raw_msg, file, line, column } = item ?? {}
    if (typeof raw_msg !== 'string') return []
    return [
      {
        raw_msg: raw_msg.slice(0, MAX_ITEM_LENGTH),
        file: typeof file === 'string' ? file : null,
        line: typeof line === 'number' ? line : null,
        column: typeof column === 'number' ? column : null,
      },
    ]
  })
}

const STRING = String.raw`"((?:[^"\\]|\\.)*)"`
const ITEM = new RegExp(
  String.raw`\{"column":(null|\d+),"file":(?:null|${STRING}),"line":(null|\d+),"raw_msg":${STRING}\}`,
  'g',
)

/** The complete items at the start of a truncated `trace`. */
export function cutTrace(json: string): TraceItem[] {
  const number = (digits = 'null') => (digits === 'null' ? null : Number(digits))
  return traceOf(
    [...json.matchAll(ITEM)].map(([, column, file, line, said = '']) => ({
      raw_msg: unescapeJson(said),
      file: file === undefined ? null : unescapeJson(file),
      line: number(line),
      column: number(column),
    })),
  )
}

/** Traces with at most this many frames are shown whole. */
const MAX_FRAMES = 6
/** Otherwise: the outermost, those in the reader's own files, and the innermost. */
const OUTERMOST_FRAMES = 1
const OWN_FRAMES = 5

const ANSI = String.raw`(?:\x1b\[[0-9;]*m)*`
const FRAME = new RegExp(`^\\s+${ANSI}…`)
const HEAD = new RegExp(`^\\s+${ANSI}error:`)
const PLACE = new RegExp(
  `^\\s+${ANSI}(?:at|whose name attribute is located at) ${ANSI}(.+?)${ANSI}:?$`,
)
const DUPLICATES = /^\s+\(\d+ duplicate frames omitted\)/

/**
 * Reduces the trace of an error to the frames that a reader needs, with a note in place of omitted ones.
 * @param text Nix's output, with or without colors
 * @param isOwn whether a file belongs to the repository
 */
export function shortTrace(text: string, isOwn: (file: string) => boolean): string {
  const lines = text.split('\n')
  const first = lines.findIndex(line => FRAME.test(line))
  if (first < 0) return text
  const head = lines.findIndex((line, at) => at > first && HEAD.test(line))
  // Up to 2.12 the message comes first, followed by the innermost frame.
  const isOutermostFirst = head > 0 && lines.slice(1, first).every(line => line.trim() === '')
  const end = isOutermostFirst ? head : lines.length
  const frames = framesOf(lines.slice(first, end))
  if (frames.length <= MAX_FRAMES) return text
  const fromOutside = isOutermostFirst ? frames : frames.toReversed()
  const ownFrames = fromOutside.filter(frame => isOwnFrame(frame, isOwn)).slice(-OWN_FRAMES)
  const kept = new Set([
    ...fromOutside.slice(0, OUTERMOST_FRAMES),
    ...ownFrames,
    ...fromOutside.slice(-1),
  ])
  return [...lines.slice(0, first), ...shownFrames(frames, kept), ...lines.slice(end)].join('\n')
}

type Frame = readonly string[]

function framesOf(lines: readonly string[]): Frame[] {
  const frames: string[][] = []
  for (const line of lines) {
    if (FRAME.test(line)) frames.push([line])
    else frames.at(-1)?.push(line)
  }
  return frames
}

function isOwnFrame(frame: Frame, isOwn: (file: string) => boolean): boolean {
  const said = frame.map(line => PLACE.exec(line)?.[1]).find(it => it !== undefined)
  const file = said?.replace(new RegExp(ANSI, 'g'), '').replace(/:\d+(?::\d+)?$/, '')
  return file !== undefined && isOwn(file)
}

function shownFrames(frames: readonly Frame[], kept: ReadonlySet<Frame>): string[] {
  const lines: string[] = []
  let omittedCount = 0
  for (const frame of frames) {
    const isKept = kept.has(frame)
    if (isKept && omittedCount > 0) lines.push(omitted(omittedCount), '')
    omittedCount = isKept ? 0 : omittedCount + 1
    if (isKept) lines.push(...frame.filter(line => !DUPLICATES.test(line)))
  }
  return omittedCount > 0 ? [...lines, omitted(omittedCount)] : lines
}

function omitted(frames: number): string {
  return `       … (${plural(frames, 'frame')} omitted; show them with args: --show-trace)`
}
