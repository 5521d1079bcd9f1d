import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actionNode } from '../helpers/machine-parts.ts'
import { ensureTools } from '../helpers/pack/tools.ts'
import { repositoryRoot } from '../helpers/paths.ts'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake } from './support/derivations.ts'
import { type Scene, type SceneOptions, scene } from './support/scene.ts'

/** Whether the builder sees the machine's files: `open`, or `closed` by the sandbox. */
const looks = 'if [ -e /etc/passwd.machine ]; then echo open; else echo closed; fi > $out'
const project = {
  'default.nix': derivation('looks', looks),
  'flake.nix': flake({ one: 'echo 1 > $out' }),
}
const steps = '- run: cat $(nix-build --no-out-link)\n- flake-check'
const withoutUsers = 'rm /usr/sbin/useradd /usr/sbin/groupadd'
const withoutNamespaces =
  "printf '#!/bin/sh\\necho unshare failed: Operation not permitted >&2\\nexit 1\\n' >/usr/bin/unshare"

/** Works on a machine that lacks what `without` takes away. */
async function lacking(
  without: string,
  options: SceneOptions,
  work: (stage: Scene) => Promise<void>,
): Promise<void> {
  const stage = await scene({ project, inputs: { 'nix-path': '' }, ...options })
  try {
    await stage.sh(`touch /etc/passwd.machine\n${without}`, 'root')
    await work(stage)
  } finally {
    await stage.stop()
  }
}

describe.concurrent('as root in a container', () => {
  it('without useradd and groupadd Nix is installed for root alone, and says why', () =>
    lacking(withoutUsers, { account: 'root' }, async stage => {
      const result = await stage.use(steps)
      const later = await stage.job.run('cat $(nix-build --no-out-link)')
      for (const post of await stage.job.post()) expect(post.annotations).toEqual([])
      expect(result.conclusion, result.raw).toBe('success')
      expect(result.report?.nix).toMatchObject({ install: 'installed', mode: 'single-user' })
      expect(result.raw).toContain(
        'single-user mode (the group nixbld has no members, and groupadd and useradd are missing)',
      )
      expect(result.log).toContain('closed')
      expect(later.log).toContain('closed')
    }))

  it('the daemon cannot be had without useradd and groupadd, and the error says so', () =>
    lacking(withoutUsers, { account: 'root' }, async stage => {
      const result = await stage.use('none', { 'nix-mode': 'daemon' })
      expect(result.outputs.result).toBe('failure')
      expect(result.annotations[0]?.message).toBe(
        'nix-mode: cannot install the daemon on this machine: the group nixbld has no members, and groupadd and useradd are missing.\nRemove nix-mode, or set it to single-user.',
      )
      await stage.sh('test ! -e /nix')
    }))

  it('the next job finds the Nix of root alone, and builds', () =>
    lacking(withoutUsers, { account: 'root' }, async stage => {
      await stage.use('none')
      await stage.job.post()
      const next = stage.nextJob()
      const result = await next.use(steps)
      await next.job.post()
      expect(result.conclusion, result.raw).toBe('success')
      expect(result.outputs['nix-install']).toBe('found')
    }))

  it('a workspace that belongs to another user, as actions/checkout leaves it, needs a word to git', () =>
    lacking(withoutUsers, { account: 'root' }, async stage => {
      await stage.sh(`chown -R 1001:1001 ${stage.workspace}`)
      const result = await stage.use('- flake-check')
      const hint = 'git config --global --add safe.directory "$GITHUB_WORKSPACE"'
      expect(result.conclusion).toBe('failure')
      expect(result.annotations.find(({ kind }) => kind === 'error')?.message).toContain(hint)
      await stage.job.run(hint)
      const again = await stage.use('- flake-check')
      expect(again.conclusion, again.raw).toBe('success')
    }))
})

const withoutPrograms = 'rm -f /usr/bin/git /usr/bin/xz'
const errorsOf = ({ annotations }: StepResult) =>
  annotations.filter(({ kind }) => kind === 'error').map(({ message }) => message)

describe.concurrent('a container without the programs that the action needs', () => {
  it('as root gets one error for each at the start, which names the package', () =>
    lacking(withoutPrograms, { account: 'root' }, async stage => {
      const result = await stage.use('- flake-check\n- nix-build')
      expect(errorsOf(result)).toEqual([
        'xz is missing: the action unpacks Nix with it.\nInstall the package xz-utils (Debian, Ubuntu) or xz (Fedora, Alpine) in the container image, or in a step before this one.',
        `git is missing: ${stage.workspace} is in a git checkout, which Nix reads with it.\nInstall the package git in the container image, or in a step before actions/checkout.`,
      ])
      expect(result.outputs).toMatchObject({ result: 'failure', 'nix-version': '' })
      await stage.sh('test ! -e /nix')
    }))

  it('and as a user without sudo either, gets three', () =>
    lacking(withoutPrograms, { machine: { sudo: false } }, async stage => {
      const errors = errorsOf(await stage.use('- flake-check'))
      expect(errors).toEqual([
        expect.stringMatching(
          /^Cannot install Nix: \/nix does not exist, .*In a container, .*package sudo\.$/s,
        ),
        expect.stringMatching(/^xz is missing: .*package xz-utils /s),
        expect.stringMatching(/^git is missing: .*package git /s),
      ])
    }))

  it('needs no git for what actions/checkout downloads where there is none', () =>
    lacking('rm -f /usr/bin/git', { account: 'root' }, async stage => {
      // Outside of the checkout that the tests themselves are in.
      const workspace = '/root/workspace'
      await stage.sh(`cp -r ${stage.workspace} ${workspace}; rm -r ${workspace}/.git`)
      const result = await stage.nextJob({}, { workspace }).use('- flake-check\n- nix-build')
      expect(result.conclusion, result.raw).toBe('success')
    }))
})

it('a container without glibc in /lib64, as nixos/nix, cannot start the Node of the runner, as the documentation says', async () => {
  const { busyboxStatic } = await ensureTools()
  await lacking('true', { account: 'root' }, async stage => {
    const start = `/root/busybox env ${actionNode()} --version`
    const said = await stage.sh(`cp ${busyboxStatic} /root/busybox; mount -t tmpfs none /lib64
      exec /root/busybox sh -c '${start} 2>&1; true'`)
    expect(said).toContain("/bin/node': No such file or directory")
  })
  for (const page of ['nix-installation', 'troubleshooting'])
    expect(await readFile(join(repositoryRoot, `docs/${page}.md`), 'utf8')).toContain(
      'exec /__e/node24/bin/node: no such file or directory',
    )
})

describe.concurrent('a machine that gives no namespaces', () => {
  it.each<[string, SceneOptions, Record<string, string>, string]>([
    ['to root with the daemon', { account: 'root' }, {}, '--privileged'],
    ['to root alone', { account: 'root' }, { 'nix-mode': 'single-user' }, '--privileged'],
    ['to a user alone', {}, { 'nix-mode': 'single-user' }, 'nix-mode: daemon'],
  ])('%s gets a warning and builds without the sandbox', (_, options, inputs, hint) =>
    lacking(withoutNamespaces, options, async stage => {
      const result = await stage.use(steps, inputs)
      await stage.job.post()
      expect(result.conclusion, result.raw).toBe('success')
      expect(result.log).toContain('open')
      const warnings = result.annotations.filter(({ kind }) => kind === 'warning')
      expect(warnings).toMatchObject([{ title: 'No sandbox' }])
      expect(warnings[0]?.message).toContain(hint)
    }),
  )
})
