import { ensureReleases } from './helpers/pack/releases.ts'
import { sayWithSeconds } from './helpers/pack/run.ts'
import { ensureTools } from './helpers/pack/tools.ts'
import { whyNoIsolation } from './helpers/privilege.ts'
import { ensureStandIn } from './helpers/stand-in/stand-in.ts'

/** Makes the real parts that tests share, before the first of them and outside their timeouts. */
export default async function setup(): Promise<void> {
  const obstacle = whyNoIsolation()
  if (obstacle) throw new Error(`The tests need isolated machines: ${obstacle}`)
  const logger = sayWithSeconds()
  await ensureReleases(logger)
  await ensureTools(logger)
  await ensureStandIn()
}
