import { parseDuration } from '../lib/format.ts'
import type { Problem } from './problem.ts'

export const EXPECTED_DURATION = 'Expected a duration such as 90s, 20m or 1h.'

/** Parses the text of inputs and collects the mistakes in them. */
export class InputTexts<Name extends string> {
  readonly problems: Problem[] = []
  protected readonly get: (name: Name) => string

  /** @param get returns the text of an input; empty if it is not set */
  constructor(get: (name: Name) => string) {
    this.get = get
  }

  protected choice<T extends string>(name: Name, choices: readonly [T, ...T[]]): T {
    const isChoice = (text: string) => (choices as readonly string[]).includes(text)
    return (this.matching(name, isChoice, `Expected one of ${choices.join(', ')}.`) ??
      choices[0]) as T
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
    expected: string,
  ): string | undefined {
    const text = this.text(name)
    if (text === undefined || is(text)) return text
    this.problem(name, text, expected)
    return undefined
  }

  protected bool(name: Name, fallback: boolean): boolean {
    const text = this.matching(name, it => /^(true|false)$/i.test(it), 'Expected true or false.')
    return text === undefined ? fallback : text.toLowerCase() === 'true'
  }

  /** Seconds. */
  protected duration(name: Name): number | undefined {
    const isDuration = (text: string) => parseDuration(text) !== undefined
    return parseDuration(this.matching(name, isDuration, EXPECTED_DURATION) ?? '')
  }

  /** Bytes of `500MB` or `2GB`; 1 MB is a million bytes. */
  protected size(name: Name): number | undefined {
    const pattern = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i
    const text = this.matching(
      name,
      it => pattern.test(it),
      'Expected a size such as 500MB or 2GB.',
    )
    const [, number = '', unit = ''] = pattern.exec(text ?? '') ?? []
    return number === '' ? undefined : Number(number) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6)
  }

  protected problem(where: string, value: string, expected: string): void {
    this.problems.push({ where, value, expected })
  }
}
