import { openActionsCache } from '../../caches/actions-cache/client.ts'
import { parseRow } from '../../inputs/matrix.ts'
import type { ActionContext, Environment } from '../../model/context.ts'
import { inputText } from '../../runner/with-environment.ts'
import { timesPrefix, uploadTimes } from './times.ts'

/** Uploads in post what the checks of a row took, which only the default branch does. Never throws. */
export async function uploadMatrixTimes(env: Environment, ctx: ActionContext): Promise<void> {
  const row = parseRow(inputText(env, 'shard'))
  if (!row) return
  const cache = openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  const message = await uploadTimes(cache, timesPrefix(row.plan), env, ctx.folder)
  if (message !== undefined) ctx.logger.info(`Matrix: times of the checks: ${message}`)
}
