/** How a tool prints a position, and where its message is: after it, on the line before, or implied. */
export interface Form {
  readonly pattern: RegExp
  readonly context: 'after' | 'before' | 'error' | 'outer'
}

const PATH = String.raw`(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`
const LINE = String.raw`(?<line>\d+)`
const COLUMN = String.raw`(?<column>\d+)`
const LINE_COLUMN = `:${LINE}(?::${COLUMN})?`
const form = (context: Form['context'], source: string): Form => ({
  pattern: new RegExp(source),
  context,
})

/** A JavaScript stack frame, innermost first: `    at f (file:///x/y.js:12:5)`. */
export const FRAME = new RegExp(
  String.raw`^\s+(?:at (?:.*\()?|\S+ \((?=file:\/\/))${PATH}:${LINE}:${COLUMN}\)?$`,
)
/** A Go stack frame, below the line of its function, innermost first: `	/x/y.go:12 +0x1d`. */
export const GO_FRAME = new RegExp(String.raw`^\t(?<path>[^\s:]+\.go):${LINE}(?: \+0x[\da-f]+)?$`)

/** Tried in this order. */
export const FORMS: readonly Form[] = [
  // bash and busybox: `./x.sh: line 12: foo: command not found`
  form('error', String.raw`^(?<path>[^:\n]+): line ${LINE}: (?<said>.*)$`),
  // Python: `  File "x.py", line 12, in test`
  form('error', String.raw`^\s*File "(?<path>[^"\n]+)", line ${LINE}`),
  // bats: `# (in test file test/a.bats, line 4)`; assert of macOS: `file x.c, line 12.`
  form('error', String.raw`\bfile (?<path>[^\s,]+), line ${LINE}\b`),
  // shellcheck: `In x.sh line 12:`
  form('error', String.raw`^In (?<path>\S+) line ${LINE}:$`),
  // Rust: `panicked at src/lib.rs:12:5:`, before 1.73 `panicked at 'no', src/lib.rs:12:5`
  form('error', `panicked at (?:'.*', )?${PATH}${LINE_COLUMN}:?$`),
  // rustc, with its message on the line before: `  --> src/main.rs:2:5`
  form('before', String.raw`^\s*--> ${PATH}${LINE_COLUMN}$`),
  { pattern: FRAME, context: 'error' },
  { pattern: GO_FRAME, context: 'error' },
  // Nix: `       at /x/y.nix:12:5:`
  form('error', String.raw`^\s+at ${PATH}:${LINE}:${COLUMN}:$`),
  // Vitest: ` ❯ test/a.test.ts:12:5`
  form('error', String.raw`^\s*❯ (?:.* )?${PATH}:${LINE}:${COLUMN}$`),
  // RSpec: `     # ./spec/a_spec.rb:12:in 'block'`
  form('error', String.raw`^\s*# ${PATH}:${LINE}:in `),
  // A syntax error of Node: `file:///x/y.js:12`
  form('error', String.raw`^(?<path>(?:file:\/\/)?\/[^\s:]+):${LINE}$`),
  // Maven: `[ERROR] /x/Y.java:[12,5] cannot find symbol`
  form('error', String.raw`^\[ERROR\] ${PATH}:\[${LINE},${COLUMN}\]`),
  // PHP: `PHP Fatal error: no in /x/y.php on line 12`
  form('error', String.raw`\bin ${PATH}(?: on line |:)${LINE}$`),
  // TypeScript: `x.ts(12,5): error TS2322: …`
  form('after', String.raw`^(?<path>[^\s():]+)\(${LINE},${COLUMN}\): (?<said>.*)$`),
  // make, which only ran what failed: `make: *** [Makefile:12: test] Error 1`
  form('outer', String.raw`^\S*make(?:\[\d+\])?: \*\*\* \[${PATH}:${LINE}: (?<said>.*)$`),
  // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
  form('error', String.raw`\bat ${PATH} line ${LINE}\b`),
  form('error', String.raw`^CMake Error at ${PATH}:${LINE}\b`),
  // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
  form('after', String.raw`^\s*(?:[^\s:]+: )??${PATH}: ?${LINE}(?::${COLUMN})?: ?(?<said>.*)$`),
]

/** A file name on its own line, followed by its errors. (ESLint) */
export const FILE_ABOVE = /^(?<path>\.{0,2}\/?[^\s:()'"<>|*]+\.\w+)$/
export const BELOW_FILE = new RegExp(String.raw`^\s+${LINE}:${COLUMN}\s+error\s`)
