import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a `.drv` file says about outputs and substitution. */
export interface Derivation {
  /** Full store paths of its outputs, except those that are only known after building. */
  readonly outputs: readonly string[]
  /** Whether it opts out of substitution (`allowSubstitutes = false`). */
  readonly isLocalOnly: boolean
}

const STORE = '/nix/store'
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/

/** The name in a store path, after the hash and without `.drv`; other text is returned unchanged. */
export function derivationName(path: string): string {
  return STORE_PATH.exec(path)?.[1] ?? path
}

/** The list of outputs in the text of a `.drv`, without brackets. */
function outputList(text: string): string {
  return /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? ''
}

/** Parses the text of a `.drv` (ATerm, possibly with structured attributes). */
export function parseDerivation(text: string): Derivation {
  const outputs = outputList(text).matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)
  return {
    outputs: Array.from(outputs, match => match[1] ?? ''),
    isLocalOnly:
      text.includes('("allowSubstitutes","")') ||
      /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
  }
}

/** Base names of the derivations in the store. */
export async function derivationNames(store: string = STORE): Promise<string[]> {
  const names = await readdir(store).catch((): string[] => [])
  return names.filter(name => name.endsWith('.drv'))
}

/** Reads derivations by base name; skips missing ones. */
export async function readDerivations(
  names: readonly string[],
  store: string = STORE,
): Promise<Map<string, Derivation>> {
  const found = new Map<string, Derivation>()
  const queue = names.values()
  const worker = async () => {
    for (const name of queue) {
      const text = await readFile(join(store, name), 'latin1').catch(() => undefined)
      if (text !== undefined) found.set(`${STORE}/${name}`, parseDerivation(text))
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  return found
}

/** The system that builds a derivation; undefined if it cannot be read. */
export async function builderSystem(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'latin1').catch(() => '')
  // The first text behind a list.
  return /\],"([^"]+)",/.exec(text)?.[1]
}

/** Reads a derivation's outputs, all other store paths in it, and whether it is fixed-output. */
export async function readDerivation(
  path: string,
): Promise<{ outputs: readonly string[]; inputs: string[]; isFixed: boolean }> {
  const text = await readFile(path, 'latin1').catch(() => '')
  const { outputs } = parseDerivation(text)
  const isFixed = /^\("[^"]*","[^"]*","[^"]+","[^"]+"\)$/.test(outputList(text))
  const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? []
  const inputs = [...new Set(named)].filter(it => it !== path && !outputs.includes(it))
  return { outputs, inputs, isFixed }
}

/** The outputs of derivations, built or not. */
export async function outputsOf(derivations: readonly string[]): Promise<string[]> {
  return (await Promise.all(derivations.map(readDerivation))).flatMap(it => it.outputs)
}
