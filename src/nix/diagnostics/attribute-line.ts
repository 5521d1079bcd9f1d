import { attributeParts, BY_SYSTEM, plainAttribute } from '../attribute.ts'

/** An attribute binding in a Nix file. */
interface Binding {
  /** The path from the outermost enclosing set; `*` for a computed part. */
  readonly path: readonly string[]
  readonly line: number
  /** The last line of its value. */
  end: number
}

/** The lines of an attribute and its value. */
export interface Extent {
  readonly line: number
  readonly end: number
  /** Only an enclosing set was found. */
  readonly isSet?: boolean
}

/** Comments, strings, computed and plain names, and punctuation that opens, closes, binds or separates. */
const TOKEN =
  /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"|\$\{[^{}]*\}|[A-Za-z_][\w'-]*|[=!<>]=|[{}()[\]=;.,:]|\n/g

const COMPUTED = '*'
/** Output names of a flake. */
const OUTPUTS = new Set([
  ...BY_SYSTEM,
  ...['formatter', 'overlays', 'nixosModules', 'nixosConfigurations', 'hydraJobs', 'templates'],
  ...['lib', 'legacyPackages', 'defaultPackage', 'devShell', 'defaultApp', 'overlay'],
])

interface Match {
  readonly parts: number
  readonly score: number
}

/**
 * Finds the line that binds an attribute with a lexical search. Nothing is evaluated, so computed names are not found.
 * @param text a Nix file
 * @param name a path such as `checks.x86_64-linux.lint`; parts that the file computes (`${system}`) may be missing
 * @param isWhole accept only a line where every part of the path is found, in order
 * @returns a line from 1: of the attribute, else of the innermost enclosing set, else of a binding with the same last
 * name
 */
export function attributeLine(text: string, name: string, isWhole = false): number | undefined {
  return attributeExtent(text, name, isWhole)?.line
}

/** As {@link attributeLine}, with the end of its value. */
export function attributeExtent(text: string, name: string, isWhole = false): Extent | undefined {
  const all = bindings(text)
  const parts = name.startsWith('checks.')
    ? attributeParts(plainAttribute(name))
    : splitAttribute(name)
  const whole = bestLine(all, parts, isWhole ? parts.length : Math.min(2, parts.length))
  if (whole || isWhole) return whole
  return setExtent(all, parts) ?? bestLine(all, parts, 1)
}

/** The line of the innermost set that would hold a missing attribute. */
export function setLine(text: string, name: string): number | undefined {
  return setExtent(bindings(text), splitAttribute(name))?.line
}

function setExtent(all: readonly Binding[], parts: readonly string[]): Extent | undefined {
  const sets = all.flatMap(({ path, ...lines }) =>
    path.map((_, at) => ({ path: path.slice(0, at + 1), ...lines })),
  )
  for (let length = parts.length - 1; length > 0; length--) {
    const set = bestLine(sets, parts.slice(0, length), length, length > 1)
    if (set) return { ...set, isSet: true }
  }
  return undefined
}

/** The attribute that is bound on a line. */
export function extentAt(text: string, line: number): Extent | undefined {
  return bindings(text).find(it => it.line === line)
}

function bestLine(
  all: readonly Binding[],
  wanted: readonly string[],
  minParts: number,
  isSet = false,
): Extent | undefined {
  const fits = all.flatMap(({ path, line, end }) => {
    const fit = match(path, wanted, isSet)
    return fit && fit.parts >= minParts ? [{ line, end, ...fit }] : []
  })
  return fits.toSorted((a, b) => b.score - a.score || a.line - b.line)[0]
}

/** The parts of a path as Nix writes it; quoted parts may contain dots. */
function splitAttribute(name: string): string[] {
  return [...name.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([part, quoted]) => quoted ?? part)
}

/**
 * Scores how well a path matches, from its last part, which is required. Higher is better; undefined is no match.
 * @param isSet the last part may be computed, because it is only an enclosing set
 */
function match(
  path: readonly string[],
  wanted: readonly string[],
  isSet: boolean,
): Match | undefined {
  const [output = ''] = wanted
  // The same name in another output is a different attribute.
  if (OUTPUTS.has(output) && !path.includes(output) && path.some(it => OUTPUTS.has(it)))
    return undefined
  const last = path.at(-1)
  if (last !== wanted.at(-1) && !(isSet && path.length > 1 && last === COMPUTED)) return undefined
  let parts = 1
  let score = 1
  let end = path.length - 1
  for (const part of wanted.slice(0, -1).reverse()) {
    const at = path.slice(0, end).findLastIndex(it => it === part || it === COMPUTED)
    if (at < 0) continue
    parts += 1
    score += path[at] === COMPUTED ? 0.9 : 1
    end = at
  }
  // Of two equal matches, prefer the one with fewer enclosing sets.
  return { parts, score: score - path.length / 1000 }
}

/** What is open between two brackets until a `;`: attributes, and `with` or `assert` (undefined). */
type Unended = (Binding | undefined)[]

/** An open set, list or pair of parentheses. */
interface Open {
  readonly path: readonly string[]
  readonly isInherit: boolean
  readonly unended: Unended
}

/** Every `a.b =` and `inherit a`, with its enclosing sets. */
function bindings(text: string): Binding[] {
  const found: Binding[] = []
  const open: Open[] = []
  let names: string[] = []
  /** The path of the current value. */
  let value: readonly string[] = []
  let isInherit = false
  let previous = ''
  let line = 1
  let unended: Unended = []
  const bind = (path: readonly string[]) => {
    const binding = { path: [...open.flatMap(set => set.path), ...path], line, end: line }
    found.push(binding)
    if (!isInherit) unended.push(binding)
  }
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '=') {
      if (names.length > 0) bind(names)
      value = names
    } else if ('{(['.includes(token)) {
      open.push({ path: value, isInherit, unended })
      value = []
      unended = []
      isInherit = false
    } else if ('})]'.includes(token)) {
      const set = open.pop()
      value = set?.path ?? []
      isInherit = set?.isInherit ?? false
      unended = set?.unended ?? []
    } else if (token === ';') {
      const ended = isInherit ? undefined : unended.pop()
      if (ended) ended.end = line
      value = []
      isInherit = false
    } else if (token === 'with' || token === 'assert') unended.push(undefined)
    else if (token === 'inherit') isInherit = true
    const name = nameOf(token)
    if (name && isInherit && token !== 'inherit') bind([name])
    if (name) names = previous === '.' ? [...names, name] : [name]
    else if (token !== '.' && !isBlank(token)) names = []
    if (!isBlank(token)) previous = token
    line += token.split('\n').length - 1
  }
  return found
}

function nameOf(token: string): string | undefined {
  if (token.startsWith('$') || /^".*\$\{/s.test(token)) return COMPUTED
  if (token.startsWith('"')) return plainAttribute(token)
  return /^[A-Za-z_]/.test(token) ? token : undefined
}

function isBlank(token: string): boolean {
  return token === '\n' || token.startsWith('#') || token.startsWith('/*')
}
