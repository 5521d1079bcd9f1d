/**
 * A line that the runner obeys: `::name key=value,key=value::message`. (actions/runner, ActionCommandManager) By hand,
 * because `@actions/core` loads an HTTP client at its start, which takes longer than all the rest of ours.
 * @param properties those that are undefined or empty are left out
 */
export function workflowCommand(
  name: string,
  message = '',
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name}${pairs.length > 0 ? ` ${pairs.join(',')}` : ''}::${escapeData(message)}\n`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** What a line of a command's output says to the runner, of that which a step may be allowed to say. */
export interface Spoken {
  readonly name: 'error' | 'warning' | 'notice' | 'add-mask'
  /** By their names in lower case. */
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is

/** Reads `::name key=value,…::data` as the runner does. (actions/runner, ActionCommand.cs) */
export function parseSpoken(line: string): Spoken | undefined {
  const [, name = '', head = '', data = ''] = COMMAND.exec(line) ?? []
  if (name === '') return undefined
  const pairs = head.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    if (at < 1) return []
    return [[pair.slice(0, at).trim().toLowerCase(), propertyText(pair.slice(at + 1))]]
  })
  return {
    name: name.toLowerCase() as Spoken['name'],
    properties: Object.fromEntries(pairs),
    data: dataText(data),
  }
}

function dataText(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function propertyText(text: string): string {
  return dataText(text.replaceAll('%3A', ':').replaceAll('%2C', ','))
}
