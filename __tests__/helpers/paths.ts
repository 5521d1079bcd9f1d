import { fileURLToPath } from 'node:url'

/** The root folder of the repository, absolute, without a slash at the end. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Where packed Nix releases and unpacked tools live; git ignores it, removing it is always safe. */
export const cacheDir = `${repositoryRoot}/.cache`
