/** A workflow command that a step may be allowed to print. */
export interface WorkflowCommand {
  readonly name: 'error' | 'warning' | 'notice' | 'add-mask'
  /** By lower-case name. */
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is

/** Parses `::name key=value,…::data` like the runner. (actions/runner, ActionCommand.cs) */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const [, name = '', head = '', data = ''] = COMMAND.exec(line) ?? []
  if (name === '') return undefined
  const pairs = head.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    if (at < 1) return []
    return [[pair.slice(0, at).trim().toLowerCase(), propertyText(pair.slice(at + 1))]]
  })
  return {
    name: name.toLowerCase() as WorkflowCommand['name'],
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
