/** A nix.conf setting, or an `include` line with the path as `value`. */
export interface Setting {
  readonly name: string
  readonly value: string
}

export interface BadLine {
  readonly line: number
  readonly text: string
}

/** Parses nix.conf text: `name = value` lines, `include` and `!include`, `#` comments. */
export function parseConf(text: string): { settings: Setting[]; bad: BadLine[] } {
  const settings: Setting[] = []
  const bad: BadLine[] = []
  text.split('\n').forEach((full, index) => {
    const line = full.replace(/#.*/, '').trim()
    if (line === '') return
    const match = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? /^(!?include)\s+(\S.*)$/.exec(line)
    if (match) settings.push({ name: match[1] ?? '', value: match[2] ?? '' })
    else bad.push({ line: index + 1, text: full.trim() })
  })
  return { settings, bad }
}

/** Formats settings as nix.conf text. */
export function formatConf(settings: readonly Setting[]): string {
  const line = ({ name, value }: Setting) =>
    /^!?include$/.test(name) ? `${name} ${value}` : `${name} = ${value}`.trimEnd()
  return settings.map(setting => `${line(setting)}\n`).join('')
}

/**
 * Merges our settings with the user's, which replace ours. Our `extra-…` settings come last, because a later
 * `name = value` would drop what an earlier `extra-name` added.
 */
export function mergeConf(ours: readonly Setting[], users: readonly Setting[]): Setting[] {
  const given = new Set(users.map(({ name }) => name))
  const plain = ours.filter(({ name }) => !name.startsWith('extra-') && !given.has(name))
  const extra = ours.filter(({ name }) => name.startsWith('extra-'))
  return [...plain, ...users, ...extra]
}

/** A setting's name without `extra-`. */
export function baseName(name: string): string {
  return name.replace(/^extra-/, '')
}
