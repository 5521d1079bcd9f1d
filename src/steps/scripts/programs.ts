import { forEachChild, type SyntaxNode } from 'unbash'
import { isLiteral, parseScript } from './parse.ts'

/** Builtins of bash. */
const BUILTINS = new Set(
  `. : [ alias bg bind break builtin caller cd command compgen complete compopt continue coproc declare dirs disown echo
enable eval exec exit export false fc fg getopts hash help history in jobs kill let local logout mapfile popd printf pushd
pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias
unset wait`.split(/\s+/),
)

/** Parts of a script in which no command is looked for. */
const LEAVES = ['Word', 'Assignment', 'Redirect', 'HereDoc', 'ArithmeticCommand', 'TestCommand']

/**
 * The programs that a bash script names as commands, without the functions that it defines. It is parsed, not run:
 * commands that a condition skips are included, and those that a variable names are not.
 */
export function programsOf(text: string): string[] {
  const functions = new Set<string>()
  const programs = new Set<string>()
  const visit = (node: SyntaxNode): void => {
    if (LEAVES.includes(node.type)) return
    if (node.type === 'Function') functions.add(node.name.value)
    if (node.type === 'Command' && node.name && isLiteral(node.name)) programs.add(node.name.value)
    forEachChild(node, visit)
  }
  for (const statement of parseScript(text).commands) visit(statement)
  return [...programs].filter(
    word => /^\w[\w.+-]*$/.test(word) && !functions.has(word) && !BUILTINS.has(word),
  )
}
