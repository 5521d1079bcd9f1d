import { userInfo } from 'node:os'
import { isUntrustedByDaemon, listOf } from '../caches/substituters/allowed-by-daemon.ts'
import type { ActionContext } from '../model/context.ts'
import { formatConf } from '../nix/conf.ts'
import type { Settings } from '../nix/isolation.ts'
import type { Nix } from '../nix/nix.ts'
import { RemoteBuilders } from '../nix/remote-builders.ts'
import { lacksSecrets } from '../trust/event.ts'
import type { Trust } from '../trust/trust.ts'
import type { Config } from './config.ts'

const TITLE = 'Remote builders'

/**
 * Gives Nix the remote builders of the input, if this run may use their key.
 * @param env for our own calls of Nix
 * @returns undefined without the input
 */
export async function setUpBuilders(
  { inputs: { builders: options } }: Config,
  trust: Trust,
  { nix, env, settings }: { nix: Nix; env: Readonly<Record<string, string>>; settings: Settings },
  ctx: ActionContext,
): Promise<RemoteBuilders | undefined> {
  const { machines, key } = options
  if (machines.length === 0) return undefined
  const local = [nix.system, ...listOf(settings, 'extra-platforms')]
  const builders = new RemoteBuilders(options, local, nix, ctx)
  const withheld = !trust.decision.mayUseCredentials
    ? 'this run gets no credentials'
    : key.value === undefined && lacksSecrets(trust.event)
      ? 'this run gets no secrets'
      : undefined
  if (withheld) {
    builders.withhold(withheld)
    ctx.logger.notice(`Remote builders are not used: ${withheld}.`, TITLE)
    return builders
  }
  const obstacle = /\s/.test(ctx.folder)
    ? `the path of RUNNER_TEMP has a space`
    : (await isUntrustedByDaemon(nix, env))
      ? `the Nix daemon on this machine ignores builders from ${userInfo().username}`
      : undefined
  if (obstacle === undefined) await builders.write(options)
  else {
    await builders.remove(obstacle)
    const lines = machines.map(({ line }) => line).join(' ; ')
    const conf = formatConf([{ name: 'builders', value: lines }])
    ctx.logger.warning(
      `Remote builders are not used: ${obstacle}. The administrator of the machine can set them in /etc/nix/nix.conf, with the path of a key of root as the third field:\n${conf}`,
      TITLE,
    )
  }
  return builders
}
