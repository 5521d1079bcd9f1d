import type { CacheInputs } from '../caches/options.ts'
import type { Rim } from '../model/context.ts'
import type { Environment } from '../runner/environment.ts'
import { headFacts } from './checkout.ts'
import { type Decision, decideTrust, dependsOnHead } from './decide-trust.ts'
import { type EventFacts, readEvent, readPayload } from './event.ts'

export interface Trust {
  readonly decision: Decision
  readonly event: EventFacts
}

/**
 * Decides on trust from what this machine shows: the event's payload and what is checked out.
 * @param folders every folder that steps work in
 * @param token for asking a private repository for its branches; may be empty
 */
export async function askTrust(
  cache: CacheInputs,
  folders: readonly string[],
  env: Environment,
  token: string,
  rim: Rim,
): Promise<Trust> {
  const event = readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env)
  const input = {
    event,
    upstream: cache.upstream,
    push: cache.push,
    hasCredential: cache.authToken.value !== undefined || cache.signingKey.value !== undefined,
    cachixName: cache.name,
  }
  const options = {
    env: rim.env,
    workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
    scratch: rim.folder,
    token,
    cancel: rim.cancel,
  }
  const head = dependsOnHead(input) ? await headFacts(folders, event, options) : []
  const decision = decideTrust({ ...input, head })
  // Who has no cache at Cachix need not hear that nothing is pushed to it.
  return { event, decision: cache.name === '' ? { ...decision, level: quiet(decision) } : decision }
}

/** A stranger's code where secrets are stays worth a warning. */
function quiet({ handOut, level }: Decision): Decision['level'] {
  return handOut ? 'info' : level
}
