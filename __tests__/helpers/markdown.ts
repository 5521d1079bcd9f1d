/** A YAML example of a page. */
export interface Example {
  /** The nearest heading above it; empty without one. */
  heading: string
  /** Of a `diff`, what it leads to. */
  text: string
}

/** The blocks of a page that are `yaml`, or a `diff` of YAML, in order. */
export function examplesOf(page: string): Example[] {
  const found: Example[] = []
  let heading = ''
  for (const match of page.matchAll(/^#+ (.*)$|^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)) {
    const [, title, indent = '', language = '', block = ''] = match
    if (title !== undefined) heading = title
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    if (language === 'yaml') found.push({ heading, text })
    if (language === 'diff') found.push({ heading, text: after(text) })
  }
  return found
}

function after(diff: string): string {
  const lines = diff.split('\n').filter(line => !line.startsWith('-'))
  return lines.map(line => line.slice(1)).join('\n')
}
