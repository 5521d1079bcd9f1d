import type { ActionContext, Environment } from '../model/context.ts'
import { headFacts } from './checkout.ts'
import { type Decision, decideTrust, dependsOnHead, type TrustOptions } from './decide-trust.ts'
import { type EventFacts, eventOfRun } from './event.ts'

export interface Trust {
  readonly decision: Decision
  readonly event: EventFacts
}

/**
 * Decides on trust from the event payload and the checkout on this machine.
 * @param folders all directories that steps work in
 * @param token lists the branches of a private repository; may be empty
 */
export async function determineTrust(
  options: TrustOptions,
  folders: readonly string[],
  env: Environment,
  token: string,
  ctx: ActionContext,
): Promise<Trust> {
  const event = await eventOfRun(env)
  const input = { event, ...options }
  const machine = {
    env: ctx.env,
    workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
    scratch: ctx.folder,
    token,
    cancel: ctx.cancel,
  }
  const head = dependsOnHead(input) ? await headFacts(folders, event, machine) : []
  const decision = decideTrust({ ...input, head })
  // Without a Cachix cache, no notice that nothing is pushed to it, but the warning about untrusted code in a run with
  // secrets.
  const isQuiet = options.cachixName === '' && decision.mayUseCredentials
  return { event, decision: isQuiet ? { ...decision, level: 'info' } : decision }
}
