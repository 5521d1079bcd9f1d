import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets the bundle of build/ leave out what we use nothing of: the client for ID tokens of @actions/core and Octokit of
 * @actions/github load an HTTP client, which takes longer than all of our own code at its start. Their modules do nothing
 * but define things; only the word for it, by which bundlers go, is missing in their package.json.
 */
for (const name of ['@actions/core', '@actions/github']) {
  const copy = join('build/node_modules', name)
  cpSync(join('node_modules', name), copy, { recursive: true })
  const file = join(copy, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...manifest, sideEffects: false }))
}
