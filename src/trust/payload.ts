import { readFile } from 'node:fs/promises'
import type { Environment } from '../runner/environment.ts'

/** The event of this run from the file GITHUB_EVENT_PATH; undefined where it is missing or no JSON. Never throws. */
export async function readPayload({ GITHUB_EVENT_PATH }: Environment): Promise<unknown> {
  try {
    return JSON.parse(await readFile(GITHUB_EVENT_PATH ?? '', 'utf8'))
  } catch {
    return undefined
  }
}
