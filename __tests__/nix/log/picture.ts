import { readFileSync } from 'node:fs'
import type { Build } from '../../../src/nix/log/build.ts'
import { NixLog } from '../../../src/nix/log/log.ts'
import type { RunLog } from '../../../src/nix/log/run-log.ts'

/** A recorded log as bytes; a `.stamped` one has milliseconds and a tab before each line. */
export function recorded(version: string, file: string): Buffer {
  return readFileSync(new URL(`../../fixtures/nix-logs/${version}/${file}`, import.meta.url))
}

/** What a log gives: the lines of the live log, and the picture of the run. */
export interface Read {
  readonly shown: readonly string[]
  readonly log: NixLog
  readonly run: RunLog
}

/** Reads bytes as they come, in chunks. */
export function read(...chunks: readonly Buffer[]): Read {
  const shown: string[] = []
  const log = new NixLog(
    line => shown.push(line),
    {},
    () => 0,
  )
  for (const chunk of chunks) log.write(chunk)
  return ended(log, shown)
}

/** Reads a stamped log, each line at its time. */
export function readStamped(
  stamped: Buffer,
  registered: ReadonlyMap<string, number> = new Map(),
): Read {
  const shown: string[] = []
  let now = 0
  const log = new NixLog(
    line => shown.push(line),
    {},
    () => now,
  )
  for (const line of stamped.toString().split('\n')) {
    const [time, text] = line.split(/\t(.*)/s)
    if (text === undefined) continue
    now = Number(time)
    log.write(Buffer.from(`${text}\n`))
  }
  return ended(log, shown, registered)
}

function ended(log: NixLog, shown: string[], registered?: ReadonlyMap<string, number>): Read {
  log.end()
  log.finish(registered ? { registered } : {})
  return { shown, log, run: log.run() }
}

/** A run as text that a reader can check. Times only where the log has them. */
export function picture({ run, shown }: Read, withTimes = false): string {
  const time = (start: number, end?: number) => (withTimes ? ` ${start}..${end ?? '?'} ms` : '')
  const { evaluation, totals } = run
  const parts: [string, readonly string[]][] = [
    [
      'evaluated',
      run.evaluated.map(
        ({ kind, name, derivation, start, end }) =>
          `${kind} ${name}${derivation ? ` = ${derivation}` : ''}${time(start, end)}`,
      ),
    ],
    ['passed over', run.passedOver],
    ['sources', run.sources.map(({ text, start, end }) => text + time(start, end))],
    ['builds', run.builds.flatMap(build => building(build, time))],
    [
      'fetches',
      run.fetches.map(
        ({ path, cache, bytes, narBytes, isWhole }) =>
          `${path} from ${cache}: ${bytes} bytes, NAR ${narBytes}${isWhole ? '' : ', not whole'}`,
      ),
    ],
    ['waits', run.waits.map(({ text, start, end }) => text + time(start, end))],
    // The parts say what the text says, and have tests of their own.
    [
      'errors',
      run.errors.map(({ raw, trace, ...error }) => JSON.stringify({ ...error, at: undefined })),
    ],
    ['live log', shown],
  ]
  const head = [`evaluation${time(evaluation.start, evaluation.end)}`, JSON.stringify(totals)]
  const sections = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => [`== ${name}`, ...lines].join('\n'))
  // Colors are shown as text, so that the file can be read.
  return `${[...head, ...sections].join('\n').replaceAll('\x1b', '\\e')}\n`
}

function building(build: Build, time: (start: number, end?: number) => string): string[] {
  const { derivation, status, start, end, phases, machine, hook, isEndGuessed } = build
  const words = [
    `${derivation} ${status}${time(start, end)}`,
    ...(machine ? [`on ${machine}`] : []),
    ...(hook > 0 ? [`hook ${hook} ms`] : []),
    ...(isEndGuessed ? ['end guessed'] : []),
    ...phases.map(phase => `${phase.name}${time(phase.start, phase.end)}`),
  ]
  return [words.join(', '), ...build.tail().map(line => `  > ${line}`)]
}
