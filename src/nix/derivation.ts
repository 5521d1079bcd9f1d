import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a derivation's file in the store says, as far as the store cache asks. */
export interface Derivation {
  /** The whole store paths of its outputs; one whose path is known only after building has none. */
  readonly outputs: readonly string[]
  /** It says that it is quicker built than fetched (`allowSubstitutes = false`). */
  readonly isLocalOnly: boolean
}

const STORE = '/nix/store'
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/

/** The name in a store path, after the hash and without `.drv`; other text is returned unchanged. */
export function derivationName(path: string): string {
  return STORE_PATH.exec(path)?.[1] ?? path
}

/** The outputs of a `.drv`, as text. */
function outputList(text: string): string {
  return /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? ''
}

/** Reads the text of a `.drv` (ATerm, or structured attributes in it). */
export function parseDerivation(text: string): Derivation {
  const outputs = [...outputList(text).matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)]
  return {
    outputs: outputs.map(match => match[1] ?? ''),
    isLocalOnly:
      text.includes('("allowSubstitutes","")') ||
      /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
  }
}

/** The base names of the store's derivations. */
export async function derivationNames(store: string = STORE): Promise<string[]> {
  const names = await readdir(store).catch((): string[] => [])
  return names.filter(name => name.endsWith('.drv'))
}

/** Reads derivations by their base names; one that is gone is passed over. */
export async function readDerivations(
  names: readonly string[],
  store: string = STORE,
): Promise<Map<string, Derivation>> {
  const found = new Map<string, Derivation>()
  const waiting = names.values()
  const worker = async () => {
    for (const name of waiting) {
      const text = await readFile(join(store, name), 'latin1').catch(() => undefined)
      if (text !== undefined) found.set(`${STORE}/${name}`, parseDerivation(text))
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  return found
}

/** A derivation with every other store path that its file names, and whether its output hash is fixed. */
export async function readDerivation(
  path: string,
): Promise<Derivation & { inputs: string[]; isFixed: boolean }> {
  const text = await readFile(path, 'latin1').catch(() => '')
  const derivation = parseDerivation(text)
  const isFixed = /^\("[^"]*","[^"]*","[^"]+","[^"]+"\)$/.test(outputList(text))
  const named = new Set(text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g))
  const inputs = [...named].filter(it => it !== path && !derivation.outputs.includes(it))
  return { ...derivation, inputs, isFixed }
}

/** The outputs of derivations, whether they are built or not. */
export async function outputsOf(derivations: readonly string[]): Promise<string[]> {
  return (await Promise.all(derivations.map(readDerivation))).flatMap(it => it.outputs)
}
