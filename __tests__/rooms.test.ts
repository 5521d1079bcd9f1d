import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** From the ground up: a room imports only rooms below it. (docs/architecture.md) */
const FLOORS = [
  ['lib'],
  ['model'],
  ['runner', 'host'],
  ['nix', 'trust'],
  ['lint', 'caches'],
  ['inputs'],
  ['steps'],
  ['report'],
  ['phases'],
  ['main.ts', 'post.ts'],
  ['bootstrap.ts'],
  ['index.ts'],
]
const IMPORT = /(?:from\s+|import\s*\(\s*|new URL\(\s*|import\s+)'(\.[^']+\.ts)'/g

const imports = new Map(
  readdirSync(SRC, { recursive: true })
    .map(String)
    .filter(file => file.endsWith('.ts'))
    .map(file => {
      const text = readFileSync(join(SRC, file), 'utf8')
      return [file, [...text.matchAll(IMPORT)].map(([, it = '']) => join(dirname(file), it))]
    }),
)

const roomOf = (file: string) => file.split('/')[0] ?? ''
const floorOf = (file: string) => FLOORS.findIndex(rooms => rooms.includes(roomOf(file)))

describe('the rooms of src', () => {
  it('are all on a floor', () => {
    expect([...imports.keys()].filter(file => floorOf(file) < 0)).toEqual([])
  })

  it('import only rooms below them', () => {
    const up = [...imports].flatMap(([file, targets]) =>
      targets
        .filter(it => roomOf(it) !== roomOf(file) && floorOf(it) >= floorOf(file))
        .map(target => `${file} imports ${target}`),
    )
    expect(up).toEqual([])
  })
})

describe('the files of src', () => {
  it('import each other in no circle', () => {
    expect(circleIn(imports)).toBeUndefined()
  })

  it('are seen with all their imports', () => {
    const all = [...imports.values()].flat()
    expect(all.length).toBeGreaterThan(imports.size)
    expect(all.filter(target => !imports.has(target))).toEqual([])
  })
})

/** A circle of files, each of which imports the next. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const target of graph.get(file) ?? []) {
      const circle = visit(target, [...way, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of graph.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return undefined
}
