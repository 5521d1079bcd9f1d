import { REDIRECTIONS, type Token, tokensOf, type Word } from './bash-lexer.ts'

/** A file that a command names as what it runs. */
export interface NamedScript {
  /** As it stands there: relative to the step's directory, or absolute. */
  readonly path: string
  /** Run by itself, which needs the executable bit, or read by `bash` or `sh`. */
  readonly by: 'itself' | 'shell'
  /** The word that names that shell. */
  readonly shell?: string
}

const ENDS = ['\n', ';', '&', '&&', '||', '|', '|&']
const COMPOUND = 'if while until for case select function { [[ coproc'.split(' ')
/** Long options of bash that take a word, and those that take none and still read a file. */
const TAKES_WORD = ['--rcfile', '--init-file']
const TAKES_NONE = '--login --noediting --noprofile --norc --posix --restricted --verbose'.split(
  ' ',
)

/**
 * The script that a command names: the command word of its first simple command after assignments, where it is a path,
 * or the file operand of `bash` or `sh` there. Whatever bash would have to expand, and a program on PATH, is none.
 */
export function scriptOf(command: string): NamedScript | undefined {
  const [first, ...rest] = firstCommand(tokensOf(command))
  if (!first?.isPlain) return undefined
  if (/^(?:\/.*\/)?(?:bash|sh)$/.test(first.text)) {
    const operand = operandOf(rest)
    // bash looks on PATH too for a name without a slash.
    const isFile = operand?.isPlain && /\/|\.(?:ba)?sh$/.test(operand.text)
    return isFile ? { path: operand.text, by: 'shell', shell: first.text } : undefined
  }
  return first.text.includes('/') ? { path: first.text, by: 'itself' } : undefined
}

/** The words of the first simple command; none where it is not a simple one. */
function firstCommand(tokens: readonly Token[]): readonly Word[] {
  const words: Word[] = []
  let assigns = false
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'operator') {
      if (REDIRECTIONS.includes(token.text)) i++
      else if (!ENDS.includes(token.text)) return []
      else if (words.length > 0) return words
      else if (token.text !== '\n' && !(assigns && [';', '&&'].includes(token.text))) return []
    } else if (words.length > 0) {
      words.push(token)
    } else if (token.isAssignment) {
      // What it runs may make the file.
      if (token.isRun) return []
      assigns = true
    } else if (COMPOUND.includes(token.text)) {
      return []
    } else if (token.text === 'time' && isWord(tokens[i + 1], '-p')) {
      i++
    } else if (token.text !== '!' && token.text !== 'time') {
      words.push(token)
    }
  }
  return words
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text
}

/** The file that bash or sh runs; undefined where it reads none (`-c`, `-s`), or only parses it (`-n`). */
function operandOf(words: readonly Word[]): Word | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word
    if (!word.isPlain) return undefined
    if (word.text === '-' || word.text === '--') return words[i + 1]
    if (TAKES_WORD.includes(word.text)) i++
    else if (word.text.startsWith('--')) {
      if (!TAKES_NONE.includes(word.text)) return undefined
    } else if (/^[-+]./.test(word.text)) {
      if (/^-.*[csn]/.test(word.text)) return undefined
      i += word.text.match(/[oO]/g)?.length ?? 0
    } else return word
  }
  return undefined
}
