import { inRepository, within } from './paths.ts'
import type { Place, Repository, Root } from './types.ts'

/** A line of output that names a place. */
interface Named {
  readonly path: string
  readonly line: number
  readonly column?: number
  /** It says that something went wrong there. */
  readonly isError: boolean
}

/** How a tool names a place, and where the words about it are: behind it, in the line before, or known. */
interface Form {
  readonly pattern: RegExp
  readonly words: 'behind' | 'before' | 'error'
}

const WRONG =
  /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i
const HARMLESS = /\b(?:warning|note|info|hint|debug|help)\b *[:[]/i
const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g

const PATH = String.raw`(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`
const LINE = String.raw`(?<line>\d+)`
const LINE_COLUMN = String.raw`:${LINE}(?::(?<column>\d+))?`
const form = (words: Form['words'], source: string): Form => ({
  pattern: new RegExp(source),
  words,
})

/** A frame of JavaScript; the innermost stands first: `    at f (file:///x/y.js:12:5)`. */
const FRAME = new RegExp(String.raw`^\s+at (?:.*\()?${PATH}:${LINE}:(?<column>\d+)\)?$`)
const FORMS: readonly Form[] = [
  // bash and busybox: `./x.sh: line 12: foo: command not found`
  form('error', String.raw`^(?<path>[^:\n]+): line ${LINE}: (?<said>.*)$`),
  // Python: `  File "x.py", line 12, in test`
  form('error', String.raw`^\s*File "(?<path>[^"\n]+)", line ${LINE}`),
  // Rust: `panicked at src/lib.rs:12:5:`, before 1.73 `panicked at 'no', src/lib.rs:12:5`
  form('error', `panicked at (?:'.*', )?${PATH}${LINE_COLUMN}:?$`),
  // rustc, with its words in the line before: `  --> src/main.rs:2:5`
  form('before', String.raw`^\s*--> ${PATH}${LINE_COLUMN}$`),
  { pattern: FRAME, words: 'error' },
  // TypeScript: `x.ts(12,5): error TS2322: …`
  form('behind', String.raw`^(?<path>[^\s():]+)\(${LINE},(?<column>\d+)\): (?<said>.*)$`),
  // make: `make: *** [Makefile:12: test] Error 1`
  form('behind', String.raw`^\S*make(?:\[\d+\])?: \*\*\* \[${PATH}:${LINE}: (?<said>.*)$`),
  // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
  form('error', String.raw`\bat ${PATH} line ${LINE}\b`),
  form('error', String.raw`^CMake Error at ${PATH}:${LINE}\b`),
  // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
  form(
    'behind',
    String.raw`^\s*(?:[^\s:]+: )??${PATH}: ?${LINE}(?::(?<column>\d+))?: ?(?<said>.*)$`,
  ),
]

/**
 * The line of the repository that a shell or a tool named when a command failed: of those that say an error the last one.
 * @param output the last lines that the command printed
 * @param folder of the command, relative to the top
 * @returns undefined where no line names a file that the repository has
 */
export async function scriptLine(
  output: readonly string[],
  folder: string,
  roots: readonly Root[],
  repository: Repository,
): Promise<Place | undefined> {
  const lines = output.map(line => line.replace(ANSI, '').slice(0, 2000).trimEnd())
  const named = lines.flatMap((line, at) => readLine(line, lines.slice(0, at)) ?? [])
  const errors = named.filter(({ isError }) => isError)
  const others = named.filter(({ isError }) => !isError)
  for (const { path, line, column } of [...errors.toReversed(), ...others.toReversed()]) {
    const file = await fileOf(path, folder, roots, repository)
    if (file) return { file, line, ...(column ? { column } : {}) }
  }
  return undefined
}

function readLine(text: string, before: readonly string[]): Named | undefined {
  for (const { pattern, words } of FORMS) {
    const { path, line, column, said } = pattern.exec(text)?.groups ?? {}
    if (!path || !line || Number(line) === 0) continue
    const context = words === 'before' ? (before.at(-1) ?? '') : (said ?? '')
    if (HARMLESS.test(context) || (pattern === FRAME && isOuterFrame(before))) return undefined
    const isError = words === 'error' || WRONG.test(context)
    return { path, line: Number(line), ...(column ? { column: Number(column) } : {}), isError }
  }
  return undefined
}

/** Whether a frame of the project's own stands above. */
function isOuterFrame(before: readonly string[]): boolean {
  for (const line of before.toReversed()) {
    const path = FRAME.exec(line)?.groups?.path
    if (!/^\s+at /.test(line)) return false
    if (path && !/^node:|\/node_modules\//.test(path)) return true
  }
  return false
}

async function fileOf(
  path: string,
  folder: string,
  roots: readonly Root[],
  repository: Repository,
): Promise<string | undefined> {
  const plain = path.trim().replace(/^file:\/\//, '')
  const names = plain.startsWith('/')
    ? [inRepository(plain, roots)]
    : [within(folder, plain), within('', plain)]
  for (const name of names) if (name && (await repository.has(name))) return name
  return undefined
}
