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

/** The input `steps` as YAML nodes with their lines. */
export interface StepsText {
  readonly text: string
  readonly lines: LineCounter
  readonly contents: Document['contents']
}

/** Parses YAML. @returns the nodes, and the syntax errors with plain explanations */
export function readYaml(text: string): { read: StepsText; problems: Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const read = { text, lines, contents: document.contents }
  // Errors after the first one are mostly consequences.
  const reported = document.errors.filter(({ code }, at) => at === 0 || code === 'DUPLICATE_KEY')
  return { read, problems: reported.map(error => problemOf(error, read)) }
}

/** The line of an offset, from 1. */
export function lineOf({ lines }: StepsText, offset: number): number {
  return lines.linePos(offset).line
}

/** Splits a list into one text per step, padded to keep the line numbers, so that a mistake in one hides none in another. */
export function splitSteps(text: string): string[] {
  const lines = text.split('\n')
  const dashes = lines.map(line => /^(\s*)-(?:\s|$)/.exec(line)?.[1])
  const column = dashes.find(it => it !== undefined)
  const starts = [...dashes.keys()].filter(at => column !== undefined && dashes[at] === column)
  return starts.map((start, nth) => {
    const part = lines.slice(start, starts[nth + 1])
    return '\n'.repeat(start) + part.join('\n')
  })
}

/** Finds valid YAML that does not mean what it looks like: aliases, anchors, tags, wrong indentation. */
export function trapsOf(step: Node, read: StepsText): Problem[] {
  const problems: Problem[] = []
  visit(step, {
    Node(_, node) {
      const expected = trapOf(node, read.text)
      if (!expected) return
      const line = lineOf(read, node.range?.[0] ?? 0)
      problems.push({ where: `steps, line ${line}`, value: lineText(read, line), expected })
    },
  })
  return problems
}

function trapOf(node: Node, text: string): string | undefined {
  if (isAlias(node))
    return `* starts a YAML alias, which is not supported. Quote values that start with *: '*${node.source}'`
  if (node.anchor !== undefined)
    return '& starts a YAML anchor, which is not supported. Quote values that start with &.'
  if ('tag' in node && node.tag?.startsWith('!'))
    return 'YAML reads a leading ! as a tag and drops it. Quote the value, or write it below a line that ends with |.'
  if (!isScalar(node) || typeof node.value !== 'string') return undefined
  if (node.value.includes('\0'))
    return 'Remove the NUL character (\\0): arguments of programs cannot contain it.'
  const source = node.type === 'PLAIN' ? text.slice(node.range?.[0], node.range?.[1]) : ''
  return DASH_BELOW.test(source)
    ? 'The next line is part of this value, because its dash is indented further. Put all dashes in the same column.'
    : undefined
}

const KIND = `(?:${KINDS.join('|')})(?![\\w-])`
const DASH_BELOW = new RegExp(`\\n\\s*-\\s*${KIND}`)

function problemOf(error: YAMLError, read: StepsText): Problem {
  const at = lineOf(read, error.pos[0])
  const line = openingLine(error, at, read) ?? at
  const value = lineText(read, line)
  const explanation =
    missingColon(value, lineText(read, line + 1)) ??
    explainYaml(error, value, lineText(read, at)) ??
    `${error.message}.`
  return { where: `steps, line ${line}`, value, expected: `Not valid YAML: ${explanation}` }
}

/** YAML reports an unclosed quote or bracket at the end of the text. @returns the line on which it opens */
function openingLine({ message }: YAMLError, at: number, read: StepsText): number | undefined {
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

/** The likeliest mistake: a step without a colon gets its first option. */
function missingColon(line: string, next: string): string | undefined {
  const kind = new RegExp(`^\\s*-\\s+(${KIND})\\s*$`).exec(line)?.[1]
  return kind !== undefined && /^\s+[\w-]+:(\s|$)/.test(next)
    ? `Add a colon after the step kind when it has options: - ${kind}:`
    : undefined
}

const COLUMN =
  'Indent options to the column of the step kind, and dashes to the column of the other dashes.'
const BLOCK = 'write it indented below a line that ends with |'

/**
 * Explains the most common mistakes.
 * @param line the line where the mistake starts
 * @param last the line where YAML reports it
 */
function explainYaml({ code, message }: YAMLError, line: string, last: string): string | undefined {
  if (/^\s*\t/.test(last)) return 'Indent with spaces, not tabs.'
  if (code === 'DUPLICATE_KEY')
    return new RegExp(`^${KIND}`).test(line)
      ? 'Start each step with a dash and a space.'
      : 'Duplicate key. Remove one of them.'
  if (message.startsWith('Missing closing') || message.includes('end with a'))
    return 'Unclosed quote or bracket.'
  if (code === 'BAD_DQ_ESCAPE')
    return 'A backslash in double quotes starts an escape sequence. Use single quotes.'
  if (code === 'BAD_ALIAS') return "* starts a YAML alias. Quote values that start with *: '*'"
  if (code === 'BAD_SCALAR_START')
    return `A value cannot start with this character. Quote it, or ${BLOCK}.`
  if (code === 'MULTIPLE_DOCS') return 'Remove the line with three dashes.'
  if (message.startsWith('Block scalar header'))
    return 'Nothing can follow | or > on its line. Write the value on the lines below, indented.'
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return /: .*:(\s|$)/.test(line)
      ? `Quote a value that contains a colon and a space, or ${BLOCK}.`
      : `The next line is indented too far. ${COLUMN}`
  if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need'))
    return 'Separate a key and its value with a colon and a space: timeout: 20m'
  if (/at node end$/.test(message) && /["'].*["']/.test(line))
    return `Unexpected text after the closing quote. Quote the whole value, or ${BLOCK}.`
  return /^(BAD_INDENT|MISSING_CHAR|UNEXPECTED_TOKEN)$/.test(code) ? COLUMN : undefined
}

function lineText({ text }: StepsText, line: number): string {
  return text.split('\n')[line - 1] ?? ''
}
