/** Something about an input that is not pinned, or not well. */
export interface Finding {
  /** Relative to the project; without one it is an input of the action. */
  readonly file?: string
  readonly line?: number
  /** What it is, and what to do. */
  readonly text: string
}

/** A JSON value of which nothing is known. */
export type Json = { readonly [key: string]: Json } | undefined

/** Any text as JSON; undefined where it is none, or no map. */
export function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return asMap(value)
  } catch {
    return undefined
  }
}

export function asMap(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The line, from 1, where a key of a map stands in a JSON text. */
export function lineOfKey(text: string, key: string): number | undefined {
  const at = text.search(new RegExp(`${escaped(JSON.stringify(key))}\\s*:\\s*\\{`))
  return at < 0 ? undefined : lineAt(text, at)
}

export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
