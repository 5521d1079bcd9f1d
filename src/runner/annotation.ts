import type { Place } from '../model/report.ts'

export type AnnotationKind = 'notice' | 'warning' | 'error'

/** An annotation on the job page. (workflow commands `notice`, `warning`, `error`) */
export interface Annotation extends Partial<Place> {
  readonly title: string
  readonly message: string
  readonly endLine?: number
  readonly endColumn?: number
}

/** The runner keeps ten annotations of each kind per step, and cuts messages at 4096 characters. (ExecutionContext.cs) */
export const MAX_ANNOTATIONS = 10
export const MAX_MESSAGE_LENGTH = 3900
