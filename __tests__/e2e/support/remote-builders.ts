import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PORT_SINCE } from '../../../src/nix/builders.ts'
import { isAtLeast } from '../../../src/nix/version.ts'
import { address, type Builder, FOREIGN, startBuilder } from './builder.ts'
import { event } from './cachix-runs.ts'
import { derivation } from './derivations.ts'
import { filesWith } from './machine-state.ts'
import { type Scene, scene } from './scene.ts'

const PROJECT = {
  'default.nix': `{ name, script ? "true", system ? builtins.currentSystem }:
    ${derivation('$' + '{name}', 'echo hello; $' + '{script}; echo $' + '{name} > $out', 'system')}`,
}

function buildStep(name: string, more = ''): string {
  return `- nix-build: default.nix --argstr name ${name} ${more}\n  name: ${name}`
}

/** Every test of remote builders with a line of Nix, in files of their own because each starts machines. */
export function describeRemoteBuilders(line: string, mode: 'daemon' | 'single-user'): void {
  describe(`Nix ${line}, ${mode}: a remote builder`, () => tests(line, mode))
}

function tests(line: string, mode: string): void {
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
    await isBuilding()
    await builder.hangUp()
    const used = await going
    await builder.listen()
    expect(used.warnings).toEqual([
      expect.stringContaining(`Lost the connection to remote builder ${url}`),
    ])
    expect(used.outputs.result).toBe('success')
    expect(used.report?.derivations).toMatchObject([{ name, status: 'built' }])
    expect(used.report?.derivations[0]).not.toHaveProperty('machine')
  })

  /** Waits until the builder builds. */
  async function isBuilding(): Promise<void> {
    for (let waited = 0; waited < 200; waited++) {
      const all = await builder.machine.machine.processes()
      if (all.some(({ command }) => command.includes('sleep 6'))) return
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error('The builder does not build.')
  }

  it('is used with the parameters of its URL, or with a hint if this Nix takes no port there', async () => {
    const name = fresh()
    const at = `ssh-ng://runner@127.0.0.1:${builder.port}`
    const on = (uri: string) => ({ builders: `${uri} x86_64-linux,aarch64-linux - 4` })
    const parameters = '?compress=true&max-connections=2'
    const known = await use(buildStep(`${name}-known`), on(`${url}${parameters}`))
    expect(known.warnings).toEqual([])
    expect(known.report?.derivations[0]?.machine).toContain(url)
    const used = await use(buildStep(name), on(`${at}${parameters}`))
    expect(used.outputs.result).toBe('success')
    const [row] = used.report?.derivations ?? []
    if (isAtLeast(line, PORT_SINCE)) {
      expect(used.warnings).toEqual([])
      expect(row?.machine).toContain(at)
    } else {
      expect(used.warnings).toEqual([expect.stringContaining('takes no port in the URL')])
      expect(row).not.toHaveProperty('machine')
    }
  })

  it('is left by a main that is killed without its key: post removes that', async () => {
    const name = fresh()
    const job = client.nextJob({ GITHUB_SHA: (await client.sh('git rev-parse HEAD')).trim() })
    const script = `--argstr script "echo begun; if test -e /build; then sleep 6; fi"`
    const going = job.use(buildStep(name, script), inputs())
    await isBuilding()
    const mains = await client.machine.processes()
    const main = mains.find(({ command }) => command.includes('dist/index.js'))
    await client.sh(`kill -9 ${main?.pid}`, 'root')
    await going
    const secret = builder.key.split('\n')[2] ?? ''
    expect(await filesWith(client, [secret])).toEqual([expect.stringContaining('builders-key')])
    const [post] = await job.job.post()
    expect(post).toMatchObject({ conclusion: 'success' })
    expect(await filesWith(client, [secret])).toEqual([])
    expect(await client.sh(`find ${client.temp} -name 'builders*'`, 'root')).toBe('')
    const left = (await client.machine.processes()).map(({ command }) => command)
    expect(left.filter(command => /\bssh\b/.test(command))).toEqual([])
  })

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
}
