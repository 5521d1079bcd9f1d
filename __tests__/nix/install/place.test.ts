import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planPlacing } from '../../../src/nix/install/place.ts'
import { typed, UNPACKED } from './facts.ts'

describe('placing the store paths', () => {
  it('in daemon mode: all as root, the settings in the system’s file', () => {
    expect(typed(planPlacing('daemon', 'a = b\n', UNPACKED))).toMatchInlineSnapshot(`
      [
        "# /bin/sh -c "cd \\"$1\\" && shift && for path; do test -e \\"/nix/store/$path\\" || mv \\"$path\\" /nix/store/ || exit; done" sh /nix/.unpack/store 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash",
        "# chmod -R a-w /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/store/11111111111111111111111111111111-bash",
        "# tee /etc/nix/nix.conf <<< "a = b\\n"",
        "# env HOME=/var/empty NIX_REMOTE=local /nix/store/00000000000000000000000000000000-nix-2.35.2/bin/nix-store --load-db < /nix/.unpack/.reginfo",
        "# ln -sfn /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/var/nix/profiles/default-1-link",
        "# ln -sfn default-1-link /nix/var/nix/profiles/default",
        "# rm -rf /nix/.unpack",
      ]
    `)
  })

  it('in single-user mode: all as the user, nothing in /etc', () => {
    expect(typed(planPlacing('single-user', 'a = b\n', UNPACKED))).toMatchInlineSnapshot(`
      [
        "$ /bin/sh -c "cd \\"$1\\" && shift && for path; do test -e \\"/nix/store/$path\\" || mv \\"$path\\" /nix/store/ || exit; done" sh /nix/.unpack/store 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash",
        "$ chmod -R a-w /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/store/11111111111111111111111111111111-bash",
        "$ env NIX_REMOTE=local /nix/store/00000000000000000000000000000000-nix-2.35.2/bin/nix-store --load-db < /nix/.unpack/.reginfo",
        "$ ln -sfn /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/var/nix/profiles/default-1-link",
        "$ ln -sfn default-1-link /nix/var/nix/profiles/default",
        "$ rm -rf /nix/.unpack",
      ]
    `)
  })

  it('moves what is missing and leaves what is there, and is no failure then', () => {
    const folder = mkdtempSync(join(tmpdir(), 'place-'))
    try {
      const store = join(folder, 'store')
      const unpacked = join(folder, 'unpacked')
      for (const path of [store, join(unpacked, 'store')]) mkdirSync(path, { recursive: true })
      for (const name of ['a-there', 'b-new', 'c-new']) {
        mkdirSync(join(unpacked, 'store', name))
        writeFileSync(join(unpacked, 'store', name, 'file'), 'new')
      }
      mkdirSync(join(store, 'a-there'))
      writeFileSync(join(store, 'a-there', 'file'), 'old')
      const paths = ['a-there', 'b-new', 'c-new']
      const [move] = planPlacing('daemon', '', { ...UNPACKED, folder: unpacked, paths })
      const [program = '', ...args] = move?.argv ?? []
      // The real command, with a store of the test's in place of /nix/store.
      execFileSync(
        program,
        args.map(word => word.replaceAll('/nix/store', store)),
      )
      const read = (name: string) => readFileSync(join(store, name, 'file'), 'utf8')
      expect(paths.map(read)).toEqual(['old', 'new', 'new'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
