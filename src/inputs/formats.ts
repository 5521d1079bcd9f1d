/** The name of a Cachix cache. */
export function isCacheName(text: string): boolean {
  return /^[A-Za-z0-9][\w-]*$/.test(text)
}

/** `owner/name`, or the numeric id of a repository. */
export function isRepository(text: string): boolean {
  return /^(\d+|[\w.-]+\/[\w.-]+)$/.test(text)
}

/** An http or https URL. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** The URL of a store that Nix can read. */
export function isCacheUrl(text: string): boolean {
  return URL.canParse(text) && /^(https?|s3|ssh|ssh-ng|file):$/.test(new URL(text).protocol)
}

/** The base of Nix releases, or a full URL whose placeholders are known. */
export function isReleaseUrl(text: string): boolean {
  const placeholders = [...text.matchAll(/\{(\w*)\}?/g)].map(match => match[0])
  return (
    /^(https?|file):$/.test(URL.canParse(text) ? new URL(text).protocol : '') &&
    placeholders.every(it => it === '{version}' || it === '{system}')
  )
}

/** A SHA-256 in hexadecimal. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text)
}
