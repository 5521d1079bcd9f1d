import { spawn, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { FlakeCheck } from './flake-check.ts'
import { type LogRecord, lineOf, recordOf } from './records.ts'

/**
 * `nix` of another make: the real one, and what differs is changed on the way. Called with how it differs as JSON, the
 * real program, and the words of the call.
 */
interface Other {
  readonly version: string
  /** What `nix flake metadata` says of the source: a path that is not there, or none; Determinate Nix no hash. */
  readonly path?: 'not-there' | 'absent'
  readonly isDeterminate?: boolean
  /** Sources are hashed, and an interrupt leaves rubbish before the next record. */
  readonly isNew?: boolean
  /** What nothing refers to is not in the store, after an evaluation as in one. */
  readonly dropsSources?: boolean
}

const [how = '{}', real = '', ...words] = process.argv.slice(2)
const other = JSON.parse(how) as Other
const SESSION = '01a224b4-5f8c-7321-8022-796113ad6203'
const COPYING = /^copying '([^']+)' to the store$/

function run(): void {
  const isLog = words.includes('internal-json')
  const said = words.filter(word => word !== '--log-format' && word !== 'internal-json')
  const isMetadata = said[0] === 'flake' && said[1] === 'metadata' && said.includes('--json')
  const check =
    other.isDeterminate && said[0] === 'flake' && said[1] === 'check' ? new FlakeCheck() : undefined
  const child = spawn(real, words, {
    stdio: ['inherit', isMetadata ? 'pipe' : 'inherit', isLog ? 'pipe' : 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (other.isNew && isLog) process.stderr.write('\rshutting down\x1b[K')
      child.kill(signal)
    })
  let stdout = ''
  child.stdout?.on('data', data => {
    stdout += data
  })
  const tell = (record: LogRecord) =>
    process.stderr.write(lineOf(other.isDeterminate ? { ...record, sid: SESSION } : record))
  const builds = new Builds()
  const lines = child.stderr && createInterface({ input: child.stderr })
  lines?.on('line', line => {
    const record = recordOf(line)
    // That one knows it.
    if (other.isDeterminate && line.includes("unknown setting 'eval-cores'")) return
    if (!record) return process.stderr.write(`${line}\n`)
    if (!other.isDeterminate) return tell(changed(record))
    const built = builds.ended(record)
    if (built) check?.wasBuilt(built)
    for (const one of check ? check.take(record) : [record])
      for (const told of builds.twice(changed(one))) tell(told)
  })
  child.on('close', (code, signal) => {
    const isEvaluation = said[0] === 'build' || (said[0] === 'flake' && said[1] === 'check')
    if (other.dropsSources && isEvaluation) dropSources()
    if (isMetadata && code === 0) process.stdout.write(metadata(stdout))
    else process.stdout.write(stdout)
    for (const record of check && !signal ? check.end() : []) tell(record)
    process.exitCode = signal ? 130 : check && code === 1 ? Number(check.hasFailed) : (code ?? 1)
  })
}

/** Sources are no longer copied, but hashed. */
function changed(record: LogRecord): LogRecord {
  const source = COPYING.exec(record.text ?? '')?.[1]
  return other.isNew && source ? { ...record, text: `hashing '${source}'` } : record
}

function dropSources(): void {
  const sources = readdirSync('/nix/store').filter(name => name.endsWith('-source'))
  for (const name of sources)
    spawnSync(real, ['store', 'delete', join('/nix/store', name)], { stdio: 'ignore' })
}

function metadata(text: string): string {
  const { path, ...rest } = JSON.parse(text) as { path: string; locked: { narHash?: string } }
  if (other.isDeterminate) delete rest.locked.narHash
  if (other.path === 'absent') return JSON.stringify(rest)
  const isCopied = !other.path || /"resolved":\{[^}]*"type":"path"/.test(text)
  return JSON.stringify({
    ...rest,
    path: isCopied ? path : `/nix/store/${'0'.repeat(32)}-source`,
  })
}

/** Determinate Nix begins a build before it has a slot for it, stops it, and begins it again. */
class Builds {
  readonly #derivations = new Map<string, unknown>()

  twice(record: LogRecord): LogRecord[] {
    const { action, id = '', type } = record
    if (action !== 'start' || type !== 105) return [record]
    const before = `${id}0`
    return [{ ...record, id: before }, { action: 'stop', id: before }, record]
  }

  /** The derivation of a build that stops. */
  ended({ action, id = '', type, fields }: LogRecord): string | undefined {
    if (action === 'start' && type === 105 && Array.isArray(fields))
      this.#derivations.set(id, fields[0])
    return action === 'stop' ? (this.#derivations.get(id) as string | undefined) : undefined
  }
}

if (words[0] === '--version') console.log(`nix ${other.version}`)
else run()
