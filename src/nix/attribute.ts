/** Outputs of a flake with a set for each system; what stands in these is one name, dots and all. */
export const BY_SYSTEM: readonly string[] = ['checks', 'packages', 'devShells', 'apps', 'bundlers']

const PART = String.raw`(?:[A-Za-z_][\w'-]*|"(?:[^"\\]|\\[\s\S])*")`
const WRITTEN = new RegExp(`^${PART}(?:\\.${PART})*$`)
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * An attribute path as Nix writes it since 2.20, `checks.x86_64-linux."py3.11"`, as reports name it: each part as it is.
 * (print.cc, printIdentifier) What is not written so, as before, is left.
 */
export function plainAttribute(written: string): string {
  if (!written.includes('"') || !WRITTEN.test(written)) return written
  return written.replace(/"((?:[^"\\]|\\[\s\S])*)"/g, (_, part: string) =>
    part.replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char),
  )
}

/** The parts of an attribute as reports name it; what cannot be parted without doubt is one part. */
export function partsOf(attribute: string): string[] {
  const [, output = '', system = '', name = ''] = /^(\w+)\.([^.]+)\.(.*)$/s.exec(attribute) ?? []
  return BY_SYSTEM.includes(output) ? [output, system, name] : attribute.split('.')
}

/**
 * An attribute as an installable of Nix. The part behind `#` is decoded as in a URL, so that every character can be in a
 * name; but between its quotes Nix knows no escape. (parseAttrPath)
 * @param reference of the flake
 * @returns undefined where no installable can name it: a part is empty, or has `"` in it
 */
export function installableOf(reference: string, parts: readonly string[]): string | undefined {
  if (parts.some(part => part === '' || part.includes('"'))) return undefined
  return `${reference}#${parts.map(fragment).join('.')}`
}

function fragment(part: string): string {
  if (/^[A-Za-z_][\w'-]*$/.test(part)) return part
  return `"${encodeURIComponent(part).replaceAll('%20', ' ')}"`
}

/** Words of `nix eval --raw` that print the path of a derivation, whatever it is called. */
export function derivationWords(reference: string, parts: readonly string[]): string[] {
  const installable = installableOf(reference, parts)
  if (installable) return [`${installable}.drvPath`]
  const [output = '', ...rest] = parts
  const path = rest.map(nixString).join('.')
  return [`${reference}#${output}`, '--apply', `it: it.${path}.drvPath`]
}

/** A string as Nix text; Nix takes a bare CR LF for LF. */
export function nixString(value: string): string {
  const escaped = value.replace(/["\\]|\$(?=\{)/g, '\\$&')
  return `"${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`
}
