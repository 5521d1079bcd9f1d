interface SecretVariable {
  /** A name, or a prefix that ends in `_`. */
  readonly name: string
  /** The action masks the value in the log; the runner masks the others that are secret. */
  readonly isMasked?: true
  /** Deleted before the first command of the project runs; the others are deleted with the process. */
  readonly isDropped?: true
  /** A user may set it for the job and expect it in a command: failures say that commands do not get it. */
  readonly isUserSet?: true
}

/**
 * The variables that no child gets, unless the `env` of its step sets them. Every other list of secrets derives from this
 * one. Secrets within other inputs are masked too: access-tokens and passwords in URLs. (inputs/secrets.ts)
 */
export const SECRET_VARIABLES: readonly SecretVariable[] = [
  { name: 'INPUT_CACHIX-AUTH-TOKEN', isMasked: true, isDropped: true },
  { name: 'INPUT_CACHIX-SIGNING-KEY', isMasked: true, isDropped: true },
  { name: 'INPUT_BUILDERS-SSH-KEY', isMasked: true, isDropped: true },
  { name: 'INPUT_GITHUB-TOKEN', isMasked: true },
  { name: 'INPUT_' },
  { name: 'GITHUB_TOKEN', isUserSet: true },
  { name: 'GH_TOKEN', isUserSet: true },
  { name: 'CACHIX_AUTH_TOKEN', isMasked: true, isDropped: true, isUserSet: true },
  { name: 'CACHIX_SIGNING_KEY', isMasked: true, isDropped: true, isUserSet: true },
  // Credentials of the runner, and the state of this action.
  { name: 'ACTIONS_', isDropped: true },
  { name: 'STATE_' },
]

/** Settings of Nix with credentials, or the path of a file with some: never in a file that others can read. */
export const SECRET_SETTINGS = ['access-tokens', 'netrc-file']

export function isSecretVariable(variable: string, rows = SECRET_VARIABLES): boolean {
  return rows.some(({ name }) =>
    name.endsWith('_') ? variable.startsWith(name) : variable === name,
  )
}
