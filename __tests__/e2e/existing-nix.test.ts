import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { releaseOf, type Scene, scene } from './support/scene.ts'
import { difference, snapshot } from './support/snapshot.ts'

/** A derivation that is built anew in every test. */
const build = (name: string) =>
  `derivation { name = "${name}"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo ${name} > $out" ]; }`
const project = { 'default.nix': build('found'), 'shell.nix': build('shell') }
/** What a user may have in ~/.config/nix/nix.conf. */
const ownConf = 'experimental-features = ca-derivations\\nlog-lines = 78\\n'
const showConf = 'nix config show | grep -E "^(log-lines|experimental-features) ="'
/** Both the user's features and ours, and what those bring along. */
const flakes = expect.stringMatching(
  /^experimental-features = (?=.*\bca-derivations\b)(?=.*\bflakes\b)(?=.*\bnix-command\b)/,
)
/** What differs in the system's settings, which no job may touch. */
const etc = (lines: string[]) => lines.filter(line => line.startsWith('/etc/'))

async function daemons(stage: Scene): Promise<string[]> {
  const all = await stage.machine.processes()
  return all.map(({ command }) => command).filter(command => command.includes('nix-daemon'))
}

describe('a Nix of an earlier job, whose daemon was stopped with that job,', () => {
  let first: Scene
  let installed: StepResult
  beforeAll(async () => {
    first = await scene({ project, inputs: { 'nix-path': '' } })
    await first.sh(`cd; mkdir -p .config/nix; printf '${ownConf}' >.config/nix/nix.conf`)
    installed = await first.use(`- run: ${showConf}`)
    await first.sh('cd; rm -r .config')
    await first.job.post()
  })
  afterAll(() => first.stop())

  it("was installed so that the user's own nix.conf cannot take flakes away", () => {
    expect(installed.outputs).toMatchObject({ result: 'success', 'nix-install': 'installed' })
    expect(installed.log).toContain('log-lines = 78')
    expect(installed.log).toContainEqual(flakes)
  })

  it('is used by the next job: the daemon wakes, builds, and sleeps again after it', async () => {
    expect(await daemons(first)).toEqual([])
    const before = etc(await snapshot(first))
    const next = first.nextJob()
    const result = await next.use('- nix-build\n- run: nix store ping --store daemon')
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.outputs).toMatchObject({
      'nix-install': 'found',
      'nix-version': first.release.version,
      'nix-flavor': 'nix',
    })
    expect(result.report?.nix).toMatchObject({ install: 'found', mode: 'daemon' })
    expect(await daemons(first)).not.toEqual([])
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    expect(await daemons(first)).toEqual([])
    expect(difference(before, etc(await snapshot(first)))).toEqual([])
  })

  it('is what the input nix-version names, in full or by its line', async () => {
    const { version, line } = first.release
    for (const asked of [version, line]) {
      const next = first.nextJob()
      const result = await next.use('none', { 'nix-version': asked })
      expect(result.outputs).toMatchObject({ result: 'success', 'nix-version': version })
      await next.job.post()
    }
  })

  it('is never replaced: another version is an error that names both', async () => {
    const before = await snapshot(first)
    const other = (await releaseOf('2.26')).version
    const result = await first.nextJob().use('none', { 'nix-version': other })
    const { version } = first.release
    expect(result).toMatchObject({ conclusion: 'failure', outputs: { result: 'failure' } })
    expect(result.annotations[0]).toEqual({
      kind: 'error',
      title: 'Nix CI',
      message: `nix-version is ${other}, but this machine already has Nix ${version} (/nix/var/nix/profiles/default/bin).\nRemove nix-version to use ${version}, or run the job on a machine without Nix (on GitHub-hosted runners: remove the earlier step that installs Nix).`,
    })
    expect(difference(before, await snapshot(first))).toEqual([])
    expect(await daemons(first)).toEqual([])
  })

  it('goes by the settings of nix-conf, for our calls and for later steps of the job', async () => {
    const next = first.nextJob()
    const conf = 'substituters =\nlog-lines = 77\nexperimental-features = ca-derivations'
    const result = await next.use(`- run: ${showConf}`, { 'nix-conf': conf })
    const later = await next.job.run(showConf)
    await next.job.post()
    for (const { log } of [result, later]) {
      expect(log).toContain('log-lines = 77')
      expect(log).toContainEqual(flakes)
    }
  })

  it("goes by the user's own nix.conf, and has flakes whatever that says", async () => {
    await first.sh(`cd; mkdir -p .config/nix; printf '${ownConf}' >.config/nix/nix.conf`)
    const next = first.nextJob()
    const result = await next.use(`- run: ${showConf}`)
    await next.job.post()
    await first.sh('cd; rm -r .config')
    expect(result.log).toContain('log-lines = 78')
    expect(result.log).toContainEqual(flakes)
  })

  it('cannot be woken where there is no root: the error says who can', async () => {
    await first.sh('mv /usr/bin/sudo /usr/bin/sudo.away', 'root')
    try {
      const before = await snapshot(first)
      const result = await first.nextJob().use('none')
      const { version } = first.release
      expect(result).toMatchObject({ conclusion: 'failure', outputs: { result: 'failure' } })
      expect(result.annotations[0]).toMatchObject({
        kind: 'error',
        message: `Nix ${version} (/nix/var/nix/profiles/default/bin) is not usable: its daemon does not respond and runner may not write to its store.\nStart the daemon on the runner: systemctl start nix-daemon.socket.`,
      })
      expect(difference(before, await snapshot(first))).toEqual([])
    } finally {
      await first.sh('mv /usr/bin/sudo.away /usr/bin/sudo', 'root')
    }
  })

  it.each([
    ['lix', 'nix (Lix, like Nix) 2.93.3', '2.93.3'],
    ['determinate', 'nix (Determinate Nix 3.8.2) 2.34.8', '2.34.8'],
  ])('on PATH in another place is found there: %s', async (flavor, says, version) => {
    const place = `/opt/${flavor}/bin`
    await first.sh(
      `mkdir -p ${place}
      ln -s /nix/var/nix/profiles/default/bin/nix-* ${place}
      cat >${place}/nix <<'END'
#!/bin/sh
if [ "$*" = --version ]; then echo '${says}'; else exec /nix/var/nix/profiles/default/bin/nix "$@"; fi
END
      chmod +x ${place}/nix`,
      'root',
    )
    const next = first.nextJob({ PATH: `${place}:/usr/bin:/bin` })
    const result = await next.use('- run: command -v nix\n- nix-build', { 'nix-version': '' })
    const later = await next.job.run('command -v nix nix-build')
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.outputs).toMatchObject({
      'nix-install': 'found',
      'nix-flavor': flavor,
      'nix-version': version,
    })
    expect(result.log).toContain(`${place}/nix`)
    expect(later.log).toEqual([`${place}/nix`, `${place}/nix-build`])
  })

  it('is found by a link to nix alone that is on PATH', async () => {
    await first.sh(
      'mkdir -p /opt/alone && ln -s /nix/var/nix/profiles/default/bin/nix /opt/alone/nix',
      'root',
    )
    const next = first.nextJob({ PATH: '/opt/alone:/usr/bin:/bin' })
    const result = await next.use('- nix-build')
    const later = await next.job.run('nix --version && nix-build --version')
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(later.conclusion).toBe('success')
  })
})
