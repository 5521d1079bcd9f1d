import { stripVTControlCharacters } from 'node:util'
import { Tail } from '../../host/process/lines.ts'
import type { FailedHook } from './errors.ts'

const MAX_LINES = 40
const PROGRAM = /^running post-build-hook '([^\n]+)'$/
const FAILED =
  /^error: program ['"]?([^\n]+?)['"]? (?:failed with exit code|failed due to signal|died)/

/** The hook that ran last: an error of Nix says no more of it than the name of its program. */
export class Hooks {
  #last: { program: string; derivation: unknown; tail: Tail } | undefined

  start(text: string, derivation: unknown): void {
    const program = PROGRAM.exec(stripVTControlCharacters(text))?.[1] ?? ''
    this.#last = { program, derivation, tail: new Tail(MAX_LINES) }
  }

  line(text: string): void {
    this.#last?.tail.push(stripVTControlCharacters(text))
  }

  /** The hook of which an error speaks; none where it speaks of something else. */
  failed(text: string): { readonly hook?: FailedHook } {
    const last = this.#last
    if (!last || FAILED.exec(text)?.[1] !== last.program) return {}
    const { program, derivation, tail } = last
    const of = typeof derivation === 'string' ? { derivation } : {}
    return { hook: { program, ...of, lines: tail.lines() } }
  }
}
