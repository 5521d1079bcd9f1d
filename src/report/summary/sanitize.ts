import { fence } from './markdown.ts'

/** What GitHub leaves in a summary (its HTML sanitizer); the rest is shown as text. */
const TAGS = new Set(
  'a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt ul var wbr'.split(
    ' ',
  ),
)
/** These hold nothing, or end with their table. */
const ENDLESS = new Set('br caption hr img source tbody td tfoot th thead tr wbr'.split(' '))
/** Ends one level of what Markdown nests around HTML. */
const ROUND = '</table></dd></dt></li></ul></ol></blockquote>'
/** What Markdown may have begun; a browser keeps no more than three alike. (HTML, active formatting elements) */
const EMPHASIS = '</em></strong></del></code></a>'.repeat(3)
/** Of more open elements or levels a text is shown as it is written. */
const MOST_OPEN = 200
const MOST_LEVELS = 30

const VALUE = /(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+)/.source
const ATTRIBUTE = `[ \\t]+[a-z_:][\\w.:-]*(?:[ \\t]*=[ \\t]*${VALUE})?`
const TAG = new RegExp(`^<(/?)([a-z][a-z0-9]*)(?:${ATTRIBUTE})*[ \\t]*/?>`, 'i')
/** What may be one or the beginning of one. */
const MAYBE_TAG = /<(?=[a-z/!?])/gi
/** A space of no width: it is seen neither in text nor in code, and what it stands in is no tag. */
const UNTAGGED = '<\u200b'
/** An element that begins and ends within a line, with nothing between that could make text of one of both. */
const CLOSED = /<([a-z][a-z0-9]*)(?:[ \t][^<>]*)?>[^<>`\\\]\n]*<\/\1>/gi
const DEEPEST = 10
const FENCE = /^(`{3,}|~{3,})(.*)$/

/**
 * The Markdown of somebody else, with its formatting, so that nothing in it has an effect on what comes behind: HTML that
 * is no whole tag is shown as text, an open fence is closed, and so are elements. What could be open in Markdown in
 * another way stands in a quote, which ends with the quote.
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
  // The comment makes a line of HTML of it, whatever the first end is.
  return ends === '' ? body : `${body}\n\n<!-- -->${ends}`
}

interface Line {
  readonly text: string
  readonly isCode: boolean
}

/**
 * Shows what is no whole tag as text, but within fences that are certain: those that begin a line at its first
 * character, where no HTML is open.
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
    const begins = run !== '' && !(run.startsWith('`') && info.includes('`'))
    if (begins && !isHtml && !isUnsure) {
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
 * Ends for all that the lines may leave open; an end without a beginning does nothing.
 * @returns undefined where they are too many
 */
function endsOf(lines: readonly string[]): string | undefined {
  let rest = lines.join('\n')
  for (let i = 0; i < DEEPEST; i++) rest = rest.replace(CLOSED, '')
  const open = [...rest.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase())
  if (open.length === 0) return ''
  const inner = open.filter(name => !ENDLESS.has(name))
  const levels = 1 + Math.max(...lines.map(levelsOf))
  if (inner.length > MOST_OPEN || levels > MOST_LEVELS) return undefined
  const ends = inner
    .toReversed()
    .map(name => `</${name}>`)
    .join('')
  // Bold and the like are taken up again behind what ended before them, so they are ended twice.
  return `${ends}${ROUND.repeat(levels)}${ends}${EMPHASIS}`
}

/** At most so many lists and quotes are around what is in a line. */
function levelsOf(line: string): number {
  const [prefix = ''] = /^(?:[ \t>*+-]|\d+[.)])*/.exec(line.replaceAll('\t', '    ')) ?? []
  const spaces = prefix.replace(/[^ ]/g, '').length
  return prefix.replace(/\d+|[ ]/g, '').length + Math.ceil(spaces / 2)
}
