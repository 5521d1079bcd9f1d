import { closest, distance } from 'fastest-levenshtein'

/** `Did you mean …?` if a known name is close enough to be a typo. */
export function suggest(word: string, names: readonly string[]): string {
  const near = closest(word, names)
  return distance(word, near) <= Math.max(2, word.length / 3) ? `Did you mean ${near}? ` : ''
}
