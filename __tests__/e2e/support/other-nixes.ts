import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Other, writeOtherNix } from '../../helpers/other-nix/other-nix.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'

/** Where an install leaves the programs. */
const REAL = '/nix/var/nix/profiles/default/bin'
export const HELPERS = fileURLToPath(new URL('../../helpers/other-nix', import.meta.url))
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** A scene with the newest packed Nix on it, of which jobs find that it is another one. */
export async function sceneWith(options: SceneOptions): Promise<Scene> {
  const stage = await scene({ ...options, machine: { share: [HELPERS] } })
  await stage.use('none')
  await stage.job.post()
  return stage
}

/** The next job on the machine finds another Nix. */
export async function jobWith(
  stage: Scene,
  other: Other,
  env: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const folder = join(stage.temp, '..', `other-${other.replaceAll(' ', '-')}`)
  if (!existsSync(folder)) {
    await writeOtherNix(folder, other, REAL)
    await stage.machine.own(folder)
  }
  const next = stage.nextJob({ ...env, PATH: `${folder}:${SYSTEM_PATH}` })
  const { 'nix-version': _v, 'nix-sha256': _s, 'nix-release-url': _u, ...inputs } = next.inputs
  return {
    ...next,
    use: (steps, more = {}, how) =>
      next.use(steps, { 'nix-version': '', 'nix-sha256': '', 'nix-release-url': '', ...more }, how),
    inputs,
  }
}
