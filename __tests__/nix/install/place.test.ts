import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planPlacing } from '../../../src/nix/install/place.ts'
import { typed, UNPACKED } from './facts.ts'

describe('placing the store paths', () => {
  it('in daemon mode: all as root, the settings in the system’s file', () => {
    expect(typed(planPlacing('daemon', 'a = b\n', UNPACKED))).toMatchInlineSnapshot(`
      [
        "# /bin/sh -c "cd \\"$1\\" && shift && for path; do\\n  old=/nix/store/$path\\n  if test -e \\"$old\\"; then\\n    diff -rq --no-dereference \\"$old\\" \\"$path\\" >/dev/null 2>&1 && continue\\n    chmod -R u+w \\"$old\\" && rm -rf \\"$old\\" || exit\\n  fi\\n  mv \\"$path\\" /nix/store/ || exit\\ndone" sh /nix/.unpack/store 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash",
        "# chmod -R a-w /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/store/11111111111111111111111111111111-bash",
        "# /bin/sh -c "if test -h \\"$1\\"; then rm \\"$1\\"; fi && cat >\\"$1\\"" sh /etc/nix/nix.conf <<< "a = b\\n"",
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
        "$ /bin/sh -c "cd \\"$1\\" && shift && for path; do\\n  old=/nix/store/$path\\n  if test -e \\"$old\\"; then\\n    diff -rq --no-dereference \\"$old\\" \\"$path\\" >/dev/null 2>&1 && continue\\n    chmod -R u+w \\"$old\\" && rm -rf \\"$old\\" || exit\\n  fi\\n  mv \\"$path\\" /nix/store/ || exit\\ndone" sh /nix/.unpack/store 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash",
        "$ chmod -R a-w /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/store/11111111111111111111111111111111-bash",
        "$ env NIX_REMOTE=local /nix/store/00000000000000000000000000000000-nix-2.35.2/bin/nix-store --load-db < /nix/.unpack/.reginfo",
        "$ ln -sfn /nix/store/00000000000000000000000000000000-nix-2.35.2 /nix/var/nix/profiles/default-1-link",
        "$ ln -sfn default-1-link /nix/var/nix/profiles/default",
        "$ rm -rf /nix/.unpack",
      ]
    `)
  })

  it('moves what is missing, leaves what is there and the same, and replaces what is damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'place-'))
    try {
      const store = join(folder, 'store')
      const unpacked = join(folder, 'unpacked')
      for (const path of [store, join(unpacked, 'store')]) mkdirSync(path, { recursive: true })
      const paths = ['a-there', 'b-damaged', 'c-new']
      for (const name of paths) {
        mkdirSync(join(unpacked, 'store', name))
        writeFileSync(join(unpacked, 'store', name, 'file'), 'new')
      }
      mkdirSync(join(store, 'a-there'))
      writeFileSync(join(store, 'a-there', 'file'), 'new')
      mkdirSync(join(store, 'b-damaged'))
      writeFileSync(join(store, 'b-damaged', 'file'), 'old')
      // As everything in a store is.
      chmodSync(join(store, 'b-damaged'), 0o555)
      const there = statSync(join(store, 'a-there')).ino
      const [move] = planPlacing('daemon', '', { ...UNPACKED, folder: unpacked, paths })
      const [program = '', ...args] = move?.argv ?? []
      // The real command, with a store of the test's in place of /nix/store.
      execFileSync(
        program,
        args.map(word => word.replaceAll('/nix/store', store)),
      )
      const read = (name: string) => readFileSync(join(store, name, 'file'), 'utf8')
      expect(paths.map(read)).toEqual(['new', 'new', 'new'])
      expect(statSync(join(store, 'a-there')).ino).toBe(there)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
