import { setSecret } from '@actions/core'
import type { Environment } from '../model/context.ts'
import type { AccessToken } from '../nix/options.ts'
import type { Inputs } from './inputs.ts'

const SECRET_VARIABLES = [
  'INPUT_CACHIX-AUTH-TOKEN',
  'INPUT_CACHIX-SIGNING-KEY',
  'CACHIX_AUTH_TOKEN',
  'CACHIX_SIGNING_KEY',
]

/** Before anything is printed that could hold one. */
export function maskSecrets(inputs: Inputs, env: Environment): void {
  const { githubToken, accessTokens, nix, cache } = inputs
  const secrets = [
    githubToken,
    ...accessTokens.map(({ token }) => token),
    ...SECRET_VARIABLES.map(name => env[name] ?? ''),
    ...[nix.releaseUrl ?? '', ...cache.extra.map(it => ('url' in it ? it.url : ''))].map(
      passwordOf,
    ),
  ]
  for (const secret of secrets) {
    if (secret.trim() !== '') setSecret(secret.trim())
  }
}

function passwordOf(url: string): string {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : ''
}

/** What project code must not find in this process. */
export function dropSecrets({ cache }: Inputs, env: Record<string, string | undefined>): void {
  cache.authToken.drop()
  cache.signingKey.drop()
  for (const name of Object.keys(env)) {
    if (SECRET_VARIABLES.includes(name) || name.startsWith('ACTIONS_')) delete env[name]
  }
}

/** The GitHub token is for the host of this GitHub, and no other. */
export function tokensOf({ githubToken, accessTokens }: Inputs, env: Environment): AccessToken[] {
  const { host } = new URL(env.GITHUB_SERVER_URL ?? 'https://github.com')
  return githubToken === '' ? [...accessTokens] : [{ host, token: githubToken }, ...accessTokens]
}
