import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'

/**
 * Overwrites variables where the kernel shows them to others: the initial environment of a process stays in its memory,
 * and readable in /proc, for as long as it lives. Nothing is written unless that memory holds what /proc shows.
 * @param names of variables that `process.env` no longer has
 * @returns whether none of them can be read any more
 */
export function eraseInitialEnvironment(names: readonly string[]): boolean {
  try {
    const shown = readFileSync('/proc/self/environ')
    const { start, end } = environmentBounds(readFileSync('/proc/self/stat', 'latin1'))
    const memory = openSync('/proc/self/mem', 'r+')
    try {
      const found = Buffer.alloc(end - start)
      readSync(memory, found, 0, found.length, start)
      if (!found.equals(shown)) return false
      const erased = withoutVariables(found, names)
      writeSync(memory, erased, 0, erased.length, start)
      return readFileSync('/proc/self/environ').equals(erased)
    } finally {
      closeSync(memory)
    }
  } catch {
    // Another system, no /proc, a kernel that does not allow it.
    return false
  }
}

/** The addresses of the initial environment: env_start and env_end of proc_pid_stat(5), fields 50 and 51. */
function environmentBounds(stat: string): { start: number; end: number } {
  // The second field is a name, which can hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { start: Number(fields[47]), end: Number(fields[48]) }
}

/** An environment, `NAME=value` with a NUL after each, with NULs in place of some variables. Pure. */
export function withoutVariables(environment: Buffer, names: readonly string[]): Buffer {
  const erased = Buffer.from(environment)
  for (let start = 0; start < erased.length; ) {
    const nul = erased.indexOf(0, start)
    const end = nul < 0 ? erased.length : nul
    const name = erased.toString('utf8', start, end).split('=', 1)[0] ?? ''
    if (names.includes(name)) erased.fill(0, start, end)
    start = end + 1
  }
  return erased
}
