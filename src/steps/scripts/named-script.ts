import type { Command, Word } from 'unbash'
import { isLiteral, parseScript } from './parse.ts'

/** The script that a command runs. */
export interface NamedScript {
  /** As written: relative to the step's directory, or absolute. */
  readonly path: string
  /** Executed directly, which needs the executable bit, or read by `bash` or `sh`. */
  readonly by: 'itself' | 'shell'
  /** That shell, as written. */
  readonly shell?: string
}

/** Long options of bash with a value, and those without one after which bash still reads a file. */
const OPTIONS_WITH_VALUE = ['--rcfile', '--init-file']
const OPTIONS_WITHOUT_VALUE =
  '--login --noediting --noprofile --norc --posix --restricted --verbose'.split(' ')

/**
 * The script that a command names: the first program it runs, if that is a path, or the file operand if that program is
 * `bash` or `sh`. Undefined for a program on PATH and for what bash would have to expand.
 */
export function scriptOf(command: string): NamedScript | undefined {
  const first = firstCommand(command)
  if (!first?.name || !isLiteral(first.name)) return undefined
  const program = first.name.value
  if (/^(?:\/.*\/)?(?:bash|sh)$/.test(program)) {
    const path = operandOf(first.suffix.filter(it => it.type === 'Word'))
    // bash looks on PATH too for a name without a slash.
    const isFile = path !== undefined && /\/|\.(?:ba)?sh$/.test(path)
    return isFile ? { path, by: 'shell', shell: program } : undefined
  }
  return program.includes('/') ? { path: program, by: 'itself' } : undefined
}

/** The first command after assignments; undefined if it is not a simple one, or if an assignment runs something. */
function firstCommand(text: string): Command | undefined {
  const { commands, errors } = parseScript(text)
  if (errors) return undefined
  for (const { command, background } of commands) {
    const list = command.type === 'AndOr' ? command : { commands: [command], operators: [] }
    for (const [at, piped] of list.commands.entries()) {
      const first = piped.type === 'Pipeline' ? piped.commands[0] : piped
      if (first?.type !== 'Command') return undefined
      // What an assignment runs may create the script.
      if (/[$<>=]\(|`/.test(text.slice(first.pos, first.name?.pos ?? first.end))) return undefined
      if (first.name) return first
      if (piped !== first || background || list.operators[at] === '||') return undefined
    }
  }
  return undefined
}

/** The file that bash or sh runs; undefined if it reads none (`-c`, `-s`) or only parses it (`-n`). */
function operandOf(words: readonly Word[]): string | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word
    if (!isLiteral(word)) return undefined
    const { value } = word
    if (value === '-' || value === '--') {
      const next = words[i + 1]
      return next && isLiteral(next) ? next.value : undefined
    }
    if (OPTIONS_WITH_VALUE.includes(value)) i++
    else if (value.startsWith('--')) {
      if (!OPTIONS_WITHOUT_VALUE.includes(value)) return undefined
    } else if (/^[-+]./.test(value)) {
      if (/^-.*[csn]/.test(value)) return undefined
      i += value.match(/[oO]/g)?.length ?? 0
    } else return value
  }
  return undefined
}
