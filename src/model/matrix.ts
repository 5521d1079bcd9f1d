import type { System } from './system.ts'

/** A check, or what a `build` step names, that has to be built. */
export interface MatrixItem {
  /** The name of the step. */
  readonly step: string
  /** `checks.x86_64-linux.lint`, or the words of a `build` step. */
  readonly attribute: string
  /** Its store path; null if it cannot be evaluated without building. */
  readonly derivation: string | null
}

/** One job of the output `matrix`. */
export interface MatrixRow {
  readonly name: string
  readonly system: System
  /** For `runs-on`: a label, or a list of two or more. */
  readonly os: string | readonly string[]
  /** The checked-out commit. */
  readonly commit: string
  /** Expected duration; 0 if unknown. */
  readonly seconds: number
  readonly items: readonly MatrixItem[]
  /** Identifies the job that planned it: a digest of workflow and job, and the attempt. */
  readonly plan: string
}

/** A system that a plan looks at, and the labels of the runners that build for it. */
export interface PlannedSystem {
  readonly system: System
  readonly labels: readonly string[]
}

/** An item as a plan finds it. */
export interface PlannedItem extends MatrixItem {
  readonly system: System
}

/** The part of a job in a matrix. */
export interface MatrixPart {
  /** With `plan`: for which systems, and what has to be built there. */
  readonly matrix?: { readonly systems: readonly PlannedSystem[]; readonly items: PlannedItem[] }
  /** The input `shard`, and those of its derivations that the plan handed over: they are in the store. */
  readonly shard?: { readonly row: MatrixRow; readonly handedOver: ReadonlySet<string> }
}
