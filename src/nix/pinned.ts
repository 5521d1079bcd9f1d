/** A nixpkgs that a project pins. */
export interface Pinned {
  /** What kind of source it is, in the pin's own words. */
  readonly kind: string
  /** A URL (also `git+…`, with the revision) or a path; undefined: of that kind Nix looks nothing up. */
  readonly place?: string
  /** Of its unpacked contents. */
  readonly hash?: string
  /** What has the last word instead of the pin. */
  readonly by?: string
}

/** A JSON value of which nothing is known. */
export type Json = { readonly [key: string]: Json } | undefined

/** Where a project pins nixpkgs, the first one first. */
export const SOURCES = ['nix/sources.json', 'npins/sources.json', 'flake.lock'] as const

/**
 * Pure: the nixpkgs that one of the {@link SOURCES} pins; undefined where it pins none.
 * @param env may have NPINS_OVERRIDE_nixpkgs, which the code that npins writes goes by
 */
export function readPinned(
  file: (typeof SOURCES)[number],
  json: Json,
  env: Readonly<Record<string, string>>,
): Pinned | undefined {
  if (file === 'flake.lock') return ofLock(json)
  return (file === 'nix/sources.json' ? ofNiv(json) : undefined) ?? ofNpins(json, env)
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

/** As the default.nix of npins reads it, in its formats 0 to 8. */
function ofNpins(json: Json, env: Readonly<Record<string, string>>): Pinned | undefined {
  const pin = json?.pins?.nixpkgs
  if (!pin) return undefined
  const kind = asText(pin.type) ?? 'an unknown source'
  const override = 'NPINS_OVERRIDE_nixpkgs'
  if (env[override]) return { kind, place: env[override], by: override }
  const isTree: unknown = pin.submodules
  const url = asText(pin.locked_url) ?? asText(pin.url)
  if (url && isTree !== true) return { kind, place: url, ...hashOf(pin.hash) }
  const rev = asText(pin.revision)
  const forge = pin.repository
  const [owner, repo] = [asText(forge?.owner), asText(forge?.repo)]
  if (asText(forge?.type) === 'GitHub' && isTree !== true) {
    const place = githubUrl(owner, repo, rev)
    return { kind, ...(place ? { place } : {}) }
  }
  const git = repositoryOf(forge)
  const branch = asText(pin.branch)
  if (!git || !rev) return { kind }
  const ref = branch ? `refs/heads/${branch}` : undefined
  return { kind, place: gitPlace(git, rev, ref, isTree === true) }
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
  return { kind, ...(place ? { place } : {}), ...hashOf(locked.narHash) }
}

function placeOf(kind: string, locked: NonNullable<Json>): string | undefined {
  const text = (key: string) => asText(locked[key])
  const [owner, repo, rev, host] = [text('owner'), text('repo'), text('rev'), text('host')]
  if (kind === 'tarball') return text('url')
  if (kind === 'path') return text('path')
  if (kind === 'github') return githubUrl(owner, repo, rev, host)
  const [url, isTree] = [text('url'), locked.submodules as unknown]
  if (kind === 'git' && url && rev) return gitPlace(url, rev, text('ref'), isTree === true)
  if (kind === 'gitlab' && owner && repo && rev) {
    const project = encodeURIComponent(`${owner.replaceAll('%2F', '/')}/${repo}`)
    return `https://${host ?? 'gitlab.com'}/api/v4/projects/${project}/repository/archive.tar.gz?sha=${rev}`
  }
  return kind === 'sourcehut' && owner && repo && rev
    ? `https://${host ?? 'git.sr.ht'}/${owner}/${repo}/archive/${rev}.tar.gz`
    : undefined
}

/** The node at a path of inputs; an input that follows another one is such a path, from the root on. */
export function lockNode(json: Json, path: readonly string[], hops = 10): string | undefined {
  let name = asText(json?.root) ?? 'root'
  for (const input of path) {
    const next: unknown = json?.nodes?.[name]?.inputs?.[input]
    const node = Array.isArray(next)
      ? hops > 0
        ? lockNode(json, next, hops - 1)
        : undefined
      : asText(next)
    if (node === undefined) return undefined
    name = node
  }
  return name
}

/** A revision of a git repository, as flakes write it. */
function gitPlace(url: string, rev: string, ref?: string, submodules = false): string {
  // `git@host:path` has no scheme.
  const whole = url.includes('://') ? url : `ssh://${url.replace(':', '/')}`
  const query = [
    ...(ref ? [`ref=${encodeURIComponent(ref)}`] : []),
    `rev=${rev}`,
    ...(submodules ? ['submodules=1'] : []),
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

/** SHA-256 as Nix writes it: SRI, in base 32 or in base 16. */
function hashOf(value: unknown): { hash: string } | Record<string, never> {
  const text = asText(value) ?? ''
  return /^(?:sha256-[A-Za-z0-9+/]{43}=|[0-9a-z]{52}|[0-9a-f]{64})$/.test(text)
    ? { hash: text }
    : {}
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
