import { toOneLine } from '../../lib/text.ts'

/** The keys of a restore, which its answer is checked against. */
export interface RequestedKeys {
  readonly key: string
  readonly restoreKeys: readonly string[]
}

/** The result of `@actions/cache`, and the lines that it printed. */
export interface ToolkitResult {
  /** The restored key, or the id of the saved entry. */
  readonly value?: string | number | null
  /** The message of what it threw. */
  readonly error?: string
  /** The HTTP status of the last answer if it was a refusal. */
  readonly status?: number | undefined
  readonly lines: readonly string[]
}

/** A call that did not succeed, with one sentence for the log. */
export interface CallFailure {
  readonly kind: 'refused' | 'broken' | 'too-big' | 'read-only' | 'exists'
  readonly message: string
}

/** The outcome of a restore; `message` is one sentence for the log. */
export type RestoreJudgment =
  | { readonly kind: 'hit'; readonly key: string }
  | { readonly kind: 'miss'; readonly message: string }
  | CallFailure

/** The outcome of a save. */
export type SaveJudgment = { readonly kind: 'saved' } | CallFailure

/** Interprets the result of a restore: the toolkit returns nothing both for a miss and for a failure. */
export function judgeRestore(
  { value, error, status, lines }: ToolkitResult,
  requested: RequestedKeys,
): RestoreJudgment {
  if (error !== undefined) return broken(withStatus(error, status))
  if (value === undefined || value === null) {
    const line = lastMatch(lines, /^Failed to restore: (.*)/)
    if (line !== undefined) {
      const failure = withStatus(line, status)
      return refusalOf(failure) ?? broken(failure)
    }
    return { kind: 'miss', message: "GitHub's cache has no entry for this run." }
  }
  const key = String(value)
  const fits = [requested.key, ...requested.restoreKeys].some(it => key.startsWith(it))
  return fits && /^[\x20-\x7e]{1,512}$/.test(key)
    ? { kind: 'hit', key }
    : broken(`it returned a key that was not requested (${key})`)
}

/** Interprets the result of a save: the toolkit blames "another job" for any failed reservation. */
export function judgeSave({ value, error, status, lines }: ToolkitResult): SaveJudgment {
  const failed = lastMatch(lines, /^Failed to save: (.*)/)
  // Version 1 gives the id of what it reserved also where the upload failed.
  if (typeof value === 'number' && value >= 0 && failed === undefined) return { kind: 'saved' }
  const reason =
    error ??
    lastMatch(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
    failed ??
    lines.map(plain).find(line => /^::warning|^::error/.test(line)) ??
    ''
  const detail = withStatus(reason, status)
  if (lines.some(line => line.includes('cache write denied:')))
    return {
      kind: 'read-only',
      message: "GitHub's cache is read-only for this run; nothing is saved.",
    }
  if (tells(detail, 409) || detail.includes('already exists'))
    return { kind: 'exists', message: "Another job already saved this entry to GitHub's cache." }
  if (tells(detail, 413) || /too large|exceeds|over the .* limit/i.test(detail))
    return {
      kind: 'too-big',
      message: `GitHub's cache does not accept an archive of this size: ${quoted(detail)}`,
    }
  return refusalOf(detail) ?? broken(detail)
}

/** The failure of a service that does not work or cannot be reached. */
export function broken(detail: string): CallFailure {
  return { kind: 'broken', message: `GitHub's cache does not work in this run: ${quoted(detail)}` }
}

/** What the toolkit says of an answer whose body is no JSON, which it always expects. */
const NO_JSON = /(Unexpected|Expected|Unterminated|Bad) .*JSON.*/

/** A reason with the HTTP status, if it is known and not in there. */
function withStatus(reason: string, status: number | undefined): string {
  if (status === undefined || tells(reason, status)) return reason
  const text = reason.replace(NO_JSON, '').trim()
  const told = `HTTP status ${status}`
  if (text === '' || text.endsWith(':')) return `${text} ${told}`.trim()
  return `${text.replace(/\.$/, '')} (${told})`
}

/** Whether a reason tells one of these HTTP statuses, in the words of the toolkit or of {@link withStatus}. */
function tells(reason: string, ...statuses: number[]): boolean {
  return new RegExp(`(\\(|responded with |HTTP status )(${statuses.join('|')})\\b`).test(reason)
}

function refusalOf(detail: string): CallFailure | undefined {
  const refused = (what: string): CallFailure => ({
    kind: 'refused',
    message: `GitHub's cache ${what}`,
  })
  if (detail.includes('cache read denied:')) return refused('does not allow this run to read.')
  if (tells(detail, 429) || detail.includes('Rate limited'))
    return refused('received too many requests from this repository within a minute (429).')
  if (/storage quota has been hit/.test(detail))
    return refused("is full: the repository's storage quota is used up.")
  if (tells(detail, 401, 403)) return refused(`refuses this run: ${quoted(detail)}`)
  return undefined
}

/** The match in the last matching line, of any level. */
function lastMatch(lines: readonly string[], pattern: RegExp): string | undefined {
  const found = lines.map(line => pattern.exec(plain(line).replace(/^::\w+::/, ''))?.[1])
  return found.findLast(it => it !== undefined)
}

/** A line without the escapes of workflow commands. */
function plain(line: string): string {
  return line.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%')
}

/** One line of the service's text; the signature of a URL is a secret while the URL is valid. */
function quoted(detail: string): string {
  const text = detail
    .replace(/^::\w+::/, '')
    .replace(/\s*If you are using self-hosted runners.*/s, '')
    .replace(/\bsig=[^&\s"']*/gi, 'sig=***')
  const line = toOneLine(text, 240) || 'no reason given'
  return /[.!?…]$/.test(line) ? line : `${line}.`
}
