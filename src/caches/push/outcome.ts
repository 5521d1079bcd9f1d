import { bytesText, listedLines, plural } from '../../lib/format.ts'
import type { ActionContext } from '../../model/context.ts'
import type { Pushed, Pusher } from './pusher.ts'

/** The outcome of the push, for outputs and report. */
export interface PushOutcome {
  readonly push: 'pushed' | 'nothing-to-push' | 'skipped' | 'failed' | 'deferred'
  /** A sentence for the user. */
  readonly reason: string
  /** The pushed store paths. */
  readonly paths: readonly string[]
  /** Bytes on the wire. */
  readonly bytes: number
}

/**
 * Waits for the uploads and logs their outcome.
 * @param seconds the input `push-timeout`
 */
export async function finishPush(
  pusher: Pusher,
  name: string,
  seconds: number,
  { logger }: Pick<ActionContext, 'logger'>,
): Promise<PushOutcome> {
  const pushed = await pusher.finish(seconds)
  const outcome = pushOutcome(pushed, name)
  logger[outcome.push === 'failed' ? 'warning' : 'info'](outcome.reason, 'Push')
  if (pushed.leftOut.length > 0) {
    const list = pushed.leftOut.map(({ path, because }) => `${path}: ${because}`)
    logger.notice(
      `Not pushed to ${name}, because a path needs its whole closure there:\n${listedLines(list, 20).join('\n')}`,
      'Push',
    )
  }
  return outcome
}

/** Pure: the outcome of results, in words. */
function pushOutcome({ results, leftOut, error }: Pushed, name: string): PushOutcome {
  const done = results.filter(({ status }) => status === 'pushed')
  const failed = results.filter(({ status }) => status === 'failed')
  const bytes = done.reduce((sum, result) => sum + result.bytes, 0)
  const paths = done.map(({ path }) => path)
  if (failed.length === 0 && error === undefined) {
    const push = paths.length > 0 ? 'pushed' : 'nothing-to-push'
    const reason =
      push === 'pushed'
        ? `Pushed ${plural(paths.length, 'path')} (${bytesText(bytes)}) to ${name}.`
        : leftOut.length > 0
          ? `Nothing could be pushed to ${name}; see the notice.`
          : `${name} already has everything that was built.`
    return { push, reason, paths, bytes }
  }
  const why = failed[0]?.error ?? error ?? ''
  const what =
    failed.length > 0
      ? `${failed.length} of ${results.length} paths were not pushed`
      : 'Builds were not pushed'
  return {
    push: 'failed',
    reason: `${what} to ${name}: ${why}. A later run that builds them again pushes them.`,
    paths,
    bytes,
  }
}
