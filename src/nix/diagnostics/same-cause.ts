import { alsoAffected, type Explained, withReason } from './describe.ts'
import { mergeMissingLevels } from './levels.ts'

/**
 * Merges failures with the same cause into one entry that lists everything affected: the same message at the same
 * place, or the same missing level of attributes. Builds already have one entry each. Pure and idempotent.
 */
export function mergeSameCause(explained: readonly Explained[]): Explained[] {
  const groups = new Map<unknown, [Explained, ...Explained[]]>()
  for (const one of mergeMissingLevels(explained)) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].map(merged)
}

/** The entry itself if nothing else shares its cause. */
function keyOf(one: Explained): unknown {
  const { kind, nixMessage, derivation, attributes, file, line, column, level } = one
  if (level !== undefined) return `level ${level}`
  if (nixMessage === undefined || derivation !== undefined) return one
  // Messages may differ only in the name of the attribute.
  const [name = ''] = attributes
  return JSON.stringify([
    kind,
    name === '' ? nixMessage : nixMessage.replaceAll(name, ''),
    file,
    line,
    column,
  ])
}

function merged([first, ...others]: [Explained, ...Explained[]]): Explained {
  const attributes = [...new Set([first, ...others].flatMap(one => one.attributes))]
  const affected = attributes.filter(name => !first.attributes.includes(name))
  if (affected.length === 0) return first
  const parts = [first, ...others].flatMap(one => one.parts ?? [])
  return withReason({ ...first, attributes, parts }, `${first.reason}\n${alsoAffected(affected)}`)
}
