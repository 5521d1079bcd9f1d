import { basename, join } from 'node:path'
import { asText, type Json } from '../lib/json.ts'
import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { Environment } from '../model/context.ts'

/** A nixpkgs that a project pins. */
export interface Pinned {
  /** Kind of source, as the pin names it. */
  readonly kind: string
  /** A URL (also `git+…` with the revision) or a path; undefined if NIX_PATH does not support this kind. */
  readonly place?: string
  /** SHA-256 of its unpacked contents. */
  readonly hash?: string
  /** The variable that overrides the pin. */
  readonly by?: string
}

/** Files in which a project can pin nixpkgs, by precedence. */
export const PIN_FILES = [
  ...['nix/sources.json', 'npins/sources.json', 'lon.lock', 'nix/lon.lock'],
  ...['flake.lock', '_sources/generated.json'],
] as const

/**
 * Pure: the pin files in the directories that NPINS_DIRECTORY and LON_DIRECTORY name, then {@link PIN_FILES}.
 * @returns paths, absolute or relative to the project
 */
export function pinFiles({ NPINS_DIRECTORY, LON_DIRECTORY }: Environment): string[] {
  const named = [
    ...(NPINS_DIRECTORY ? [join(NPINS_DIRECTORY, 'sources.json')] : []),
    ...(LON_DIRECTORY ? [join(LON_DIRECTORY, 'lon.lock')] : []),
  ]
  return [...new Set([...named, ...PIN_FILES])]
}

/**
 * Pure: the nixpkgs that one of the {@link pinFiles} pins; undefined if it pins none.
 * @param env may have NPINS_OVERRIDE_nixpkgs or LON_OVERRIDE_nixpkgs, which the code of npins and lon honors
 */
export function readPinned(file: string, json: Json, env: Environment): Pinned | undefined {
  if (basename(file) === 'flake.lock') return ofLock(json)
  if (basename(file) === 'lon.lock')
    return unknownVersion(file, json) ? undefined : ofLon(json, env)
  if (basename(file) === 'generated.json') return ofNvfetcher(json)
  return ofNiv(json) ?? ofNpins(json, env)
}

/** The newest supported format version of npins. */
const MAX_NPINS_VERSION = 8

/**
 * Pure: describes an unsupported format version of an npins or lon file. A file of npins is read anyway: its versions
 * differ little.
 */
export function unknownVersion(file: string, json: Json): string | undefined {
  const version: unknown = json?.version
  const isLon = basename(file) === 'lon.lock'
  const isNpins = basename(file) === 'sources.json' && typeof version === 'number'
  const isKnown = isLon ? !json || version === '1' : !isNpins || version <= MAX_NPINS_VERSION
  if (isKnown) return undefined
  const isPlain = typeof version === 'string' || typeof version === 'number'
  return isPlain
    ? `has the unsupported version ${toOneLine(`${version}`, 20)}`
    : 'has no supported version'
}

function ofNiv(json: Json): Pinned | undefined {
  const pin = json?.nixpkgs
  const [url, repo, rev] = [asText(pin?.url), asText(pin?.repo), asText(pin?.rev)]
  const kind = asText(pin?.type) ?? 'tarball'
  if (kind === 'git' && repo && rev) {
    const branch = asText(pin?.branch)
    const ref = asText(pin?.ref) ?? (branch ? `refs/heads/${branch}` : undefined)
    return { kind, place: gitPlace(repo, rev, ref) }
  }
  if (url) return { kind, place: url, ...hashOf(pin?.sha256) }
  return pin ? { kind } : undefined
}

/** Reads what npins's default.nix reads, in formats 0 to 8. */
function ofNpins(json: Json, env: Environment): Pinned | undefined {
  const pin = json?.pins?.nixpkgs
  if (!pin) return undefined
  const kind = asText(pin.type) ?? 'an unknown source'
  const override = overrideOf('NPINS_OVERRIDE_nixpkgs', kind, env)
  if (override) return override
  const submodules = isTrue(pin.submodules)
  const url = asText(pin.locked_url) ?? asText(pin.url)
  if (url && !submodules) return { kind, place: url, ...hashOf(pin.hash) }
  const rev = asText(pin.revision)
  const forge = pin.repository
  const [owner, repo] = [asText(forge?.owner), asText(forge?.repo)]
  if (asText(forge?.type) === 'GitHub' && !submodules) {
    const place = githubUrl(owner, repo, rev)
    return { kind, ...defined({ place }) }
  }
  const git = repositoryOf(forge)
  const branch = asText(pin.branch)
  if (!git || !rev) return { kind }
  const ref = branch ? `refs/heads/${branch}` : undefined
  return { kind, place: gitPlace(git, rev, ref, { submodules }) }
}

function overrideOf(name: string, kind: string, env: Environment): Pinned | undefined {
  return env[name] ? { kind, place: env[name], by: name } : undefined
}

/** Reads what lon's lon.nix reads. */
function ofLon(json: Json, env: Environment): Pinned | undefined {
  const pin = json?.sources?.nixpkgs
  if (!pin) return undefined
  const kind = asText(pin.type) ?? 'an unknown source'
  const override = overrideOf('LON_OVERRIDE_nixpkgs', kind, env)
  if (override) return override
  const [url, rev, branch] = [asText(pin.url), asText(pin.revision), asText(pin.branch)]
  const how = asText(pin.fetchType)
  if (how === 'tarball' && url) return { kind, place: url, ...hashOf(pin.hash) }
  if (how !== 'git' || !url || !rev) return { kind }
  const flags = { submodules: isTrue(pin.submodules), shallow: pin.lastModified !== undefined }
  return { kind, place: gitPlace(url, rev, branch && `refs/heads/${branch}`, flags) }
}

