import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import { type Builder, FOREIGN, startBuilder } from './support/builder.ts'
import { cacheInputs, event, served, startCache } from './support/cachix-runs.ts'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { actionOf, examplesWith } from './support/examples.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  'default.nix': `{ name, system ? builtins.currentSystem }:
    ${derivation('$' + '{name}', 'echo $' + '{name} > $out', 'system')}`,
  'flake.nix': `{ outputs = { self }: { packages.${FOREIGN}.default =
    ${derivation('foreign', 'echo > $out', `"${FOREIGN}"`)}; }; }`,
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  'test.sh': '#!/bin/bash\necho tested\n',
}
const build = (name: string) => `- nix-build: default.nix --argstr name ${name}\n  name: ${name}`
const FOREIGN_STEP = `- build: .\n  name: foreign\n  system: ${FOREIGN}`

describe('who may use remote builders, and what of theirs is pushed', () => {
  let builder: Builder
  let client: Scene
  let server: CachixServer
  let url: string
  beforeAll(async () => {
    server = await startCache()
    builder = await startBuilder(NEWEST)
    url = `ssh-ng://runner@127.0.0.1:${builder.port}`
    client = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
    await client.use('none')
  })
  afterAll(async () => {
    await client?.stop()
    await builder?.stop()
    await server?.close()
  })

  async function use(
    steps: string,
    inputs: Record<string, string> = {},
    from: { name: string; payload: unknown } | undefined = undefined,
  ) {
    const env = { GITHUB_SHA: (await client.sh('git rev-parse HEAD')).trim() }
    const job = client.nextJob(env, {
      event: from ?? (await event('push')),
      repository: 'lantern/mint',
    })
    const used = await job.use(steps, {
      builders: `${url} x86_64-linux,aarch64-linux,${FOREIGN} - 4`,
      'builders-ssh-key': builder.key,
      'builders-known-hosts': builder.knownHosts,
      ...inputs,
    })
    const posts = await job.job.post()
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
    const told = used.annotations.filter(({ title }) => title === 'Remote builders')
    return { ...used, told: told.map(({ kind, message }) => `${kind}: ${message}`) }
  }

  it('what they built is pushed only with builders-trusted: true', async () => {
    const untrusted = await use(build('untrusted'), cacheInputs(server))
    expect(untrusted.outputs).toMatchObject({ result: 'success', push: 'nothing-to-push' })
    expect(untrusted.raw).toContain(`was built on ${url} (builders-trusted: false)`)
    expect(served(server)).toEqual([])
    const more = { 'builders-trusted': 'true' }
    const trusted = await use(build('trusted'), cacheInputs(server, more))
    expect(trusted.report?.derivations).toMatchObject([{ machine: url }])
    expect(trusted.outputs).toMatchObject({ push: 'pushed' })
    expect(served(server)).toEqual(['trusted'])
  })

  it('the example of the documentation works as it is there', async () => {
    const [example = []] = examplesWith<Parameters<typeof actionOf>[0]>(
      'docs/nix-installation.md',
      'builders-ssh-key',
      [
        [/build@arm\.example\.org/g, `runner@127.0.0.1:${builder.port}`],
        [/arm\.example\.org ssh-ed25519 .*/g, `'${builder.knownHosts}'`],
        [/aarch64-linux/g, FOREIGN],
      ],
    )
    const { inputs } = actionOf(example)
    expect(inputs['builders-ssh-key']).toContain('secrets.BUILDERS_SSH_KEY')
    const used = await use(inputs.steps ?? '', { ...inputs, 'builders-ssh-key': builder.key })
    expect(used.outputs.result, used.raw).toBe('success')
    expect(used.told).toEqual([])
    expect(used.log).toContain('tested')
    expect(used.report?.derivations.map(({ name, machine }) => [name, machine])).toEqual([
      ['foreign', url],
    ])
  })

  it("a fork's pull request has no key: nothing fails for it, and what only they can build is not run", async () => {
    const from = await event('pull_request-fork')
    const steps = `${build('fork')}\n${FOREIGN_STEP}`
    const used = await use(steps, { 'builders-ssh-key': '' }, from)
    expect(used.outputs.result).toBe('success')
    expect(used.report?.derivations).toHaveLength(1)
    expect(used.report?.derivations[0]).not.toHaveProperty('machine')
    const reason = `only a remote builder has ${FOREIGN}, and this run gets no secrets`
    expect(used.report?.steps[1]).toMatchObject({ status: 'not-run', reason })
    expect(used.told).toEqual(['notice: Remote builders are not used: this run gets no secrets.'])
  })

  it('a privileged event with the code of a stranger does not get the key', async () => {
    const from = await event('pull_request-fork', 'pull_request_target')
    const used = await use(`${build('stranger')}\n${FOREIGN_STEP}`, {}, from)
    expect(used.report?.derivations[0]).not.toHaveProperty('machine')
    expect(used.report?.steps[1]?.reason).toContain('this run gets no credentials')
  })

  it('a command finds no key, and builds after it run here, which a notice says beforehand', async () => {
    const look = `echo $(find ${client.temp} -name 'nix.conf') $(find ${client.temp} -name 'builders*')`
    const steps = `${build('before')}\n- run: ${look}\n  name: look\n${build('after')}`
    const used = await use(steps)
    const notice = 'Builds after look do not use the remote builders'
    expect(used.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(notice),
    )
    const found = used.groups.find(({ title }) => title === 'look')?.lines ?? []
    expect(found).toContainEqual(expect.stringMatching(/\/nix\.conf ?$/))
    expect(used.report?.derivations[0]).toMatchObject({ machine: url })
    expect(used.report?.derivations[1]).not.toHaveProperty('machine')
  })

  it('a builder that stops responding costs less than 30 s', async () => {
    await builder.freeze()
    const startedAt = performance.now()
    const used = await use(build('frozen'))
    expect((performance.now() - startedAt) / 1000).toBeLessThan(30)
    await builder.hangUp()
    await builder.listen()
    expect(used.outputs.result).toBe('success')
    expect(used.told).toEqual([expect.stringContaining(`Cannot reach remote builder ${url}`)])
  })

  it('a daemon that ignores builders of this user: one warning has the line of its administrator', async () => {
    await client.sh("sed -i '/trusted-users/d' /etc/nix/nix.conf", 'root')
    const used = await use(build('ignored'))
    expect(used.outputs.result).toBe('success')
    expect(used.told).toEqual([expect.stringContaining(`\nbuilders = ${url} x86_64-linux`)])
    expect(used.raw.match(/ignoring the client-specified setting 'build/g)).toBeNull()
  })
})
