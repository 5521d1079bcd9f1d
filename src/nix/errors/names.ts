/** The name of a derivation: what stands between the hash and `.drv`; the text itself where it is no store path. */
export function nameOf(path: string): string {
  return /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/.exec(path)?.[1] ?? path
}

/** With a capital at its beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
