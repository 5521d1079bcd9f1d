import { defined } from '../lib/object.ts'
import type { DerivationRecord, ReportData } from '../model/report.ts'
import { pathName } from './critical-path.ts'

/** An event of the Chrome trace format. `ts` and `dur` in microseconds. */
export type TraceEvent =
  | {
      readonly name: string
      readonly cat: 'phase' | 'step' | 'build' | 'build-phase' | 'fetch'
      readonly ph: 'X'
      readonly ts: number
      readonly dur: number
      readonly pid: number
      readonly tid: number
      readonly args: Readonly<Record<string, string | number>>
    }
  | {
      readonly name: 'process_name' | 'thread_name' | 'process_sort_index'
      readonly ph: 'M'
      readonly pid: number
      readonly tid: number
      readonly args: Readonly<Record<string, string | number>>
    }

/** The file format that Perfetto and chrome://tracing open. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ms'
  readonly otherData: Readonly<Record<string, string>>
  readonly traceEvents: readonly TraceEvent[]
}

type Slice = Extract<TraceEvent, { ph: 'X' }>
type Meta = Extract<TraceEvent, { ph: 'M' }>

/** A slice that has no lane yet, and the slices inside it. */
interface Span {
  readonly slice: Omit<Slice, 'pid' | 'tid'>
  readonly inner: readonly Omit<Slice, 'pid' | 'tid'>[]
}

/** The run as a Chrome trace. What ran in parallel is on separate lanes, whose slices never overlap. */
export function renderTrace(data: ReportData): ChromeTrace {
  const groups: [name: string, lane: string, spans: Span[]][] = [
    ['Run', 'phases and steps', runSpans(data)],
    ['Builds', 'build', data.derivations.map(buildSpan)],
    ['Downloads', 'download', fetchSpans(data)],
  ]
  const events = groups.flatMap(([name, lane, spans], index) => group(index + 1, name, lane, spans))
  return {
    displayTimeUnit: 'ms',
    otherData: { startedAt: data.startedAt.toISOString(), result: data.result },
    traceEvents: [
      ...events.filter(({ ph }) => ph === 'M'),
      // The sort is stable: of two that start together the outer one stays first.
      ...events.filter(it => it.ph === 'X').toSorted((a, b) => a.ts - b.ts || b.dur - a.dur),
    ],
  }
}

function runSpans({ phases, steps }: ReportData): Span[] {
  return [
    ...phases.map(({ name, start, seconds, status }) =>
      span(name, 'phase', start, seconds, { status }),
    ),
    ...steps
      .filter(({ status }) => status !== 'not-run')
      .map(({ name, kind, start, seconds, status, attempts }) =>
        span(name, 'step', start, seconds, { kind, status, attempts }),
      ),
  ]
}

function buildSpan(record: DerivationRecord): Span {
  const { drv, name, status, start, seconds, machine, phases = [] } = record
  const outer = span(name, 'build', start, seconds, { drv, status, ...defined({ machine }) })
  const end = outer.slice.ts + outer.slice.dur
  let free = outer.slice.ts
  const inner = phases
    .toSorted((a, b) => a.start - b.start)
    .flatMap(phase => {
      const { slice } = span(phase.name, 'build-phase', phase.start, phase.seconds, {})
      const ts = Math.max(slice.ts, free)
      const dur = Math.min(slice.ts + slice.dur, end) - ts
      if (dur < 1) return []
      free = ts + dur
      return [{ ...slice, ts, dur }]
    })
  return { ...outer, inner }
}

function fetchSpans({ fetches }: ReportData): Span[] {
  return fetches.map(({ path, cache, bytes, start, seconds }) =>
    span(pathName(path), 'fetch', start, seconds, { path, cache, bytes }),
  )
}

function span(
  name: string,
  cat: Slice['cat'],
  start: number,
  seconds: number,
  args: Slice['args'],
): Span {
  const ts = Math.max(0, Math.round(start * 1e6))
  const end = Math.round((start + seconds) * 1e6)
  // Slices of length zero break Perfetto's nesting.
  return { slice: { name, cat, ph: 'X', ts, dur: Math.max(1, end - ts), args }, inner: [] }
}

/** Puts each span on the first lane that is free at its start. */
function group(pid: number, name: string, laneName: string, spans: readonly Span[]): TraceEvent[] {
  const free: number[] = []
  const slices = spans
    .toSorted((a, b) => a.slice.ts - b.slice.ts)
    .flatMap(({ slice, inner }) => {
      const found = free.findIndex(end => end <= slice.ts)
      const lane = found < 0 ? free.length : found
      free[lane] = slice.ts + slice.dur
      return [slice, ...inner].map(it => ({ ...it, pid, tid: lane + 1 }))
    })
  if (slices.length === 0) return []
  const meta = (name: Meta['name'], tid: number, args: Meta['args']): Meta => {
    return { name, ph: 'M', pid, tid, args }
  }
  return [
    meta('process_name', 0, { name }),
    meta('process_sort_index', 0, { sort_index: pid }),
    ...free.map((_, lane) => meta('thread_name', lane + 1, { name: `${laneName} ${lane + 1}` })),
    ...slices,
  ]
}
