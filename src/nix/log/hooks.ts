import { stripVTControlCharacters } from 'node:util'
import { Tail } from '../../host/process/lines.ts'
import type { FailedHook } from './errors.ts'

const MAX_LINES = 40
const PROGRAM = /^running post-build-hook '([^\n]+)'$/
const FAILED =
  /^error: program ['"]?([^\n]+?)['"]? (?:failed with exit code|failed due to signal|died)/

/** The last post-build hook, of which an error names only the program. */
export class Hooks {
  #last: { program: string; derivation: unknown; tail: Tail } | undefined

  start(text: string, derivation: unknown): void {
    const program = PROGRAM.exec(stripVTControlCharacters(text))?.[1] ?? ''
    this.#last = { program, derivation, tail: new Tail(MAX_LINES) }
  }

  line(text: string): void {
    this.#last?.tail.push(stripVTControlCharacters(text))
  }

  /** The hook that an error is about, if any. */
  failed(text: string): { readonly hook?: FailedHook } {
    const last = this.#last
    if (!last || FAILED.exec(text)?.[1] !== last.program) return {}
    const { program, derivation, tail } = last
    const of = typeof derivation === 'string' ? { derivation } : {}
    return { hook: { program, ...of, lines: tail.lines() } }
  }
}
