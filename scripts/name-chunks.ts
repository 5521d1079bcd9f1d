import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What we read of a chunk in webpack's statistics. */
interface Chunk {
  readonly id: number
  readonly initial: boolean
  /** `dependent`: only other modules of the chunk import it. */
  readonly modules: readonly { readonly name: string; readonly dependent: boolean }[]
}

const DIST = 'build/dist'
const BY_NUMBER = 'return "" + chunkId + ".index.js";'

/** Gives the chunks of the bundle, which webpack numbers anew when code changes, the names of what they hold. */
const { chunks } = JSON.parse(readFileSync('build/stats.json', 'utf8')) as { chunks: Chunk[] }
const names = new Map<number, string>()
for (const chunk of chunks.filter(({ initial }) => !initial)) {
  const name = `${nameOf(chunk)}.chunk.js`
  if ([...names.values()].includes(name)) throw new Error(`two chunks are ${name}`)
  names.set(chunk.id, name)
}

const entry = join(DIST, 'index.js')
const text = readFileSync(entry, 'utf8')
if (!text.includes(BY_NUMBER)) throw new Error(`${entry} loads chunks in an unknown way`)
const table = JSON.stringify(Object.fromEntries(names))
writeFileSync(entry, text.replace(BY_NUMBER, `return (${table})[chunkId];`))
for (const [id, name] of names) renameSync(join(DIST, `${id}.index.js`), join(DIST, name))

/** The module or the package that other chunks import from it; the first of more modules, `libraries` for more packages. */
function nameOf({ modules }: Chunk): string {
  const roots = modules.filter(({ dependent }) => !dependent).map(({ name }) => name)
  const own = roots.filter(name => name.startsWith('./build/') && !name.includes('node_modules'))
  const [root = ''] = own.length > 0 ? own : roots
  const name = basename(root.split(' ')[0] ?? '', '.js')
  if (own.length > 0) return own.length > 1 ? `shared-${name}` : name
  const missing = /notfound\.js\?(\w+)$/.exec(root)
  if (missing) return `missing-${missing[1]}`
  const packages = new Set(roots.map(packageOf))
  return packages.size > 2 ? 'libraries' : [...packages].join('-')
}

function packageOf(module: string): string {
  const [, scope, name = module] = /node_modules\/(?:@([^/]+)\/)?([^/]+)/.exec(module) ?? []
  return scope ? `${scope}-${name}` : name
}
