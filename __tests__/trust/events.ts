import { readFileSync } from 'node:fs'
import type { Environment } from '../../src/model/context.ts'
import { type EventFacts, readEvent } from '../../src/trust/event.ts'

/** The commits that the fixtures name. */
export const SHA = 'a'.repeat(40)
export const MERGE = 'c'.repeat(40)
export const HEAD = 'd'.repeat(40)
export const BASE = 'e'.repeat(40)
/** One that no event names. */
export const STRANGE = '9'.repeat(40)

/** A fixture: `name` or `name-variant` of an event. */
export function payloadOf(fixture: string): unknown {
  const file = new URL(`../fixtures/events/${fixture}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** What the runner sets beside the event, as far as it is read. */
export function environmentOf(name: string): Environment {
  if (name === 'pull_request') return { GITHUB_SHA: MERGE, GITHUB_REF: 'refs/pull/17/merge' }
  if (name === 'release') return { GITHUB_SHA: SHA, GITHUB_REF: 'refs/tags/v1.2.0' }
  return { GITHUB_SHA: SHA, GITHUB_REF: 'refs/heads/main' }
}

/**
 * The facts of a fixture.
 * @param name the event, where it is not what the fixture's name begins with
 */
export function eventOf(fixture: string, name = fixture.replace(/-.*/, '')): EventFacts {
  return readEvent(name, payloadOf(fixture), environmentOf(name))
}
