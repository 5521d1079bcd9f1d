import type { Environment } from '../../model/context.ts'

/** What `@actions/cache` reads of the environment beside paths. */
const VARIABLES = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_CACHE_MODE',
]

/** Events whose runs may save: design of GitHub's scopes keeps what a stranger's pull request saves to itself. */
const WRITERS = [
  ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'],
  ...['merge_group', 'pull_request'],
]

/** The variables of a service that can be asked, or why there is none; the token only is a secret. */
export type Service =
  | { readonly variables: Readonly<Record<string, string>> }
  | { readonly off: string; readonly readOnly?: true }

/** Whether a run of this event (GITHUB_EVENT_NAME) may save to GitHub's cache, whatever ACTIONS_CACHE_MODE says. */
export function mayWrite(eventName: string | undefined): boolean {
  return WRITERS.includes(eventName ?? '')
}

/** Whether GitHub's cache can be asked, by what the runner gave to the job. */
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
  const url =
    env.ACTIONS_CACHE_SERVICE_V2 && !enterprise ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL
  if (!url) {
    return enterprise
      ? "GitHub's cache is off: this GitHub Enterprise Server offers none to its runners (ACTIONS_CACHE_URL is not set)."
      : "GitHub's cache is off: the runner offers none (neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set)."
  }
  if (!URL.canParse(url)) return "GitHub's cache is off: the runner gives no valid address of it."
  if (!env.ACTIONS_RUNTIME_TOKEN)
    return "GitHub's cache is off: this process has no token for it (ACTIONS_RUNTIME_TOKEN)."
  return undefined
}

/** The toolkit's rule: there the service has the first version of its protocol, if it is there at all. */
function isEnterprise(server: string | undefined): boolean {
  const url = server || 'https://github.com'
  const { hostname } = new URL(URL.canParse(url) ? url : 'https://github.com')
  return hostname !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(hostname)
}
