import { toOneLine } from '../../lib/text.ts'

/** What was asked for, as far as an answer is checked against it. */
export interface Asked {
  readonly key: string
  readonly restoreKeys: readonly string[]
}

/** What `@actions/cache` gave back, and the lines that it printed. */
export interface Answer {
  /** The key that was restored, or the id that was saved. */
  readonly value?: string | number | null
  /** What it threw. */
  readonly error?: string
  readonly lines: readonly string[]
}

/** Why something was not done. */
export interface Trouble {
  readonly kind: 'refused' | 'broken' | 'too-big' | 'read-only' | 'exists'
  readonly told: string
}

/** What came of a restore. `told` is one sentence for the log. */
export type RestoreJudgement =
  | { readonly kind: 'hit'; readonly key: string }
  | { readonly kind: 'miss'; readonly told: string }
  | Trouble

/** What came of a save. */
export type SaveJudgement = { readonly kind: 'saved' } | Trouble

/** Reads the answer to a restore: the toolkit returns nothing both where nothing is there and where all failed. */
export function judgeRestore({ value, error, lines }: Answer, asked: Asked): RestoreJudgement {
  if (error !== undefined) return broken(error)
  if (value === undefined || value === null) {
    const failure = said(lines, /^Failed to restore: (.*)/)
    if (failure !== undefined) return refusalOf(failure) ?? broken(failure)
    return { kind: 'miss', told: "GitHub's cache has nothing for this run." }
  }
  const key = String(value)
  const fits = [asked.key, ...asked.restoreKeys].some(it => key.startsWith(it))
  return fits && /^[\x20-\x7e]{1,512}$/.test(key)
    ? { kind: 'hit', key }
    : broken(`it answered with a key that was not asked for (${key})`)
}

/** Reads the answer to a save: what the toolkit says of "another job" can be any failure of a reservation. */
export function judgeSave({ value, error, lines }: Answer): SaveJudgement {
  if (typeof value === 'number' && value >= 0) return { kind: 'saved' }
  const detail =
    error ??
    said(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
    said(lines, /^Failed to save: (.*)/) ??
    lines.map(plain).find(line => /^::warning|^::error/.test(line)) ??
    ''
  if (lines.some(line => line.includes('cache write denied:')))
    return { kind: 'read-only', told: "GitHub's cache lets this run read only; nothing is saved." }
  if (/\(409\)|already exists/.test(detail))
    return { kind: 'exists', told: "Another job saved the same to GitHub's cache before." }
  if (/\(413\)|too large|exceeds|over the .* limit/i.test(detail))
    return {
      kind: 'too-big',
      told: `GitHub's cache does not take an archive of this size: ${quoted(detail)}`,
    }
  return refusalOf(detail) ?? broken(detail)
}

/** That the service, or the way to it, does not work. */
export function broken(detail: string): Trouble {
  return { kind: 'broken', told: `GitHub's cache does not work in this run: ${quoted(detail)}` }
}

function refusalOf(detail: string): Trouble | undefined {
  const told = (what: string): Trouble => ({ kind: 'refused', told: `GitHub's cache ${what}` })
  if (detail.includes('cache read denied:')) return told('does not let this run read.')
  if (/Rate limited|\(429\)/.test(detail))
    return told('had too many requests of this repository within a minute (429).')
  if (/storage quota has been hit/.test(detail))
    return told("has no room left: the repository's storage quota is used up.")
  if (/\((401|403)\)/.test(detail)) return told(`refuses this run: ${quoted(detail)}`)
  return undefined
}

/** The last line, of whatever level, that matches. */
function said(lines: readonly string[], pattern: RegExp): string | undefined {
  const found = lines.map(line => pattern.exec(plain(line).replace(/^::\w+::/, ''))?.[1])
  return found.findLast(it => it !== undefined)
}

/** Without the escapes of workflow commands. */
function plain(line: string): string {
  return line.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%')
}

/** The signature of an address is a secret for as long as the address is good. */
function quoted(detail: string): string {
  const text = detail
    .replace(/^::\w+::/, '')
    .replace(/\s*If you are using self-hosted runners.*/s, '')
    .replace(/\bsig=[^&\s"']*/gi, 'sig=***')
  const line = toOneLine(text, 240) || 'it gave no reason'
  return /[.!?…]$/.test(line) ? line : `${line}.`
}
