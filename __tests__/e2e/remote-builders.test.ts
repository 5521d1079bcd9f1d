import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, type Builder, FOREIGN, startBuilder } from './support/builder.ts'
import { event } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  'default.nix': `{ name, script ? "true", system ? builtins.currentSystem }:
    ${derivation('$' + '{name}', 'echo hello; $' + '{script}; echo $' + '{name} > $out', 'system')}`,
}

function buildStep(name: string, more = ''): string {
  return `- nix-build: default.nix --argstr name ${name} ${more}\n  name: ${name}`
}

describe.each([
  ['2.26', 'single-user'],
  [NEWEST, 'daemon'],
])('Nix %s, %s: a remote builder', (line, mode) => {
  let builder: Builder
  let client: Scene
  let url: string
  let sshOptions: string
  let number = 0
  beforeAll(async () => {
    builder = await startBuilder(line)
    ;({ url, sshOptions } = address(line, builder))
    const job = {
      event: await event('push'),
      repository: 'lantern/mint',
      env: { NIX_SSHOPTS: sshOptions },
    }
    client = await scene({
      line,
      project: PROJECT,
      inputs: { 'nix-mode': mode, 'nix-path': '' },
      job,
    })
  })
  afterAll(async () => {
    await client?.stop()
    await builder?.stop()
  })

  function inputs(more: Record<string, string> = {}): Record<string, string> {
    return {
      builders: `${url} x86_64-linux,aarch64-linux,${FOREIGN} - 4`,
      'builders-ssh-key': builder.key,
      'builders-known-hosts': builder.knownHosts,
      ...more,
    }
  }
  const fresh = () => `b${number++}-${mode}`

  /** Runs steps in a job of their own. */
  async function use(steps: string, more: Record<string, string> = {}, options = {}) {
    const job = client.nextJob({ GITHUB_SHA: (await client.sh('git rev-parse HEAD')).trim() })
    const used = await job.use(steps, inputs(more), options)
    const warnings = used.annotations
      .filter(({ kind, title }) => kind === 'warning' && title === 'Remote builders')
      .map(({ message }) => message)
    const posts = await job.job.post()
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
    return { ...used, warnings }
  }

  it('builds, is named in the report and the summary, and leaves nothing', async () => {
    const name = fresh()
    const used = await use(buildStep(name, '--argstr script "sleep 0.2"'))
    expect(used.outputs.result).toBe('success')
    expect(used.warnings).toEqual([])
    expect(used.report?.derivations).toMatchObject([{ name, status: 'built', machine: url }])
    expect(used.report?.store).toMatchObject({ built: 1, fetched: 0 })
    expect(used.summary).toMatch(/Machine[\s\S]*<code>runner&#64;127\.0\.0\.1/)
    expect(used.log.join('\n')).not.toContain(builder.key.split('\n')[2])
    expect(await client.sh(`find ${client.temp} -name 'builders*'`, 'root')).toBe('')
  })

  it('builds for a system that only it has', async () => {
    const used = await use(buildStep(fresh(), `--argstr system ${FOREIGN}`))
    expect(used.outputs.result).toBe('success')
    expect(used.report?.derivations).toMatchObject([{ status: 'built', machine: url }])
  })

  it('reports a build that fails there like one that fails here', async () => {
    const name = fresh()
    const used = await use(buildStep(name, '--argstr script "exit 3"'))
    expect(used.outputs.result).toBe('failure')
    expect(used.report?.derivations).toMatchObject([{ name, status: 'failed', machine: url }])
    expect(used.report?.steps[0]?.error?.message).toContain('exit code 3')
    expect(used.report?.steps[0]?.error?.message).not.toContain('exit code 1')
  })

  it('that is gone in the middle: one warning, and the build is repeated here', async () => {
    const name = fresh()
    const script = `--argstr script "echo begun; if test -e /build; then sleep 6; fi"`
    const going = use(buildStep(name, script))
    await hangUpDuring(name)
    const used = await going
    await builder.listen()
    expect(used.warnings).toEqual([
      expect.stringContaining(`Lost the connection to remote builder ${url}`),
    ])
    expect(used.outputs.result).toBe('success')
    expect(used.report?.derivations).toMatchObject([{ machine: url }, { status: 'built' }])
    expect(used.report?.derivations[1]).not.toHaveProperty('machine')
  })

  /** Waits until the builder builds, and kills its sshd. */
  async function hangUpDuring(name: string): Promise<void> {
    for (let waited = 0; waited < 200; waited++) {
      const all = await builder.machine.machine.processes()
      if (all.some(({ command }) => command.includes('sleep 6'))) break
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    expect(name).not.toBe('')
    await builder.hangUp()
  }

  it('with another host key gets nothing: one warning with the words of ssh', async () => {
    const name = fresh()
    const [host, type] = builder.knownHosts.split(' ')
    const other = `${host} ${type} AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`
    const foreign = buildStep(`${name}-foreign`, `--argstr system ${FOREIGN}`)
    const steps = `${buildStep(name)}\n${foreign}`
    const used = await use(steps, { 'builders-known-hosts': other })
    expect(used.warnings).toEqual([expect.stringContaining('Host key verification failed')])
    expect(used.report?.steps).toMatchObject([{ status: 'success' }, { status: 'failure' }])
    expect(used.report?.derivations[0]).not.toHaveProperty('machine')
    const { message } = used.report?.steps[1]?.error ?? { message: '' }
    expect(message).toContain(`needs a builder for ${FOREIGN}`)
    expect(message).toContain(`Remote builders that failed: ${url} (Host key verification failed)`)
  })
})
