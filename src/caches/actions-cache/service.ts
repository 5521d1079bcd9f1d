import type { Environment } from '../../model/context.ts'

/** The environment variables that `@actions/cache` reads, besides paths. */
const VARIABLES = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_CACHE_MODE',
]

/** Events whose runs may save: GitHub scopes an entry of a pull request to that pull request. */
const WRITERS = [
  ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'],
  ...['merge_group', 'pull_request'],
]

/** The variables of an available service (only the token is secret), or why there is none. */
export type Service =
  | { readonly variables: Readonly<Record<string, string>> }
  | { readonly off: string; readonly readOnly?: true }

/** Whether a run on this event (GITHUB_EVENT_NAME) may save to GitHub's cache, regardless of ACTIONS_CACHE_MODE. */
export function mayWrite(eventName: string | undefined): boolean {
  return WRITERS.includes(eventName ?? '')
}

/** Whether GitHub's cache is available, according to the runner's environment. */
export function serviceFor(action: 'restore' | 'save', env: Environment): Service {
  const missing = whyMissing(env)
  if (missing) return { off: missing }
  const mode = (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase()
  if (mode === 'none' || mode === (action === 'restore' ? 'write-only' : 'read')) {
    const what = action === 'restore' ? 'Nothing is restored from' : 'Nothing is saved to'
    return {
      off: `${what} GitHub's cache: the workflow's cache-mode is ${mode}.`,
      ...(mode === 'read' ? { readOnly: true } : {}),
    }
  }
  if (action === 'save' && !mayWrite(env.GITHUB_EVENT_NAME)) {
    const event = env.GITHUB_EVENT_NAME || 'of an unknown event'
    return { off: `Nothing is saved to GitHub's cache in a run ${onEvent(event)}.`, readOnly: true }
  }
  const names = VARIABLES.filter(name => env[name] !== undefined)
  return { variables: Object.fromEntries(names.map(name => [name, env[name] ?? ''])) }
}

const onEvent = (event: string) => (event.includes(' ') ? event : `on ${event}`)

function whyMissing(env: Environment): string | undefined {
  const enterprise = isEnterprise(env.GITHUB_SERVER_URL)
  const isVersion2 = Boolean(env.ACTIONS_CACHE_SERVICE_V2) && !enterprise
  const url = isVersion2 ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL
  if (!url) {
    return enterprise
      ? "GitHub's cache is off: this GitHub Enterprise Server does not provide one (ACTIONS_CACHE_URL is not set)."
      : "GitHub's cache is off: the runner does not provide one (neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set)."
  }
  if (!URL.canParse(url)) return "GitHub's cache is off: the runner's URL for it is invalid."
  // The services of local runners speak version 1, and act's asks for no token: its URL has one.
  if (isVersion2 && !env.ACTIONS_RUNTIME_TOKEN)
    return "GitHub's cache is off: ACTIONS_RUNTIME_TOKEN is not set."
  return undefined
}

/** Where a service of version 2 is, by the toolkit's rule. */
export function version2Of(env: Environment): { url: string; token: string } | undefined {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env
  const isVersion2 = env.ACTIONS_CACHE_SERVICE_V2 && !isEnterprise(env.GITHUB_SERVER_URL)
  return isVersion2 && url && token ? { url, token } : undefined
}

/** The toolkit's rule: an Enterprise Server provides version 1 of the service's protocol, or none. */
function isEnterprise(server: string | undefined): boolean {
  const url = server || 'https://github.com'
  const { hostname } = new URL(URL.canParse(url) ? url : 'https://github.com')
  return hostname !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(hostname)
}
