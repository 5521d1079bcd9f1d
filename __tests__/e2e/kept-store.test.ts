import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionNode, repository } from '../helpers/machine-parts.ts'
import { type Scene, scene } from './scene.ts'
import { difference, snapshot } from './snapshot.ts'

const project = {
  'default.nix':
    'derivation { name = "who"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "read a b c d </proc/self/uid_map; echo uid $b >$out; echo top $NIX_BUILD_TOP; pwd" ]; PATH = "/bin"; }',
}
const steps = '- nix-build\n- run: cat $(nix-build --no-out-link)'
const CONF = '/etc/nix/nix.conf'
const etc = (lines: string[]) => lines.filter(line => line.startsWith('/etc/'))
const greet = `import(${JSON.stringify(join(repository, 'src/nix/daemon-hello.ts'))}).then(async it => console.log(JSON.stringify(await it.greetDaemon())))`

/** What a new machine has not of one whose /nix came along on a disk. */
async function renew(stage: Scene): Promise<void> {
  await stage.sh(
    `for user in $(getent passwd | grep -o '^nixbld[0-9]*'); do userdel $user; done
    groupdel nixbld; rm -rf /etc/nix`,
    'root',
  )
}

describe.each(['2.8', '2.26', '2.34'])('a /nix that is kept for new machines, Nix %s,', line => {
  let first: Scene
  beforeAll(async () => {
    first = await scene({ line, project, inputs: { 'nix-path': '' } })
    const installed = await first.use('none')
    expect(installed.conclusion, installed.raw).toBe('success')
  })
  afterAll(() => first.stop())

  it('has a daemon that says its version, by the protocol that it speaks', async () => {
    const { log } = await first.job.run(`${actionNode()} --no-warnings -e '${greet}'`)
    expect(log).toEqual([JSON.stringify({ state: 'answers', version: first.release.version })])
    await first.job.post()
  })

  it('is completed where users, group and settings are gone, and builds as before', async () => {
    await renew(first)
    const next = first.nextJob()
    const result = await next.use(steps)
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.report?.nix).toMatchObject({ install: 'found', mode: 'daemon' })
    const [uid = ''] = result.log.filter(text => /^uid \d+$/.test(text))
    expect(uid).not.toBe('uid 0')
    expect(await first.sh(`cat ${CONF}`)).toContain('build-users-group = nixbld')
    expect(await first.sh(`stat -c '%a %U' ${CONF}`)).toBe('644 root\n')

    const before = etc(await snapshot(first))
    const again = first.nextJob()
    expect((await again.use('- nix-build')).conclusion).toBe('success')
    await again.job.post()
    expect(difference(before, etc(await snapshot(first)))).toEqual([])
  })

  it('gets no other settings than an administrator wrote, and no users where they want none', async () => {
    await renew(first)
    const own = 'sandbox = false\nbuild-users-group =\n'
    await first.sh(`mkdir /etc/nix; printf '${own.replaceAll('\n', '\\n')}' >${CONF}`, 'root')
    const before = etc(await snapshot(first))
    const next = first.nextJob()
    const result = await next.use('- run: nix-build --no-out-link')
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(difference(before, etc(await snapshot(first)))).toEqual([])

    await first.sh(`printf 'log-lines = 7\\n' >${CONF}`, 'root')
    const users = first.nextJob()
    expect((await users.use('- nix-build')).conclusion).toBe('success')
    await users.job.post()
    expect(await first.sh(`cat ${CONF}`)).toBe('log-lines = 7\n')
    expect(await first.sh('getent group nixbld')).toMatch(/nixbld1,nixbld2/)
  })
})
