import { defined } from '../../lib/object.ts'

/** A problem of an input that is unpinned or badly pinned. */
export interface Finding {
  /** Relative to the project; undefined for an input of the action. */
  readonly file?: string
  readonly line?: number
  /** The problem and its fix. */
  readonly text: string
}

/** A finding at the first key of this name in a JSON file whose value is an object. @param message the problem and its fix */
export function findingAt(file: string, text: string, key: string, message: string): Finding {
  return { file, ...defined({ line: lineOfKey(text, key) }), text: message }
}

/** The line, from 1, of a key whose value is an object in a JSON text. */
function lineOfKey(text: string, key: string): number | undefined {
  const at = text.search(new RegExp(`${escaped(JSON.stringify(key))}\\s*:\\s*\\{`))
  return at < 0 ? undefined : lineAt(text, at)
}

export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const BRANCH = /(?:nixos|nixpkgs|release)-(\d\d)\.(05|11)\b/
/** FlakeHub's version of 25.11 is 0.2511, also after `=` or `~`. */
const FLAKEHUB =
  /\bflakehub\.com\/f\/(?:pinned\/)?[^/?#]+\/[^/?#]+\/(?:[=~^]|%(?:3d|7e|5e))?(0\.(\d\d)(05|11))\b/i

/**
 * Finds a release branch of nixpkgs that gets no updates any more. A release is supported until a month after the next
 * one: 25.05 until the end of 2025, 25.11 until the end of June 2026.
 * @param text a branch (`nixos-25.05`) or a URL with one
 * @returns the branch and its last day as YYYY-MM-DD
 */
export function endedBranch(text: string, now: Date): { branch: string; end: string } | undefined {
  const named = BRANCH.exec(text)
  const [, version, ...onHub] = named ? [] : (FLAKEHUB.exec(text) ?? [])
  const branch = named?.[0] ?? (version ? `FlakeHub's ${version}` : undefined)
  const [year, month] = named?.slice(1) ?? onHub
  if (!branch || !year) return undefined
  const end = month === '05' ? `20${year}-12-31` : `20${Number(year) + 1}-06-30`
  return now.toISOString().slice(0, 10) > end ? { branch, end } : undefined
}
