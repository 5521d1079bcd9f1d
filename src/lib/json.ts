/** A JSON map whose fields are not checked yet; undefined for any other value. */
export type Json = { readonly [key: string]: Json } | undefined

/** Parses JSON; undefined if the text is not JSON, or not a map. */
export function parseJson(text: string): Json {
  try {
    return asMap(JSON.parse(text))
  } catch {
    return undefined
  }
}

export function asMap(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined
}

/** A text that is not empty. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
