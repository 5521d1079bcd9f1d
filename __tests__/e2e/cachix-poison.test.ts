import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CachixServer, startCachixServer } from '../helpers/cachix-server.ts'
import {
  block,
  CACHE,
  cacheInputs,
  eventScene,
  nameOf,
  served,
  startCache,
  storeOf,
  TOKEN,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene, SceneOptions } from './support/scene.ts'

const ref = (name: string) => `$${`{${name}}`}`
const [left, right] = [TOKEN.slice(0, 9), TOKEN.slice(9)]
/** A builder without a sandbox that looks for the token as it can. */
const LOOK = `printf %s%s ${left} ${right} > control; export PATH=/usr/bin:/bin
printf %s%s ${left} ${right} | grep -rlasF --exclude-dir=node_modules --exclude-dir=__tests__ --exclude-dir=.cache --exclude-dir=.git -f - control /proc/[0-9]*/environ /proc/[0-9]*/cmdline /tmp /etc/nix /home $TEMPFOLDER | sed 's/^/builder found /'
echo looked in $TEMPFOLDER > $out`
const PROJECT = {
  'chain.nix': `rec {
  first = ${derivation('first', 'echo first > $out')};
  then_ = ${derivation('second', `read line < ${ref('first')}; echo $line ${ref('first')} > $out`)};
}`,
  'look.nix': `{ temp }: (${derivation('look', LOOK)}) // { }`,
}
/** What a hostile test does to a store that its user may write. */
const POISON = `path=$(echo /nix/store/*-first)
chmod -R u+w "$path" /nix/store && echo poison > "$path"
cat "$path"
echo payload > payload && nix-store --add payload`

let stage: Scene
let server: CachixServer
beforeEach(async () => {
  server = await startCache()
})
afterEach(async () => {
  await stage?.stop()
  await server.close()
})

const singleUser = (more: SceneOptions = {}) =>
  eventScene('push', {
    project: PROJECT,
    ...more,
    inputs: { 'nix-path': '', 'nix-mode': 'single-user', ...more.inputs },
  })

describe('what commands of the project write to a store of the user', () => {
  it('is never pushed: what is built after them stays away, what was built before is as it was', async () => {
    stage = await singleUser()
    const steps = `- nix-build: chain.nix -A first
- run: ${block(POISON)}
  name: poison
- nix-build: chain.nix`
    const used = await stage.use(steps, cacheInputs(server))
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(used.log).toContain('poison')
    expect(served(server)).toEqual(['first'])
    const [entry] = server.entries(CACHE)
    const other = await singleUser()
    try {
      await other.use('- nix-build: chain.nix -A first', cacheInputs(server, { push: 'never' }))
      const first = (await storeOf(other)).get('first')
      expect(first?.ultimate, 'it was substituted').toBe(false)
      expect(await other.sh(`cat ${first?.path}`)).toBe('first\n')
      expect(entry?.storePath).toBe(first?.path)
    } finally {
      await other.stop()
    }
  })

  it('is not pushed by a second use in the job either, nor what is built with it', async () => {
    stage = await singleUser()
    const steps = `- nix-build: chain.nix -A first\n- run: ${block(POISON)}\n  name: poison`
    await stage.use(steps, cacheInputs(server))
    expect(served(server)).toEqual(['first'])
    const second = await stage.use('- nix-build: chain.nix', cacheInputs(server))
    expect(second.outputs).toMatchObject({ result: 'success', trusted: 'true', push: 'skipped' })
    expect(told(second, 'notice')).toContainEqual(
      expect.stringMatching(/^Push: Commands of an earlier step of the job could have modified/),
    )
    expect(served(server)).toEqual(['first'])
  })

  it('is not pushed where it changes a path between its build and its upload', async () => {
    stage = await singleUser()
    // The cache says late what it lacks, so that there is time.
    server.faults.push({ status: 429, headers: { 'retry-after': '3' }, path: /mint\/narinfo$/ })
    let poisoned: Promise<string> | undefined
    const onLine = (line: string) => {
      if (/building .*-second\.drv/.test(line))
        poisoned = stage.sh('chmod u+w /nix/store/*-first && echo poison > /nix/store/*-first')
    }
    const used = await stage.use('- nix-build: chain.nix', cacheInputs(server), { onLine })
    await poisoned
    expect(used.outputs).toMatchObject({ result: 'success', push: 'failed' })
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(/-first was not pushed: its NAR .* the store says/),
    ])
    expect(server.entries(CACHE).map(({ storePath }) => nameOf(storePath))).not.toContain('first')
    expect(served(server)).toEqual([])
  })
})

describe('where builds are not isolated', () => {
  it('nothing is pushed, and the token is gone before the first build: one warning', async () => {
    const tokens = { [TOKEN]: 'Write' as const }
    const closed = await startCachixServer({ caches: [{ name: CACHE, isPublic: false, tokens }] })
    try {
      stage = await singleUser({ inputs: { 'nix-conf': 'substituters =\nsandbox = false' } })
      const project = `TEMPFOLDER=${stage.temp}`
      await stage.sh(`sed -i 's|^printf %s%s|${project}; printf %s%s|' look.nix`)
      const used = await stage.use('- nix-build: look.nix --argstr temp x', cacheInputs(closed))
      expect(used.outputs).toMatchObject({ result: 'success', trusted: 'true', push: 'skipped' })
      expect(told(used, 'warning')).toEqual([
        expect.stringMatching(/^Push: Builds are not isolated .*sandbox = true.*nix-mode: daemon/),
      ])
      expect(used.log.filter(line => /builder found/.test(line))).toEqual([
        expect.stringMatching(/builder found control$/),
      ])
      expect(await stage.sh('cat /nix/store/*-look')).toBe(`looked in ${stage.temp}\n`)
      expect(uploads(closed)).toEqual([])
    } finally {
      await closed.close()
    }
  })
})
