/**
 * A failure that we foresaw: the message says what happened and where, `hint` what to do about it.
 * Everything else that is thrown is a defect of ours and is reported with its stack.
 */
export class ActionError extends Error {
  readonly hint: string

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.hint = hint
  }
}

/** The text for a log or an annotation: message, its causes, and the hint. */
export function formatError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const causes: string[] = []
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
    if (!error.message.includes(cause.message)) causes.push(cause.message)
  }
  const because = causes.length > 0 ? ` (${causes.join('; ')})` : ''
  const hint = error instanceof ActionError ? `\n${error.hint}` : ''
  return `${error.message}${because}${hint}`
}
