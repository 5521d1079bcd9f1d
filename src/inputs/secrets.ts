import { setSecret } from '@actions/core'
import type { Environment } from '../model/context.ts'
import type { AccessToken } from '../nix/options.ts'
import { isSecretVariable, SECRET_VARIABLES } from '../runner/secrets.ts'
import type { Inputs } from './inputs.ts'

/** Masks all secrets of the inputs, before anything is printed that could contain one. */
export function maskSecrets({ accessTokens, nix, cache }: Inputs, env: Environment): void {
  const urls = [nix.releaseUrl ?? '', ...cache.extra.map(it => ('url' in it ? it.url : ''))]
  const secrets = [
    ...SECRET_VARIABLES.filter(it => it.isMasked).map(({ name }) => env[name] ?? ''),
    ...accessTokens.map(({ token }) => token),
    ...urls.map(passwordOf),
  ]
  for (const secret of secrets) if (secret.trim() !== '') setSecret(secret.trim())
}

function passwordOf(url: string): string {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : ''
}

/** Deletes the secrets that code of the project must not find in this process. */
export function dropSecrets(
  { cache, builders }: Inputs,
  env: Record<string, string | undefined>,
): void {
  cache.authToken.drop()
  cache.signingKey.drop()
  builders.key.drop()
  const dropped = SECRET_VARIABLES.filter(it => it.isDropped)
  for (const name of Object.keys(env)) if (isSecretVariable(name, dropped)) delete env[name]
}

/** The credentials for fetching; the GitHub token is for the host of this GitHub only. */
export function fetchCredentials(
  { githubToken, accessTokens }: Inputs,
  env: Environment,
): AccessToken[] {
  const { host } = new URL(env.GITHUB_SERVER_URL ?? 'https://github.com')
  return githubToken === '' ? [...accessTokens] : [{ host, token: githubToken }, ...accessTokens]
}
