import { fence } from './markdown.ts'

/** Elements that GitHub's HTML sanitizer allows in a summary; others are shown as text. */
const TAGS = new Set(
  'a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt ul var wbr'.split(
    ' ',
  ),
)
/** Void elements, and those that end with their table. */
const UNCLOSED = new Set('br caption hr img source tbody td tfoot th thead tr wbr'.split(' '))
/** Ends one level of the elements that Markdown nests around HTML. */
const LEVEL_END = '</table></dd></dt></li></ul></ol></blockquote>'
/** Ends formatting that Markdown may have started; a browser keeps at most three of a kind. (HTML, active formatting elements) */
const EMPHASIS = '</em></strong></del></code></a>'.repeat(3)
/** A text with more open elements or levels is shown as source. */
const MOST_OPEN = 200
const MOST_LEVELS = 30

const VALUE = /(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)/.source
const ATTRIBUTE = `[ \\t]+[a-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*${VALUE})?`
const TAG = new RegExp(`^<(/?)([a-z][a-z0-9]*)(?:${ATTRIBUTE})*[ \\t]*/?>`, 'i')
/** The possible start of a tag. */
const MAYBE_TAG = /<(?=[a-z/!?])/gi
/** A zero-width space, invisible in text and code, keeps `<` from starting a tag. */
const UNTAGGED = '<\u200b'
/** An element that starts and ends on one line, with nothing in between that could turn either tag into text. */
const CLOSED = /<([a-z][a-z0-9]*)(?:[ \t][^<>]*)?>[^<>`\\\]\n]*<\/\1>/gi
const MAX_NESTING = 10
const FENCE = /^(`{3,}|~{3,})(.*)$/

/**
 * Untrusted Markdown with its formatting, unable to affect what comes after it: incomplete HTML tags are shown as text,
 * open fences and elements are closed. Other Markdown that may be left open is put into a quote, which ends it.
 */
export function sanitize(markdown: string): string {
  const { lines, isUnsure } = escaped(markdown.replace(/\r\n?/g, '\n').split('\n'))
  const text = lines
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n+$/, '')
  const live = lines.filter(({ isCode }) => !isCode).map(({ text }) => text)
  const ends = endsOf(live)
  if (ends === undefined) return fence(markdown, 'markdown')
  const body = isUnsure ? text.replace(/^/gm, '> ') : text
  // The comment makes this an HTML block, whatever the first end tag is.
  return ends === '' ? body : `${body}\n\n<!-- -->${ends}`
}

interface Line {
  readonly text: string
  readonly isCode: boolean
}

/**
 * Shows incomplete tags as text, except in fences that are certain: those at the first character of a line, with no
 * HTML open.
 */
function escaped(source: readonly string[]): { lines: Line[]; isUnsure: boolean } {
  const lines: Line[] = []
  let mark = ''
  let isUnsure = false
  let isHtml = false
  for (const line of source) {
    if (mark !== '') {
      lines.push({ text: line, isCode: true })
      if (ends(line, mark)) mark = ''
      continue
    }
    const [, run = '', info = ''] = FENCE.exec(line) ?? []
    const isFence = run !== '' && !(run.startsWith('`') && info.includes('`'))
    if (isFence && !isHtml && !isUnsure) {
      mark = run
      lines.push({ text: line, isCode: true })
      continue
    }
    isHtml = line.trim() !== '' && (isHtml || line.includes('<'))
    isUnsure ||= /`{3}|~{3}|<pre\b/i.test(line)
    const text = line.replace(MAYBE_TAG, (_, at: number) => (isTag(line, at) ? '<' : UNTAGGED))
    lines.push({ text, isCode: false })
  }
  if (mark !== '') lines.push({ text: mark, isCode: true })
  return { lines, isUnsure }
}

function ends(line: string, mark: string): boolean {
  const [, run = ''] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? []
  return run.startsWith(mark)
}

function isTag(line: string, at: number): boolean {
  return TAGS.has(TAG.exec(line.slice(at))?.[2]?.toLowerCase() ?? '')
}

/**
 * End tags for everything that the lines may leave open; an end tag without a start tag does nothing.
 * @returns undefined if there are too many
 */
function endsOf(lines: readonly string[]): string | undefined {
  let rest = lines.join('\n')
  for (let i = 0; i < MAX_NESTING; i++) rest = rest.replace(CLOSED, '')
  const open = [...rest.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase())
  if (open.length === 0) return ''
  const inner = open.filter(name => !UNCLOSED.has(name))
  const levels = 1 + Math.max(...lines.map(levelsOf))
  if (inner.length > MOST_OPEN || levels > MOST_LEVELS) return undefined
  const ends = inner
    .toReversed()
    .map(name => `</${name}>`)
    .join('')
  // Browsers reopen bold and the like after an element that ended inside them, so these are ended twice.
  return `${ends}${LEVEL_END.repeat(levels)}${ends}${EMPHASIS}`
}

/** An upper bound for the lists and quotes that a line is nested in. */
function levelsOf(line: string): number {
  const [prefix = ''] = /^(?:[ \t>*+-]|\d+[.)])*/.exec(line.replaceAll('\t', '    ')) ?? []
  const spaces = prefix.replace(/[^ ]/g, '').length
  return prefix.replace(/\d+|[ ]/g, '').length + Math.ceil(spaces / 2)
}
