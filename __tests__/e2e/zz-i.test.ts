import { it } from 'vitest'
import { scene } from './scene.ts'
import { derivation } from './projects.ts'
it('x', async () => {
  const stage = await scene({ project: { 'default.nix': derivation('slow', 'read -t 3 x <&2; echo rc $?; echo a > $out') } })
  const t = await stage.use('- nix-build')
  console.log(t.log.join('\n'))
  await stage.stop()
})
