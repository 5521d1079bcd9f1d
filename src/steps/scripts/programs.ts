import { REDIRECTIONS, type Token, tokensOf } from './bash-lexer.ts'

/** Words behind which a command begins, and those behind which none does. */
const BEFORE_COMMAND = 'if then elif else while until do ! time {'.split(' ')
const NO_COMMAND = 'for select case function fi done esac } [['.split(' ')
const BETWEEN = ['\n', ';', '&', '&&', '||', '|', '|&', '(', ')']

/** What bash does by itself. */
const BUILTINS = new Set(
  `. : [ alias bg bind break builtin caller cd command compgen complete compopt continue coproc declare dirs disown echo
enable eval exec exit export false fc fg getopts hash help history in jobs kill let local logout mapfile popd printf pushd
pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias
unset wait`.split(/\s+/),
)

/**
 * The programs that a text of bash names as commands, without what it defines as a function. It is read, not run: what a
 * condition leaves out is among them, and what a variable names is not.
 */
export function programsOf(text: string): string[] {
  const tokens = tokensOf(text)
  const functions = new Set<string>()
  const found = new Set<string>()
  let isCommand = true
  let isPattern = false
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'operator') {
      if (REDIRECTIONS.includes(token.text)) i++
      else if (BETWEEN.includes(token.text)) {
        isCommand = !isPattern || token.text === ')'
        if (token.text === ')') isPattern = false
      } else isPattern = true
    } else if (isPattern) {
      if (token.text === 'esac') isPattern = isCommand = false
    } else if (isCommand && token.isAssignment) {
      if (isOperator(tokens[i + 1], '(')) i = indexOf(tokens, i, ')')
    } else if (isCommand && NO_COMMAND.includes(token.text)) {
      if (token.text === '[[') i = indexOf(tokens, i, ']]')
      if (token.text === 'case') {
        i = indexOf(tokens, i, 'in')
        isPattern = true
      }
      if (token.text === 'function') functions.add(tokens[++i]?.text ?? '')
      else isCommand = false
    } else if (isCommand && !BEFORE_COMMAND.includes(token.text)) {
      if (isOperator(tokens[i + 1], '(')) functions.add(token.text)
      else if (token.isPlain) found.add(token.text)
      isCommand = false
    }
  }
  return [...found].filter(
    word => /^\w[\w.+-]*$/.test(word) && !functions.has(word) && !BUILTINS.has(word),
  )
}

function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text
}

/** Where the next token of a text is; the last where there is none. */
function indexOf(tokens: readonly Token[], from: number, text: string): number {
  const found = tokens.findIndex((token, at) => at > from && token.text === text)
  return found < 0 ? tokens.length : found
}
