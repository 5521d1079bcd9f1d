import { toOneLine } from '../../lib/text.ts'
import { splitNixPath } from '../../nix/nix-path.ts'
import { nixCode } from '../nix-text.ts'
import { type Finding, lineAt } from './finding.ts'

/** A bare `fetchurl` is that of nixpkgs, which requires a hash. */
const FETCH =
  /(?<![\w.'-])(?:(?:builtins\s*\.\s*)?(?<name>fetchTarball|fetchGit|fetchTree|fetchMercurial)|builtins\s*\.\s*(?<file>fetchurl))\s*(?=["{]|https?:)/g
const PINNED = /\b(?:sha256|hash|narHash|rev|outputHash)\b/
const REMOTE = /^(?:https?|git|ssh|git\+\w+):\/\/|^(?:github|gitlab|sourcehut):|^git@/
const CHANNEL =
  /^channel:|\bnixos\.org\/channels\/|\bchannels\.nixos\.org\/|\bflakehub\.com\/f\/(?!pinned\/)/
const REVISION = /[0-9a-f]{40}/
/** Characters of an argument that are checked. */
const MAX_ARGUMENT_LENGTH = 2000

/** Pure: fetches in a Nix text without a hash or revision, so that each run may get something else. */
export function unpinnedFetches(file: string, text: string): Finding[] {
  const plain = nixCode(text)
  return [...plain.matchAll(FETCH)].flatMap(match => {
    const name = match.groups?.name ?? match.groups?.file ?? ''
    const argument = argumentAt(plain, match.index + match[0].length)
    const url = urlOf(argument)
    if (!url || PINNED.test(argument.replace(url, ''))) return []
    if (!REMOTE.test(url) || url.includes('${') || REVISION.test(url)) return []
    const needs = name === 'fetchGit' || name === 'fetchMercurial' ? 'rev' : 'sha256'
    const message = `${name} of ${toOneLine(url, 120)} has no ${needs}, so each run may get something else.`
    return [{ file, line: lineAt(text, match.index), text: message }]
  })
}

/** A string, a URL, or a set up to its end. */
function argumentAt(text: string, at: number): string {
  const rest = text.slice(at, at + MAX_ARGUMENT_LENGTH)
  if (!rest.startsWith('{')) return /^(?:"(?:[^"\\]|\\[\s\S])*"|[^\s;)]+)/.exec(rest)?.[0] ?? ''
  let depth = 0
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '{') depth++
    else if (rest[i] === '}' && --depth === 0) return rest.slice(0, i + 1)
  }
  return ''
}

function urlOf(argument: string): string | undefined {
  if (!argument.startsWith('{')) return argument.replace(/^"|"$/g, '')
  const [, quoted, plain] = /\burl\s*=\s*(?:"([^"]*)"|(https?:[^\s;]+))/.exec(argument) ?? []
  return quoted ?? plain
}

/** Pure: entries of a NIX_PATH that change over time: channels, FlakeHub versions, and archives of a branch. */
export function movingEntries(where: string, nixPath: string): Finding[] {
  return splitNixPath(nixPath)
    .filter(entry => {
      const place = entry.slice(entry.indexOf('=') + 1)
      const isArchive = /^https?:.*\/archive\//.test(place) && !REVISION.test(place)
      return CHANNEL.test(place) || isArchive
    })
    .map(entry => ({
      text: `${where}: ${toOneLine(entry, 150)} is not pinned, so each run may get another version. Pin it: nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz`,
    }))
}
