/**
 * An expected failure: the message says what happened and where, `hint` what to do about it. Any other error is a bug
 * in the action and is reported with its stack.
 */
export class ActionError extends Error {
  readonly hint: string

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ActionError'
    this.hint = hint
  }
}

/** Several expected failures, each with a message of its own. */
export class ActionErrors extends Error {
  readonly errors: readonly ActionError[]

  constructor(errors: readonly ActionError[]) {
    super(errors.map(({ message }) => message).join('\n'))
    this.name = 'ActionErrors'
    this.errors = errors
  }
}

/** An error as text for the log or an annotation: message, causes and hint. */
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
