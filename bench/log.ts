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
const PARSER = join(import.meta.dirname, 'log-parse.ts')

const RUNS = 7
/** Design's limits: of the time of `cat file | cat`, and MiB. */
const RATIO = 3
const MEMORY = 150

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
  }
}

async function measure(runs: number, size: number): Promise<Row[]> {
  const peaks = { model: 0, live: 0 }
  const parse = (mode: keyof typeof peaks) => () => {
    const { seconds, out } = time(`cat "$1" | "$2" "$3" ${mode}`)
    peaks[mode] = Math.max(peaks[mode], Number(out))
    return seconds
  }
  const { plain, model, live } = await inTurns(runs, {
    plain: () => time('cat "$1" | cat >/dev/null').seconds,
    model: parse('model'),
    live: parse('live'),
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
  ]
}

function time(script: string): { seconds: number; out: string } {
  const began = performance.now()
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', FILE, process.execPath, PARSER], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    // The parser is compiled once, as in dist, and not at each start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(FOLDER, 'compiled') },
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}`)
  return { seconds: (performance.now() - began) / 1000, out: stdout }
}

/** The recorded logs' lines repeated: all activities once, then three lines of builds to two of progress. */
function writeLog(size: number): void {
  const lines = readdirSync(LOGS).flatMap(version =>
    readdirSync(join(LOGS, version))
      .filter(file => file.endsWith('.json'))
      .flatMap(file => readFileSync(join(LOGS, version, file), 'utf8').split('\n')),
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
  const text = Buffer.from(`${block.join('\n')}\n`)
  const file = openSync(FILE, 'w')
  let written = writeSync(file, `${starts.join('\n')}\n`)
  while (written < size) written += writeSync(file, text)
  closeSync(file)
}

function bytes(text: string): number {
  const [, number, unit] = /^(\d+)([MG])$/.exec(text) ?? []
  if (!number) throw new Error(`--size=${text} is no size. Write it as 256M or 1G.`)
  return Number(number) * (unit === 'G' ? 2 ** 30 : 2 ** 20)
}
