import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { inTurns, option, type Row, runsOf, times } from './measure.ts'

const ROOT = join(import.meta.dirname, '..')
const LOGS = join(ROOT, '__tests__/fixtures/nix-logs')
const FOLDER = join(ROOT, '.cache/bench')
const FILE = join(FOLDER, 'nix.log')
const WITH_SESSION = join(FOLDER, 'session.log')
const PARSER = join(import.meta.dirname, 'log-parse.ts')

const RUNS = 7
/** Design's limits: of the time of `cat file | cat`, and MiB. */
const RATIO = 3
const MEMORY = 150
/** Of the time of the same log without sessions. */
const SESSION_RATIO = 1.2
/** As Determinate Nix has it in each record. */
const SESSION = ',"sid":"01a224b4-5f8c-7321-8022-796113ad6203"'

/**
 * A long log of Nix through the parser, against `cat file | cat` of the same file in the same run.
 * Options: `--size=256M` (default 1G), `--runs=3` (default 7).
 */
export async function log(options: readonly string[]): Promise<Row[]> {
  const size = bytes(option(options, 'size') ?? '1G')
  const runs = runsOf(options, RUNS)
  mkdirSync(FOLDER, { recursive: true })
  try {
    writeLog(size)
    return await measure(runs, size)
  } finally {
    rmSync(FILE, { force: true })
    rmSync(WITH_SESSION, { force: true })
  }
}

async function measure(runs: number, size: number): Promise<Row[]> {
  const peaks = { model: 0, live: 0, session: 0 }
  const parse = (what: keyof typeof peaks, mode: string, file: string) => () => {
    const { seconds, out } = time(`cat "$1" | "$2" "$3" ${mode}`, file)
    peaks[what] = Math.max(peaks[what], Number(out))
    return seconds
  }
  const { plain, model, live, session } = await inTurns(runs, {
    plain: () => time('cat "$1" | cat >/dev/null', FILE).seconds,
    model: parse('model', 'model', FILE),
    live: parse('live', 'live', FILE),
    session: parse('session', 'model', WITH_SESSION),
  })
  const row = (what: string, seconds: number, peak: number, limit?: number): Row => ({
    what: `log of ${Math.round(size / 2 ** 20)} MiB ${what}`,
    against: 'cat file | cat',
    ratio: seconds / plain,
    limit: limit === undefined ? '' : `${limit} ×, ${MEMORY} MiB`,
    isOver: peak > MEMORY || (limit !== undefined && seconds > limit * plain),
    note: `${times(seconds, plain)}, peak ${peak} MiB`,
  })
  return [
    row('through the parser', model, peaks.model, RATIO),
    row('with the live log too', live, peaks.live),
    {
      what: 'the same lines with a session each',
      against: 'the parser without',
      ratio: session / model,
      limit: `${SESSION_RATIO} ×, ${MEMORY} MiB`,
      isOver: peaks.session > MEMORY || session > SESSION_RATIO * model,
      note: `${times(session, model)}, peak ${peaks.session} MiB`,
    },
  ]
}

function time(script: string, log: string): { seconds: number; out: string } {
  const began = performance.now()
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', log, process.execPath, PARSER], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    // The parser is compiled once, as in dist, and not at each start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(FOLDER, 'compiled') },
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}`)
  return { seconds: (performance.now() - began) / 1000, out: stdout }
}

/**
 * The recorded logs' lines repeated: all activities once, then three lines of builds to two of progress. As many of them
 * go into a second file, each with a session.
 */
function writeLog(size: number): void {
  const lines = readdirSync(LOGS).flatMap(version =>
    readdirSync(join(LOGS, version))
      .filter(file => file.endsWith('.json'))
      .flatMap(file => readFileSync(join(LOGS, version, file), 'utf8').split('\n'))
      .map(line => line.replace(/,"sid":"[^"]*"/, '')),
  )
  const starts = lines.filter(line => line.startsWith('@nix {"action":"start"'))
  const results = lines.filter(line => line.startsWith('@nix {"action":"result"'))
  const builds = results.filter(line => line.endsWith('"type":101}'))
  const progress = results.filter(line => line.endsWith('"type":105}'))
  const block: string[] = []
  for (let i = 0; i < 50_000; i++) {
    for (let k = 0; k < 3; k++) block.push(builds[(3 * i + k) % builds.length] as string)
    for (let k = 0; k < 2; k++) block.push(progress[(2 * i + k) % progress.length] as string)
  }
  const count = writeLines(FILE, starts, block, written => written.bytes < size)
  writeLines(
    WITH_SESSION,
    starts.map(withSession),
    block.map(withSession),
    written => written.blocks < count,
  )
}

/** @returns how often the block was written */
function writeLines(
  path: string,
  starts: readonly string[],
  block: readonly string[],
  isOpen: (written: { bytes: number; blocks: number }) => boolean,
): number {
  const text = Buffer.from(`${block.join('\n')}\n`)
  const file = openSync(path, 'w')
  const written = { bytes: writeSync(file, `${starts.join('\n')}\n`), blocks: 0 }
  for (; isOpen(written); written.blocks++) written.bytes += writeSync(file, text)
  closeSync(file)
  return written.blocks
}

function withSession(line: string): string {
  return line.replace(/(?=,"type":\d+\}$)/, SESSION)
}

function bytes(text: string): number {
  const [, number, unit] = /^(\d+)([MG])$/.exec(text) ?? []
  if (!number) throw new Error(`--size=${text} is no size. Write it as 256M or 1G.`)
  return Number(number) * (unit === 'G' ? 2 ** 30 : 2 ** 20)
}
