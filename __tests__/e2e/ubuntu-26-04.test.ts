import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { ensureUutils } from '../helpers/pack/uutils.ts'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'
import { ALL, STORED, StoredJobs } from './support/store-cache-runs.ts'

/** As ubuntu-26.04, whose /tmp is in memory, only smaller. */
const machine = { layer: '', tmp: '64m' }
beforeAll(async () => {
  // Downloads it once.
  machine.layer = await ensureUutils()
}, 600_000)

const problems = ({ annotations }: StepResult) =>
  annotations.filter(({ kind, title }) => kind !== 'notice' && title !== 'Vulnerable Nix')

async function endsQuietly(posts: StepResult[]): Promise<void> {
  for (const post of posts) {
    expect(post.conclusion, post.raw).toBe('success')
    expect(post.annotations).toEqual([])
  }
}

describe('on a runner with the coreutils of uutils, bash 5.3 and sudo-rs,', () => {
  let server: ActionsCacheServer
  let jobs: StoredJobs
  beforeEach(async () => {
    server = await startActionsCacheServer()
    jobs = new StoredJobs(server)
  })
  afterEach(async () => {
    await jobs.stop()
    await server.close()
  })

  it.each(['daemon', 'single-user'])(
    'a %s install builds, later steps have Nix, post saves, and the next job restores',
    async mode => {
      const inputs = { 'nix-mode': mode }
      const project = { ...STORED, 'later.nix': derivation('later', `echo ${mode} > $out`) }
      const saved = await jobs.use(ALL, { machine, inputs, project })
      expect(saved.conclusion, saved.raw).toBe('success')
      expect(problems(saved)).toEqual([])
      expect(saved.report?.nix).toMatchObject({ install: 'installed', mode })
      expect(saved.built).not.toEqual([])
      const tools = 'ls --version; bash --version; sudo --version'
      const seen = await saved.run(`${tools}; nix-build --no-out-link later.nix`)
      expect(seen.conclusion, seen.raw).toBe('success')
      expect(seen.raw).toMatch(/^ls \(uutils coreutils\)/m)
      expect(seen.raw).toMatch(/^GNU bash, version 5\.3\./m)
      expect(seen.raw).toMatch(/^sudo-rs /m)
      await endsQuietly(await saved.post())

      const restored = await jobs.use(ALL, { machine, inputs, project })
      expect(restored.conclusion, restored.raw).toBe('success')
      expect(restored.outputs).toMatchObject({ 'store-cache': 'hit' })
      expect(restored.built).toEqual([])
      await endsQuietly(await restored.post())
    },
    120_000,
  )
})

describe('with a /tmp of 64 MB in memory,', () => {
  let stage: Scene
  afterEach(() => stage?.stop())
  const write = 'f=$(mktemp); echo "in $f"; head -c 80000000 /dev/zero >"$f"; rm "$f"'
  const steps = `- nix-build\n- run: '${write}'`
  const project = {
    'default.nix': derivation('large', 'head -c 80000000 /dev/zero >large && echo ok >$out'),
  }
  const TEMP = '/home/runner/work/_temp'

  it.each(['2.26', NEWEST])('builds and commands write 80 MB, Nix %s', async line => {
    const job = { env: { RUNNER_TEMP: TEMP } }
    stage = await scene({ line, project, machine, job, inputs: { 'nix-path': '' } })
    await stage.sh(`mkdir -p ${TEMP}`)
    const used = await stage.job.uses({ ...stage.inputs, steps })
    expect(used.conclusion, used.raw).toBe('success')
    expect(problems(used)).toEqual([])
    expect(used.log).toContainEqual(expect.stringMatching(`^in ${TEMP}/tmp\\.`))
    await endsQuietly(await stage.job.post())
  })

  it('commands use /var/tmp if RUNNER_TEMP is too long for sockets', async () => {
    stage = await scene({ project, machine, inputs: { 'nix-path': '' } })
    // In a fresh machine it is in memory too.
    await stage.sh('umount /var/tmp; chmod 1777 /var/tmp', 'root')
    const used = await stage.use(`- run: '${write}'`)
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.log).toContainEqual(expect.stringMatching('^in /var/tmp/tmp\\.'))
    await endsQuietly(await stage.job.post())
  })
})
