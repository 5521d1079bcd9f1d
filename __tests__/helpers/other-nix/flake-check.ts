import { type LogRecord, plain, unquoted } from './records.ts'

/** Outputs whose derivations Determinate Nix does not evaluate. */
const PASSED_OVER = /^(?:packages|devShells|hydraJobs|formatter|defaultPackage|devShell)\./
const CHECKING = /^checking (?:derivation|flake output|[A-Za-z ]+?) '?(.+?)'?$/s
const FRAME = /\n *… while checking the [^\n]*'(?:\n *at [^\n]*:(?:\n *\d*\|[^\n]*)*\n)?/g
const OF_ATTRIBUTE = /while checking the \S+ '([^']+)'/
const OF_BUILD = /^error: failed to build attribute '([^']+)'/s
const OF_LIST = /^error: some errors were encountered/
const CANNOT_BUILD = /Cannot build '(\/nix\/store\/[^']+\.drv)'/
const EVALUATED_TO = /^derivation evaluated to (\S+\.drv)$/

/**
 * Turns what Nix 2.34 says of a `nix flake check` into what Determinate Nix 3.22 says of it: no line tells which attribute
 * is evaluated to what, no error names an attribute, a line with a sign before an error does, and what is only evaluated
 * is passed over.
 */
export class FlakeCheck {
  readonly #derivations = new Map<string, string>()
  readonly #failed = new Set<string>()
  readonly #built = new Set<string>()
  readonly #errors: [names: string[], error: LogRecord][] = []
  readonly #dropped = new Set<string>()
  #at: string | undefined
  /** Whether something failed that Determinate Nix looks at. */
  hasFailed = false

  /** What takes the place of a record. */
  take(record: LogRecord): LogRecord[] {
    const { action, text = '', msg = '', id = '', level, type } = record
    if (action === 'start' && type === 0) return this.#start(record, text, id)
    if (action === 'stop' && this.#dropped.has(id)) return []
    if (action !== 'msg') return [record]
    const said = plain(msg)
    const derivation = EVALUATED_TO.exec(said)?.[1]
    if (derivation) return this.#evaluated(derivation)
    return level === 0 && said.startsWith('error') ? this.#error(record, said) : [record]
  }

  /** What comes last: each check with the sign of its end. */
  end(): LogRecord[] {
    const ends = [...this.#derivations].flatMap(([name, derivation]) => {
      if (PASSED_OVER.test(name)) return []
      const errors = this.#errors.filter(([names]) => names.includes(name)).map(([, it]) => it)
      if (errors.length > 0) return [cross(name), ...errors]
      if (this.#failed.has(derivation)) return [cross(name)]
      return [tick(name, this.#built.has(derivation) ? '' : ' (previously built)')]
    })
    return ends
  }

  #start(record: LogRecord, text: string, id: string): LogRecord[] {
    if (text === 'evaluating flake') {
      this.#dropped.add(id)
      return []
    }
    const written = CHECKING.exec(text)?.[1]
    if (written === undefined) return [record]
    // Parts stand as they are there.
    const name = unquoted(written)
    this.#at = name
    return [{ ...record, text: `evaluating '${name}'` }]
  }

  #evaluated(derivation: string): LogRecord[] {
    const name = this.#at ?? ''
    this.#derivations.set(name, derivation)
    return PASSED_OVER.test(name) ? [tick(name, ' (build skipped)')] : []
  }

  #error(record: LogRecord, said: string): LogRecord[] {
    if (OF_LIST.test(said)) return []
    const attribute = unquoted(OF_BUILD.exec(said)?.[1])
    if (attribute !== undefined) {
      this.hasFailed = true
      const of = /failed: (?<why>[\s\S]*)$/.exec(record.msg ?? '')?.groups?.why ?? ''
      const why = of.replace(/^\x1b\[[\d;]*m/, '')
      const error = `\x1b[31;1merror:\x1b[0m ${why}`
      this.#errors.push([[attribute], { ...record, msg: error, raw_msg: plain(why) }])
      return []
    }
    const built = CANNOT_BUILD.exec(said)?.[1]
    const name = unquoted(OF_ATTRIBUTE.exec(said)?.[1])
    if (built && name === undefined) {
      this.hasFailed = true
      this.#failed.add(built)
      return [record]
    }
    if (name !== undefined && PASSED_OVER.test(name)) return [tick(name, ' (build skipped)')]
    this.hasFailed = true
    if (name === undefined) return [record]
    const trace = record.trace?.filter(({ raw_msg }) => !OF_ATTRIBUTE.test(plain(raw_msg)))
    const msg = withoutFrame(record.msg ?? '')
    return [cross(name), { ...record, msg, ...(trace ? { trace } : {}) }]
  }

  /** A derivation was built. */
  wasBuilt(derivation: string): void {
    this.#built.add(derivation)
  }
}

/** An error without the frame that names the attribute; without any other it is one line. */
function withoutFrame(text: string): string {
  const bare = text.replaceAll(/\x1b\[[\d;]*m/g, '').replace(FRAME, '')
  const alone = /^error:\s+error: /.exec(bare)
  const rest = alone ? bare.slice(alone[0].length) : bare.replace(/^error:/, '').replace(/^ /, '')
  return `\x1b[31;1merror:\x1b[0m${alone ? ' ' : ''}${rest}`
}

function tick(name: string, more: string): LogRecord {
  return { action: 'msg', level: 2, msg: `✅ \x1b[1m${name}\x1b[0m\x1b[3m\x1b[2m${more}` }
}

function cross(name: string): LogRecord {
  return { action: 'msg', level: 0, msg: `❌ \x1b[31;1m${name}\x1b[0m` }
}
