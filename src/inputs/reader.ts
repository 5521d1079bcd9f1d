import { DURATION_ALLOWED, parseDuration } from '../lib/format.ts'
import type { Problem } from './problem.ts'

/** Reads the texts of inputs as plain values, and gathers what is wrong with them. */
export class InputTexts<Name extends string> {
  readonly problems: Problem[] = []
  protected readonly get: (name: Name) => string

  /** @param get the text of an input; empty where the user gave none */
  constructor(get: (name: Name) => string) {
    this.get = get
  }

  protected choice<T extends string>(name: Name, choices: readonly [T, ...T[]]): T {
    const isChoice = (text: string) => (choices as readonly string[]).includes(text)
    return (this.matching(name, isChoice, `One of ${choices.join(', ')}.`) ?? choices[0]) as T
  }

  protected text(name: Name): string | undefined {
    const text = this.get(name).trim()
    return text === '' ? undefined : text
  }

  /** The lines that are not blank. */
  protected lines(name: Name): string[] {
    const lines = this.get(name)
      .split('\n')
      .map(line => line.trim())
    return lines.filter(line => line !== '')
  }

  protected matching(
    name: Name,
    is: (text: string) => boolean,
    allowed: string,
  ): string | undefined {
    const text = this.text(name)
    if (text === undefined || is(text)) return text
    this.problem(name, text, allowed)
    return undefined
  }

  protected bool(name: Name, otherwise: boolean): boolean {
    const text = this.matching(name, it => /^(true|false)$/i.test(it), 'true or false.')
    return text === undefined ? otherwise : text.toLowerCase() === 'true'
  }

  protected duration(name: Name): number | undefined {
    const isDuration = (text: string) => parseDuration(text) !== undefined
    return parseDuration(this.matching(name, isDuration, DURATION_ALLOWED) ?? '')
  }

  /** Bytes of `500MB` or `2GB`; 1 MB is a million of them. */
  protected size(name: Name): number | undefined {
    const pattern = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i
    const text = this.matching(name, it => pattern.test(it), 'A size such as 500MB or 2GB.')
    const [, number = '', unit = ''] = pattern.exec(text ?? '') ?? []
    return number === '' ? undefined : Number(number) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6)
  }

  protected problem(where: string, value: string, allowed: string): void {
    this.problems.push({ where, value, expected: allowed })
  }
}