const REVISION = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** From git, accepts a commit hash only, because tags can move. */
function ofNvfetcher(json: Json): Pinned | undefined {
  const src = json?.nixpkgs?.src
  if (!src) return undefined
  const kind = asText(src.type) ?? 'an unknown source'
  const [url, rev] = [asText(src.url), asText(src.rev)]
  const [owner, repo] = [asText(src.owner), asText(src.repo)]
  // The hash of a `url` is that of the packed archive.
  if (kind === 'url' && url) return { kind, place: url }
  if (kind === 'tarball' && url) return { kind, place: url, ...hashOf(src.sha256) }
  const submodules = isTrue(src.fetchSubmodules)
  const repository = url ?? repositoryOf({ type: 'GitHub', owner, repo } as unknown as Json)
  if (!rev || !REVISION.test(rev) || !repository) return { kind }
  const archive = kind === 'github' && !submodules ? githubUrl(owner, repo, rev) : undefined
  return { kind, place: archive ?? gitPlace(repository, rev, undefined, { submodules }) }
}

function isTrue(value: unknown): boolean {
  return value === true
}

function repositoryOf(forge: Json): string | undefined {
  const [server, owner, repo] = [asText(forge?.server), asText(forge?.owner), asText(forge?.repo)]
  const path = asText(forge?.repo_path)
  const type = asText(forge?.type)
  if (type === 'Git') return asText(forge?.url)
  if (type === 'GitHub' && owner && repo) return `https://github.com/${owner}/${repo}.git`
  if (type === 'GitLab' && server && path) return `${server.replace(/\/$/, '')}/${path}.git`
  if (type === 'Forgejo' && server && owner && repo)
    return `${server.replace(/\/$/, '')}/${owner}/${repo}.git`
  return undefined
}

function ofLock(json: Json): Pinned | undefined {
  const name = lockNode(json, ['nixpkgs']) ?? 'nixpkgs'
  const locked = json?.nodes?.[name]?.locked
  const kind = asText(locked?.type)
  if (!locked || !kind) return undefined
  const place = placeOf(kind, locked)
  return { kind, ...defined({ place }), ...hashOf(locked.narHash) }
}

function placeOf(kind: string, locked: NonNullable<Json>): string | undefined {
  const text = (key: string) => asText(locked[key])
  const [owner, repo, rev, host] = [text('owner'), text('repo'), text('rev'), text('host')]
  if (kind === 'tarball') return text('url')
  if (kind === 'path') return text('path')
  if (kind === 'github') return githubUrl(owner, repo, rev, host)
  const url = text('url')
  const flags = { submodules: isTrue(locked.submodules), shallow: isTrue(locked.shallow) }
  if (kind === 'git' && url && rev) return gitPlace(url, rev, text('ref'), flags)
  if (kind === 'gitlab' && owner && repo && rev) {
    const project = encodeURIComponent(`${owner.replaceAll('%2F', '/')}/${repo}`)
    return `https://${host ?? 'gitlab.com'}/api/v4/projects/${project}/repository/archive.tar.gz?sha=${rev}`
  }
  return kind === 'sourcehut' && owner && repo && rev
    ? `https://${host ?? 'git.sr.ht'}/${owner}/${repo}/archive/${rev}.tar.gz`
    : undefined
}

/**
 * The lock node at a path of inputs. An input that follows another one is itself a path from the root.
 * @param steps limits the lookups in total, because paths can be cyclic
 */
function lockNode(
  json: Json,
  path: readonly string[],
  steps = { remaining: 1000 },
): string | undefined {
  let name = asText(json?.root) ?? 'root'
  for (const input of path) {
    if (typeof input !== 'string' || steps.remaining-- <= 0) return undefined
    const next: unknown = json?.nodes?.[name]?.inputs?.[input]
    const node = Array.isArray(next) ? lockNode(json, next, steps) : asText(next)
    if (node === undefined) return undefined
    name = node
  }
  return name
}

/** A revision of a git repository as a flake URL. */
function gitPlace(
  url: string,
  rev: string,
  ref?: string,
  { submodules = false, shallow = false } = {},
): string {
  // `git@host:path` has no scheme.
  const whole = url.includes('://') ? url : `ssh://${url.replace(':', '/')}`
  const query = [
    ...(ref ? [`ref=${encodeURIComponent(ref)}`] : []),
    `rev=${rev}`,
    ...(submodules ? ['submodules=1'] : []),
    ...(shallow ? ['shallow=1'] : []),
  ]
  return `git+${whole.replace(/^git\+/, '')}${whole.includes('?') ? '&' : '?'}${query.join('&')}`
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

/** A SHA-256 as SRI, in base 32 or in base 16. */
function hashOf(value: unknown): { hash: string } | Record<string, never> {
  const text = asText(value) ?? ''
  return /^(?:sha256-[A-Za-z0-9+/]{43}=|[0-9a-z]{52}|[0-9a-f]{64})$/.test(text)
    ? { hash: text }
    : {}
}
