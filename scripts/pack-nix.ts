// Packs Debian's Nix into .cache/releases and unpacks the tools of the tests: `node scripts/pack-nix.ts`.
import { ensureReleases } from '../__tests__/helpers/pack/releases.ts'
import { sayWithSeconds } from '../__tests__/helpers/pack/run.ts'
import { ensureTools } from '../__tests__/helpers/pack/tools.ts'

const say = sayWithSeconds()
try {
  await ensureTools(say)
  const { base, releases } = await ensureReleases(say)
  say(`${base}: ${releases.map(release => `${release.version} (${release.suite})`).join(', ')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
