import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionNode, repository } from '../helpers/machine-parts.ts'
import type { StepResult } from '../helpers/runner.ts'
import { HOLES, type Scene, scene } from './support/scene.ts'

/** Says as whom it is built, and where on the machine its folder lies. */
const build = (name: string) =>
  `derivation { name = "${name}"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" ''
    while read -r a b c; do echo "${name} as $b"; done </proc/self/uid_map >$out
    while read -r a b c from to d; do case $to in /build) echo "${name} at $from";; esac; done </proc/self/mountinfo >>$out
  '' ]; }`
const project = Object.fromEntries(
  ['install', 'kept', 'alone', 'again'].map(name => [`${name}.nix`, build(name)]),
)
const built = (name: string) => `- run: cat $(nix-build --no-out-link ${name}.nix)\n`
const CONF = '/etc/nix/nix.conf'
const ETC = `cat /etc/passwd /etc/group ${CONF}; ls -lAR --time-style=full-iso /etc/nix`
/** Since 2.30 by itself; before it would be /tmp, which is in memory on these machines. */
const BUILDS = /^\/nix\/var\/nix\/builds\//
const greet = `import(${JSON.stringify(join(repository, 'src/nix/daemon-handshake.ts'))}).then(async it => console.log(JSON.stringify(await it.probeDaemon())))`

/** What a build said. */
function said(log: readonly string[], name: string): { uid: number; place: string } {
  const find = (word: string) =>
    log.find(line => line.startsWith(`${name} ${word} `))?.slice(name.length + 4) ?? ''
  return { uid: Number(find('as')), place: find('at') }
}

/** By line, what every first use is warned of. */
const HOLES_OF: Readonly<Record<string, readonly string[]>> = {
  '2.8': ['CVE-2025-52993'],
  '2.26': ['CVE-2025-52993, CVE-2026-39860, CVE-2026-44028'],
  '2.34': [],
}
const holes = ({ annotations }: StepResult) =>
  annotations.filter(({ title }) => title === HOLES).map(({ message }) => message)

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
    const installed = await first.use(built('install'))
    expect(installed.conclusion, installed.raw).toBe('success')
    expect(said(installed.log, 'install').place).toMatch(BUILDS)
    const { version } = first.release
    expect(holes(installed)).toEqual(
      HOLES_OF[line]?.map(
        ids =>
          `Nix ${version} has known vulnerabilities that let a build become root: ${ids}. Fixed in Nix 2.28.7: set nix-version: 2.28.7.`,
      ),
    )
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
    const result = await next.use(built('kept'))
    // It has been said once.
    expect(holes(await next.use('none'))).toEqual([])
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.report?.nix).toMatchObject({ install: 'found', mode: 'daemon' })
    expect(said(result.log, 'kept').uid).toBeGreaterThan(0)
    expect(holes(result)).toEqual(
      HOLES_OF[line]?.map(() => expect.stringContaining(': upgrade it on the runner, unless')),
    )
    expect(said(result.log, 'kept').place).toMatch(BUILDS)
    expect(await first.sh(`stat -c '%a %U' ${CONF}; grep build-users ${CONF}`)).toBe(
      '644 root\nbuild-users-group = nixbld\n',
    )
    const before = await first.sh(ETC)
    const again = first.nextJob()
    expect((await again.use('none')).conclusion).toBe('success')
    await again.job.post()
    expect(await first.sh(ETC)).toBe(before)
  })

  it('gets no other settings than an administrator wrote, and users only where these want them', async () => {
    await renew(first)
    await first.sh(`mkdir /etc/nix; printf 'build-users-group =\\n' >${CONF}`, 'root')
    const before = await first.sh(ETC)
    const next = first.nextJob()
    const alone = await next.use(built('alone'))
    await next.job.post()
    expect(said(alone.log, 'alone').uid).toBe(0)
    expect(await first.sh(ETC)).toBe(before)

    await first.sh(`printf 'log-lines = 7\\n' >${CONF}`, 'root')
    const later = first.nextJob()
    const again = await later.use(built('again'))
    await later.job.post()
    expect(said(again.log, 'again').uid).toBeGreaterThan(0)
    expect(await first.sh(`cat ${CONF}`)).toBe('log-lines = 7\n')
  })
})
