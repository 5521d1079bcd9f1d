import { isAtLeast } from './version.ts'

/** Flake outputs with one set per system. The names in such a set may contain dots. */
export const BY_SYSTEM: readonly string[] = ['checks', 'packages', 'devShells', 'apps', 'bundlers']

const PART = String.raw`(?:[A-Za-z_][\w'-]*|"(?:[^"\\]|\\[\s\S])*")`
const WRITTEN = new RegExp(`^${PART}(?:\\.${PART})*$`)
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * An attribute path as reports name it: without the quotes that Nix prints since 2.20 (`checks.x86_64-linux."py3.11"`,
 * print.cc, printIdentifier). Anything else is returned unchanged.
 */
export function plainAttribute(written: string): string {
  if (!written.includes('"') || !WRITTEN.test(written)) return written
  return written.replace(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, part: string) =>
    part.replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char),
  )
}

/** Splits an attribute as reports name it; a name below a system is one part, including its dots. */
export function attributeParts(attribute: string): string[] {
  const [, output = '', system = '', name = ''] = /^(\w+)\.([^.]+)\.(.*)$/s.exec(attribute) ?? []
  return BY_SYSTEM.includes(output) ? [output, system, name] : attribute.split('.')
}

/** Older versions look for every attribute path in packages and legacyPackages first, which may not even evaluate. */
const EXACT_PATHS_SINCE = '2.19'

/** What precedes an attribute path from the outputs in an installable, so that Nix looks nowhere else. */
export function pathPrefix({ version }: { readonly version: string }): string {
  return isAtLeast(version, EXACT_PATHS_SINCE) ? '.' : ''
}

/**
 * An attribute as an installable. Nix URL-decodes the part after `#`, so that a name can contain any character, but has no
 * escapes between quotes. (parseAttrPath)
 * @param reference the flake reference
 * @param prefix of the attribute path
 * @returns undefined if no installable can name it: a part is empty or contains `"`
 */
export function installableOf(
  reference: string,
  parts: readonly string[],
  prefix = '',
): string | undefined {
  if (parts.some(part => part === '' || part.includes('"'))) return undefined
  return `${reference}#${prefix}${parts.map(fragment).join('.')}`
}

function fragment(part: string): string {
  if (/^[A-Za-z_][\w'-]*$/.test(part)) return part
  return `"${encodeURIComponent(part).replaceAll('%20', ' ')}"`
}

/** Arguments of `nix eval --raw` that print the path of a derivation, whatever its name. */
export function derivationArgs(reference: string, parts: readonly string[], prefix = ''): string[] {
  const installable = installableOf(reference, parts, prefix)
  if (installable) return [`${installable}.drvPath`]
  const [output = '', ...rest] = parts
  const path = rest.map(nixString).join('.')
  return [`${reference}#${prefix}${output}`, '--apply', `it: it.${path}.drvPath`]
}

/** A string literal in Nix; CR is escaped, because Nix reads a bare CR LF as LF. */
export function nixString(value: string): string {
  const escaped = value.replace(/["\\]|\$(?=\{)/g, '\\$&')
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`
}
