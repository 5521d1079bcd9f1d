import { bytesText, plural } from '../../lib/format.ts'
import type { ActionContext } from '../../model/context.ts'
import type { Pushed, Pusher } from './pusher.ts'

/** What became of the push, for outputs and report. */
export interface PushOutcome {
  readonly push: 'pushed' | 'nothing-to-push' | 'skipped' | 'failed' | 'deferred'
  /** In words. */
  readonly reason: string
  /** Store paths that the cache has now because of us. */
  readonly paths: readonly string[]
  /** Bytes on the wire. */
  readonly bytes: number
}

/**
 * Waits for what is being pushed and tells what became of it.
 * @param seconds the input `push-timeout`
 */
export async function finishPush(
  pusher: Pusher,
  name: string,
  seconds: number,
  { logger }: Pick<ActionContext, 'logger'>,
): Promise<PushOutcome> {
  const pushed = await pusher.finish(seconds)
  const outcome = outcomeOf(pushed, name)
  const tell = outcome.push === 'failed' ? logger.warning : logger.info
  tell.call(logger, outcome.reason, 'Push')
  if (pushed.leftOut.length > 0) {
    const list = pushed.leftOut.map(({ path, because }) => `${path}: ${because}`)
    logger.notice(
      `Not pushed to ${name}, which takes a path with its whole closure only:\n${list.slice(0, 20).join('\n')}`,
      'Push',
    )
  }
  return outcome
}

/** Pure. */
export function outcomeOf({ results, leftOut, error }: Pushed, name: string): PushOutcome {
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
          ? `Nothing that was built and that ${name} lacks could be pushed; a notice names why.`
          : `${name} has everything that was built.`
    return { push, reason, paths, bytes }
  }
  const why = failed[0]?.error ?? error ?? ''
  const many =
    failed.length > 0
      ? `${failed.length} of ${results.length} paths were not pushed`
      : 'What was built was not pushed'
  return {
    push: 'failed',
    reason: `${many} to ${name}: ${why}. The job is not affected; a later run that builds it again pushes it.`,
    paths,
    bytes,
  }
}
