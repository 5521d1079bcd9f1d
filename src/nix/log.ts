import { Tail } from '../process/tail.ts'

/** Nix's log levels up to which a line is shown: 3 is "info", what plain Nix shows without -v. (logging.hh) */
const SHOWN = 3
/** Activity and result types of the protocol. (logging.hh) */
const BUILD = 105
const LOG_LINES = new Set([101, 107])
/** How a progress record begins and ends; the start of a build ends in the same way. */
const RESULT = '@nix {"action":"result"'
const PROGRESS = '"type":105}'

const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g
const DERIVATION = /\/nix\/store\/[0-9a-df-np-sv-z]{32}-([^'\s^!]+)\.drv/
/** Until 2.28 and from 2.29. */
const BUILD_FAILED = new RegExp(
  `(?:builder for '(${DERIVATION.source})' (?:failed|died)|Cannot build '(${DERIVATION.source})'\\.\\s+Reason: builder (?:failed|died))`,
)

/** The end of a builder's log inside an error, as a daemon sends it. */
const QUOTED_LOG =
  /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i

interface LogRecord {
  readonly action?: string
  readonly id?: string
  readonly level?: number
  readonly type?: number
  readonly text?: string
  readonly msg?: string
  readonly fields?: readonly unknown[]
}

/** A builder that failed, with the last lines that it printed. */
export interface FailedBuild {
  readonly derivation: string
  readonly log: readonly string[]
}

/**
 * Reads Nix's standard error under `--log-format internal-json`, line by line: gives the lines that a reader of the log
 * wants, and keeps what Nix itself called an error apart from what builders print.
 */
export class NixLog {
  /** Nix's own errors, without colours, each once. */
  readonly errors: string[] = []
  readonly #show: (line: string) => void
  readonly #built: (derivation: string) => void
  readonly #builds = new Map<string, { derivation: string; name: string }>()
  readonly #tails = new Map<string, Tail>()
  readonly #failed = new Set<string>()

  /**
   * @param show told of each line for the live log
   * @param built told of each derivation whose build begins
   */
  constructor(show: (line: string) => void, built: (derivation: string) => void = () => {}) {
    this.#show = show
    this.#built = built
  }

  /** Takes one line; never throws, whatever it holds. */
  accept(line: string): void {
    if (!line.startsWith('@nix ')) {
      this.#show(line)
      return
    }
    // One of 8 KiB each in a download; nothing of them is shown.
    if (line.endsWith(PROGRESS) && line.startsWith(RESULT)) return
    const record = parseRecord(line.slice(5))
    if (!record) this.#show(line)
    else if (record.action === 'start') this.#start(record)
    else if (record.action === 'result') this.#result(record)
    else if (record.action === 'msg') this.#message(record)
  }

  /** The builders that failed, in the order in which Nix said so. */
  failedBuilds(): FailedBuild[] {
    return [...this.#failed].map(derivation => ({
      derivation,
      log: this.#tails.get(derivation)?.lines() ?? [],
    }))
  }

  #start({ id, type, fields, text, level }: LogRecord): void {
    const derivation = type === BUILD ? fields?.[0] : undefined
    if (id && typeof derivation === 'string') {
      const name = DERIVATION.exec(derivation)?.[1] ?? derivation
      this.#builds.set(id, { derivation, name })
      this.#tails.set(derivation, new Tail(40))
      this.#built(derivation)
    }
    if (text && (level ?? SHOWN) <= SHOWN) this.#show(text)
  }

  #result({ id, type, fields }: LogRecord): void {
    const line = fields?.[0]
    if (!LOG_LINES.has(type ?? 0) || typeof line !== 'string') return
    const build = this.#builds.get(id ?? '')
    if (build) this.#tails.get(build.derivation)?.push(line)
    this.#show(`${build?.name ?? 'build'}> ${line}`)
  }

  #message({ level, msg }: LogRecord): void {
    if (typeof msg !== 'string' || (level ?? 0) > SHOWN) return
    const plain = msg.replace(ANSI, '')
    const isError = level === 0 && /^(error|error \(ignored\)):/.test(plain)
    if (!isError || this.#error(plain)) this.#show(msg)
  }

  /** Through the daemon the same error comes twice; the answer is whether it is new. */
  #error(plain: string): boolean {
    const match = BUILD_FAILED.exec(plain)
    const derivation = match?.[1] ?? match?.[3]
    if (derivation) this.#failed.add(derivation)
    const kept = this.#tails.get(derivation ?? '')?.lines().length
    const error = kept ? plain.replace(QUOTED_LOG, '') : plain
    if (this.errors.includes(error)) return false
    this.errors.push(error)
    return true
  }
}

/** Ids are 64 bits wide, more than a number holds: they become strings. Text in JSON has its quotes escaped. */
function parseRecord(json: string): LogRecord | undefined {
  try {
    return JSON.parse(json.replace(/"(id|parent)":(\d+)/g, '"$1":"$2"'))
  } catch {
    return undefined
  }
}

/** The name of a derivation: what stands between the hash and `.drv`. */
export function derivationName(path: string): string {
  return DERIVATION.exec(path)?.[1] ?? path
}
