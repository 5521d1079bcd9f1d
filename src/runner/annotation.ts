export type AnnotationKind = 'notice' | 'warning' | 'error'

/** An annotation of the job page. (workflow commands `notice`, `warning`, `error`) */
export interface Annotation {
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
}

/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
export const BUDGET = 10
export const LONGEST = 3900
