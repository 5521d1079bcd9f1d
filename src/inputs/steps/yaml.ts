import {
  type Document,
  isAlias,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import { KINDS } from '../../model/step.ts'
import type { Problem } from '../problem.ts'

/** The input `steps` as nodes that know their lines. */
export interface StepsText {
  readonly text: string
  readonly lines: LineCounter
  readonly contents: Document['contents']
}

/** Reads YAML; what is not YAML is a problem, in plain words. */
export function readYaml(text: string): { read: StepsText; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const read = { text, lines, contents: document.contents }
  // What follows the first one is mostly said because of it.
  const [first, ...more] = document.errors
  const told = [first, ...more.filter(({ code }) => code === 'DUPLICATE_KEY')]
  const problems = told.flatMap(error => (error ? [problemOf(error, read)] : []))
  return { read, problems }
}

/** The line on which something begins, from 1. */
export function lineOf({ lines }: StepsText, offset: number): number {
  return lines.linePos(offset).line
}

/**
 * Each step of a list as a text of its own, on the lines on which it stands: what is wrong in one then hides nothing in
 * another.
 */
export function partsOf(text: string): string[] {
  const lines = text.split('\n')
  const dashes = lines.map(line => /^(\s*)-(?:\s|$)/.exec(line)?.[1])
  const column = dashes.find(it => it !== undefined)
  const starts = [...dashes.keys()].filter(at => column !== undefined && dashes[at] === column)
  return starts.map((start, nth) => {
    const part = lines.slice(start, starts[nth + 1])
    return '\n'.repeat(start) + part.join('\n')
  })
}

/** What of a step YAML takes for something else than it looks like. */
export function trapsOf(step: Node, read: StepsText): Problem[] {
  const problems: Problem[] = []
  visit(step, {
    Node(_, node) {
      const allowed = trapOf(node, read.text)
      if (!allowed) return
      const line = lineOf(read, node.range?.[0] ?? 0)
      problems.push({
        where: `steps, line ${line}`,
        value: lineText(read, line),
        expected: allowed,
      })
    },
  })
  return problems
}

function trapOf(node: Node, text: string): string | undefined {
  if (isAlias(node))
    return `In YAML * begins an alias, which is not possible here. Put a text that begins with it in quotes: '*${node.source}'`
  if (node.anchor !== undefined)
    return 'In YAML & begins an anchor, which is not possible here. Put a text that begins with it in quotes.'
  if ('tag' in node && node.tag?.startsWith('!'))
    return 'In YAML ! begins a tag, and the text would lose it. Put it in quotes, or below a line that ends with |.'
  if (!isScalar(node) || typeof node.value !== 'string') return undefined
  if (node.value.includes('\0'))
    return 'There is a NUL character (\\0) in it, which no program takes as a part of an argument.'
  const source = node.type === 'PLAIN' ? text.slice(node.range?.[0], node.range?.[1]) : ''
  return DASH_BELOW.test(source)
    ? 'The line below belongs to it, because its dash is further to the right: all dashes stand in the same column.'
    : undefined
}

const KIND = `(?:${KINDS.join('|')})(?![\\w-])`
const DASH_BELOW = new RegExp(`\\n\\s*-\\s*${KIND}`)

function problemOf(error: YAMLError, read: StepsText): Problem {
  const at = lineOf(read, error.pos[0])
  const line = beginningOf(error, at, read) ?? at
  const value = lineText(read, line)
  const said =
    withoutColon(value, lineText(read, line + 1)) ??
    plainly(error, value, lineText(read, at)) ??
    `${error.message}.`
  return { where: `steps, line ${line}`, value, expected: `This is not valid YAML: ${said}` }
}

/** A quote or bracket that does not end is seen at the end of the text. @returns the line on which it begins */
function beginningOf({ message }: YAMLError, at: number, read: StepsText): number | undefined {
  const quote = /Missing closing (["'])/.exec(message)?.[1]
  const bracket = /end with a ([\]}])/.exec(message)?.[1]
  const isOpen = (line: string) =>
    quote !== undefined
      ? line.split(quote).length % 2 === 0
      : bracket !== undefined &&
        line.split(bracket === ']' ? '[' : '{').length > line.split(bracket).length
  const open = read.text.split('\n').slice(0, at).findIndex(isOpen)
  return open < 0 ? undefined : open + 1
}

/** The likeliest mistake: a step that was a word gets its first option. */
function withoutColon(line: string, next: string): string | undefined {
  const kind = new RegExp(`^\\s*-\\s+(${KIND})\\s*$`).exec(line)?.[1]
  return kind !== undefined && /^\s+[\w-]+:(\s|$)/.test(next)
    ? `Where options follow, a colon stands behind the kind: - ${kind}:`
    : undefined
}

const COLUMN = 'Options stand below the kind, in the same column as it, and dashes below dashes.'
const BLOCK = 'write it on the lines below, indented, behind a line that ends with |'

/**
 * The most usual mistakes.
 * @param line where it begins
 * @param last where it was seen
 */
function plainly({ code, message }: YAMLError, line: string, last: string): string | undefined {
  if (/^\s*\t/.test(last)) return 'A tab cannot indent. Use spaces.'
  if (code === 'DUPLICATE_KEY')
    return new RegExp(`^${KIND}`).test(line)
      ? 'Each step begins with a dash and a space.'
      : 'This stands twice in the step. Leave one of them out.'
  if (message.startsWith('Missing closing') || message.includes('end with a'))
    return 'A quote or a bracket that begins here does not end.'
  if (code === 'BAD_DQ_ESCAPE')
    return 'Between double quotes a backslash begins an escape. Use single quotes.'
  if (code === 'BAD_ALIAS')
    return "* begins an alias of YAML. Put a text that begins with it in quotes: '*'"
  if (code === 'BAD_SCALAR_START')
    return `A text cannot begin with this character. Put it in quotes, or ${BLOCK}.`
  if (code === 'MULTIPLE_DOCS') return 'Leave out the line with three dashes.'
  if (message.startsWith('Block scalar header'))
    return `Nothing stands behind | or >: ${BLOCK.replace('it', 'the text')}.`
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return /: .*:(\s|$)/.test(line)
      ? `A text with a colon and a space in it stands in quotes; or ${BLOCK}.`
      : `The line below is indented too far. ${COLUMN}`
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need'))
    return 'Between a name and its value stand a colon and a space: timeout: 20m'
  if (/at node end$/.test(message) && /["'].*["']/.test(line))
    return `Something stands behind the closing quote. Put the whole text in quotes, or ${BLOCK}.`
  return /^(BAD_INDENT|MISSING_CHAR|UNEXPECTED_TOKEN)$/.test(code) ? COLUMN : undefined
}

function lineText({ text }: StepsText, line: number): string {
  return text.split('\n')[line - 1] ?? ''
}
