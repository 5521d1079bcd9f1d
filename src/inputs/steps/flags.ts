/** Flags, and how many values each takes. */
export type FlagTable = ReadonlyMap<string, number>

/** @param lists number of values -> the flags that take so many, separated by blanks */
export function flagTable(lists: Readonly<Record<number, string>>): FlagTable {
  const entries = Object.entries(lists).flatMap(([count, flags]) =>
    flags.split(/\s+/).map(flag => [flag, Number(count)] as const),
  )
  return new Map(entries)
}

/** The arguments one by one, a flag of the table together with its values. */
export function flagGroups(args: readonly string[], table: FlagTable): string[][] {
  const groups: string[][] = []
  for (let at = 0; at < args.length; ) {
    const end = at + 1 + (table.get(args[at] ?? '') ?? 0)
    groups.push(args.slice(at, end))
    at = end
  }
  return groups
}

/** The arguments that the table has, with their values. */
export function onlyFlags(args: readonly string[], table: FlagTable): string[] {
  return flagGroups(args, table)
    .filter(([flag = '']) => table.has(flag))
    .flat()
}

/** The arguments without those that the table has, and without their values. */
export function withoutFlags(args: readonly string[], table: FlagTable): string[] {
  return flagGroups(args, table)
    .filter(([flag = '']) => !table.has(flag))
    .flat()
}
