import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repositoryRoot } from './helpers/paths.ts'

const dist = join(repositoryRoot, 'dist')
const HTTP_CLIENT = /MODULE: \S*node_modules\/(?:undici|tunnel|@octokit|@actions\/http-client)\//

/** The pieces of the bundle that have something of a package of the toolkit, as our own code imports it. */
function piecesWith(name: string): string[] {
  const files = readdirSync(dist).filter(file => file.endsWith('.js'))
  const texts = files.map(file => readFileSync(join(dist, file), 'utf8'))
  return texts.filter(text =>
    text.includes(`CONCATENATED MODULE: ./build/node_modules/@actions/${name}/`),
  )
}

it.each(['core', 'github'])('loads no HTTP client with @actions/%s', name => {
  const pieces = piecesWith(name)
  expect(pieces).not.toEqual([])
  expect(pieces.filter(text => HTTP_CLIENT.test(text))).toEqual([])
})
