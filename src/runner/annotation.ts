export type AnnotationKind = 'notice' | 'warning' | 'error'

/** An annotation on the job page. (workflow commands `notice`, `warning`, `error`) */
export interface Annotation {
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
}

/** The runner keeps ten annotations of each kind per step, and cuts messages at 4096 characters. (ExecutionContext.cs) */
export const MAX_ANNOTATIONS = 10
export const MAX_MESSAGE_LENGTH = 3900
