import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { capture } from '../process/spawn.ts'

/** What NIX_PATH is to be, and what the user has to be told of it. */
export interface NixPath {
  /** Undefined: it is left as it is. */
  readonly value: string | undefined
  readonly info?: string
  readonly notice?: string
}

/**
 * Decides on NIX_PATH.
 * @param asked the input `nix-path`: `auto`, or the value itself
 * @param workspace what relative entries are relative to
 * @param project where nix/sources.json and flake.lock are
 */
export async function decideNixPath(
  asked: string,
  workspace: string,
  project: string,
  env: Readonly<Record<string, string>>,
): Promise<NixPath> {
  if (asked !== 'auto') return { value: absolutePath(asked, workspace) }
  if (env.NIX_PATH || !(await usesNixpkgs(project, env))) return { value: undefined }
  for (const [file, read] of PINS) {
    const text = await readFile(join(project, file), 'utf8').catch(() => undefined)
    const url = text === undefined ? undefined : urlOf(text, read)
    if (url) {
      const value = absolutePath(`nixpkgs=${url}`, project)
      return { value, info: `<nixpkgs> is the one that ${file} pins: ${url}` }
    }
  }
  return {
    value: undefined,
    notice:
      '<nixpkgs> is used, but neither nix/sources.json, npins/sources.json nor flake.lock pins it and NIX_PATH is not set. Give the input nix-path, such as nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.',
  }
}

/** Resolves the relative entries of a NIX_PATH. */
export function absolutePath(nixPath: string, base: string): string {
  return splitNixPath(nixPath)
    .map(entry => {
      const [, prefix = '', place = ''] = /^([^=]*=)?(.*)$/.exec(entry) ?? []
      return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : resolve(base, place)}`
    })
    .join(':')
}

/** Splits at colons, but not at those of URLs, `channel:` and `flake:`, as Nix does (eval-settings.cc, parseNixPath). */
export function splitNixPath(text: string): string[] {
  const entries: string[] = []
  const parts = text.split(':')
  for (let i = 0; i < parts.length; i++) {
    const first = parts[i] ?? ''
    const place = [first.slice(first.indexOf('=') + 1), ...parts.slice(i + 1)].join(':')
    if (i + 1 < parts.length && (isUrl(place) || place.startsWith('flake:')))
      entries.push(`${first}:${parts[++i]}`)
    else entries.push(first)
  }
  return entries.filter(entry => entry !== '')
}

/** The entries that the `-I` arguments of a call of Nix put before NIX_PATH. */
export function searchPathOf(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg === '-I' ? [args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg.slice(2)] : [],
  )
}

function isUrl(text: string): boolean {
  return /^(channel:|(https?|file|channel|git|s3|ssh):\/\/)/.test(text)
}

type ReadPin = (json: Json) => string | undefined
type Json = { readonly [key: string]: Json } | undefined

/** Where a project pins nixpkgs, the first one first. */
const PINS: readonly (readonly [file: string, read: ReadPin])[] = [
  ['nix/sources.json', json => nivUrl(json) ?? npinsUrl(json)],
  ['npins/sources.json', npinsUrl],
  ['flake.lock', flakeUrl],
]

function urlOf(text: string, read: ReadPin): string | undefined {
  try {
    return read(JSON.parse(text))
  } catch {
    return undefined
  }
}

function nivUrl(json: Json): string | undefined {
  return asText(json?.nixpkgs?.url)
}

function npinsUrl(json: Json): string | undefined {
  const pin = json?.pins?.nixpkgs
  const { owner, repo } = {
    owner: asText(pin?.repository?.owner),
    repo: asText(pin?.repository?.repo),
  }
  return asText(pin?.url) ?? githubUrl(owner, repo, asText(pin?.revision))
}

function flakeUrl(json: Json): string | undefined {
  const name = flakeNode(json, ['nixpkgs']) ?? 'nixpkgs'
  const locked = json?.nodes?.[name]?.locked
  const type = asText(locked?.type)
  if (type === 'tarball') return asText(locked?.url)
  if (type === 'path') return asText(locked?.path)
  return type === 'github'
    ? githubUrl(
        asText(locked?.owner),
        asText(locked?.repo),
        asText(locked?.rev),
        asText(locked?.host),
      )
    : undefined
}

/** The node at a path of inputs; an input that follows another one is such a path, from the root on. */
function flakeNode(json: Json, path: readonly string[], hops = 10): string | undefined {
  let name = asText(json?.root) ?? 'root'
  for (const input of path) {
    const next: unknown = json?.nodes?.[name]?.inputs?.[input]
    const node = Array.isArray(next)
      ? hops > 0
        ? flakeNode(json, next, hops - 1)
        : undefined
      : asText(next)
    if (node === undefined) return undefined
    name = node
  }
  return name
}

function githubUrl(
  owner?: string,
  repo?: string,
  revision?: string,
  host = 'github.com',
): string | undefined {
  return owner && repo && revision
    ? `https://${host}/${owner}/${repo}/archive/${revision}.tar.gz`
    : undefined
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether a Nix file of the project asks for `<nixpkgs>`: by git among its tracked files, else in the usual ones. */
async function usesNixpkgs(
  project: string,
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  const search = [
    'git',
    '-C',
    project,
    'grep',
    '--quiet',
    '--untracked',
    '<nixpkgs[>/]',
    '--',
    '*.nix',
  ]
  const found = await capture(search, { env }).catch(() => ({ code: 128 }))
  if (found.code === 0 || found.code === 1) return found.code === 0
  const usual = ['default.nix', 'shell.nix', 'flake.nix']
    .map(file => join(project, file))
    .filter(existsSync)
  const texts = await Promise.all(usual.map(file => readFile(file, 'utf8')))
  return texts.some(text => /<nixpkgs[>/]/.test(text))
}
