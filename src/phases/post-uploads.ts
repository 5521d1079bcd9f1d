import { deferredPush } from '../caches/push/deferred-push.ts'
import { readInputs } from '../inputs/inputs.ts'
import { maskSecrets } from '../inputs/secrets.ts'
import type { ActionContext, Environment } from '../model/context.ts'
import { inputText } from '../runner/with-environment.ts'
import { uploadBaseline } from './baseline.ts'
import { uploadMatrixTimes } from './matrix/upload-times.ts'

/** Pushes what was built after main. The runner passes the inputs to post again, with the credentials that main dropped. */
export async function pushDeferred(
  mainEndedAt: number,
  env: Environment,
  ctx: ActionContext,
): Promise<void> {
  const inputs = readInputs(name => inputText(env, name))
  maskSecrets(inputs, env)
  await deferredPush(inputs.cache, inputs.githubToken, mainEndedAt, env, ctx)
}

/** Uploads what this run measured, which only the default branch does. */
export async function uploadTimings(env: Environment, ctx: ActionContext): Promise<void> {
  await uploadBaseline(env, ctx)
  await uploadMatrixTimes(env, ctx)
}
