import type { FlakePart } from './wrapper-flake.ts'

/** The attribute names of an output; null: it is checked as a whole. */
export type OutputNames = null | {
  /** Its attributes. */
  readonly all: readonly string[]
  /** Attributes of each selected system; null if that is not a set. */
  readonly systems?: Readonly<Record<string, readonly string[] | null>>
}

/** Splits the outputs of a flake into parts that cover all of it and do not overlap. */
export function splitOutputs(outputs: Readonly<Record<string, OutputNames>>): FlakePart[] {
  return Object.entries(outputs).flatMap(([output, names]) => splitOutput(output, names))
}

function splitOutput(output: string, names: OutputNames): FlakePart[] {
  if (!names) return [whole(output)]
  const { all, systems } = names
  const inSystems = Object.entries(systems ?? {}).map(([system, members]) => ({
    name: system,
    paths: (members ?? []).map(member => [output, system, member]),
  }))
  const parts = systems ? inSystems : all.map(name => ({ name, paths: [[output, name]] }))
  const parted = parts.filter(({ paths }) => paths.length > 0)
  const without = parted.map(({ name }) => name)
  const isLeft = parted.length === 0 || all.some(name => !without.includes(name))
  const pieces = parted.flatMap(({ paths }) => paths.map(path => ({ path, without: [] })))
  return isLeft ? [...pieces, whole(output, without)] : pieces
}

function whole(output: string, without: readonly string[] = []): FlakePart {
  return { path: [output], without }
}

/** The attribute as reports name it: `checks.x86_64-linux.lint`. */
export function partName({ path }: FlakePart): string {
  return path.join('.')
}
