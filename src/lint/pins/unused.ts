import { withoutComments } from '../nix-text.ts'
import { escaped } from './finding.ts'

const NAME = String.raw`[A-Za-z_][\w'-]*`
const OUTPUTS = new RegExp(
  String.raw`\boutputs\s*=\s*(?:(${NAME})\s*@\s*)?(\{[^{}]*\}|${NAME})\s*(?:@\s*(${NAME})\s*)?:`,
)

const ITERATED =
  /\b(?:mapAttrs|attrValues|attrNames|mapAttrsToList|filterAttrs)\b[^;]*\b(?:sources|pins|npins|lon)\b/

/**
 * Pure: inputs of a flake that no text mentions; none if the inputs are passed on as a whole.
 * @param flake the text of flake.nix
 * @param inputs the names of its inputs, without those that others follow
 * @param others the texts of the other Nix files
 */
export function unusedInputs(
  flake: string,
  inputs: readonly string[],
  others: readonly string[],
): string[] {
  const text = withoutComments(flake)
  const match = OUTPUTS.exec(text)
  if (!match) return []
  const [all, before, pattern = '', after] = match
  const body = text.slice(match.index + all.length)
  const named = pattern.startsWith('{') ? undefined : pattern
  const alias = before ?? after ?? named
  const texts = [body, ...others.map(other => withoutComments(other))]
  const isByAlias = alias !== undefined && isPassedOn(alias, body)
  const isBySelf = texts.some(it => isPassedOn(String.raw`self\s*\.\s*inputs`, it, true))
  if (isByAlias || isBySelf || /^\s*inputs\s*(?:\.[^;=]*)?=(?!=)/m.test(body)) return []
  return inputs.filter(name => name !== 'self' && !texts.some(it => hasWord(it, name)))
}

/** Whether a set is used other than to select an attribute. */
function isPassedOn(name: string, text: string, isPattern = false): boolean {
  const word = isPattern ? name : escaped(name)
  return new RegExp(String.raw`(?<![\w'-])${word}(?![\w'-])(?!\s*\.\s*[A-Za-z_"])`).test(text)
}

/**
 * Pure: sources of niv, npins or lon that no text mentions; none if a text iterates over all of them.
 * @param findsPinned whether `<nixpkgs>` is one of these sources
 * @param scriptsAsk whether a command or a script uses it, like `nix-shell -p`
 */
export function unusedSources(
  names: readonly string[],
  others: readonly string[],
  findsPinned: boolean,
  scriptsAsk = false,
): string[] {
  const texts = others.map(other => withoutComments(other))
  if (texts.some(text => ITERATED.test(text))) return []
  const isUsed = (name: string) =>
    texts.some(text => hasWord(text, name)) ||
    (findsPinned && name === 'nixpkgs' && (scriptsAsk || texts.some(it => /<nixpkgs[>/]/.test(it))))
  return names.filter(name => !isUsed(name))
}

/** `<nixpkgs>` is not the word `nixpkgs`. */
function hasWord(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w'<-])${escaped(name)}(?![\\w'-])`).test(text)
}
