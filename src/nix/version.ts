/** Compares version numbers part by part: negative, zero or positive, as `Array.sort` wants it. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether `version` is at least `least`. */
export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0
}

/** Whether a full version such as `2.34.7` is of the line `2.34`, or is that very version. */
export function isOfLine(version: string, line: string): boolean {
  return version === line || version.startsWith(`${line}.`)
}

function numbers(version: string): number[] {
  return (version.match(/^\d+(\.\d+)*/)?.[0] ?? '').split('.').map(Number)
}
