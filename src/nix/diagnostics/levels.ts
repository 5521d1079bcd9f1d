import { escapeInvisibleText } from '../../lib/text.ts'
import { type Explained, withReason } from './describe.ts'

/** Nix's message for each part of a derivation that is in place of a set of derivations. */
const NO_DERIVATION = /^flake attribute '(.+)\.drvPath' is not a derivation/s
/** Its message since 2.13 for a name in place of a system. */
const NO_SYSTEM = /^'([^'\n]+)' is not a valid system type/
const SYSTEM = /^[\w.]+-(?:linux|darwin|windows|cygwin|none|[a-z]*bsd[\d.]*)$/

/** Merges everything that Nix reports about a missing level of attributes into one failure. */
export function mergeMissingLevels(explained: readonly Explained[]): Explained[] {
  const sets = new Set(explained.flatMap(one => setOf(one) ?? []))
  const isPart = ({ attributes, derivation }: Explained, set: string) =>
    derivation === undefined && attributes.some(name => name.startsWith(`${set}.`))
  const others = explained.filter(one => ![...sets].some(set => isPart(one, set)))
  return [...[...sets].map(set => missingLevel(set, explained)), ...others.map(withoutSystem)]
}

/** The set that should be there instead of a derivation, from a part that every derivation has. */
function setOf({ nixMessage: message = '', attributes: [name] }: Explained): string | undefined {
  const set = NO_DERIVATION.exec(message)?.[1]
  return name === `${set}.drvPath` ? set : undefined
}

/** `checks.x86_64-linux = derivation …`, or `checks.lint = derivation …` before 2.13. */
function missingLevel(set: string, explained: readonly Explained[]): Explained {
  const first = explained.find(one => setOf(one) === set) as Explained
  const [, output = set, name = ''] = /^([^.]+)\.(.+)$/s.exec(set) ?? []
  const isSystem = SYSTEM.test(name)
  const advice = isSystem
    ? `give it a name (${set}.NAME)`
    : `add its system (${output}.SYSTEM.${name})`
  const reason = `${set} is a derivation, but must be a set of derivations; ${advice}\nNix says: ${first.nixMessage}`
  const one = { ...first, ...withReproduceAll(first), attributes: [set], parts: [`${set}.`] }
  return withReason(isSystem ? one : { ...one, level: output }, escapeInvisibleText(reason))
}

/** `checks.lint = derivation …` */
function withoutSystem(one: Explained): Explained {
  const [message, system = ''] = NO_SYSTEM.exec(one.nixMessage ?? '') ?? []
  const [name = ''] = one.attributes
  if (
    one.level !== undefined ||
    message === undefined ||
    !name.endsWith(`.${system}`) ||
    SYSTEM.test(system)
  )
    return one
  const output = name.slice(0, -system.length - 1)
  const reason = `${name}: ${message}; add its system (${output}.SYSTEM.${system})`
  return withReason(
    { ...one, ...withReproduceAll(one), level: output },
    escapeInvisibleText(reason),
  )
}

/** No single attribute reproduces it. */
function withReproduceAll({
  reproduce,
  reproduceAll = reproduce,
}: Explained): Pick<Explained, 'reproduce'> {
  return { reproduce: reproduceAll }
}
