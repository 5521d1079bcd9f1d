import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planRegistration } from '../../../src/nix/install/register.ts'
import { typed, UNPACKED } from './facts.ts'

describe('placing the store paths', () => {
  it('in daemon mode: all as root, the settings in the system’s file', () => {
    expect(typed([planRegistration('daemon', 'a = b\n', UNPACKED)])).toMatchInlineSnapshot(`
      [
        "# /bin/sh -c "set -e; export HOME=/var/empty; test ! -h /etc/nix/nix.conf || rm /etc/nix/nix.conf; if before=$(cat /etc/nix/nix.conf 2>/dev/null); then trap 'test $? -eq 0 || printf \\"%s\\\\n\\" \\"$before\\" >/etc/nix/nix.conf' EXIT; else trap 'test $? -eq 0 || rm -f /etc/nix/nix.conf' EXIT; fi; cat >/etc/nix/nix.conf; folder=$1 nix=$2; shift 2; for path; do old=/nix/store/$path new=$folder/store/$path; if test ! -e \\"$old\\"; then mv \\"$new\\" /nix/store/; elif ! diff -rq --no-dereference \\"$old\\" \\"$new\\" >/dev/null 2>&1; then chmod -R u+w \\"$old\\"; rm -rf \\"$old\\"; mv \\"$new\\" /nix/store/; else chmod -R u+w \\"$new\\"; fi; done; (cd /nix/store && chmod -R a-w \\"$@\\"); NIX_REMOTE=local \\"$nix/bin/nix-store\\" --load-db <\\"$folder/.reginfo\\"; ln -sfn \\"$nix\\" /nix/var/nix/profiles/default-1-link; ln -sfn default-1-link /nix/var/nix/profiles/default; rm -rf \\"$folder\\"" sh /nix/.unpack /nix/store/00000000000000000000000000000000-nix-2.35.2 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash <<< "a = b\\n"",
      ]
    `)
  })

  it('in single-user mode: all as the user, nothing in /etc', () => {
    expect(typed([planRegistration('single-user', 'a = b\n', UNPACKED)])).toMatchInlineSnapshot(`
      [
        "$ /bin/sh -c "set -e; folder=$1 nix=$2; shift 2; for path; do old=/nix/store/$path new=$folder/store/$path; if test ! -e \\"$old\\"; then mv \\"$new\\" /nix/store/; elif ! diff -rq --no-dereference \\"$old\\" \\"$new\\" >/dev/null 2>&1; then chmod -R u+w \\"$old\\"; rm -rf \\"$old\\"; mv \\"$new\\" /nix/store/; else chmod -R u+w \\"$new\\"; fi; done; (cd /nix/store && chmod -R a-w \\"$@\\"); NIX_REMOTE=local \\"$nix/bin/nix-store\\" --load-db <\\"$folder/.reginfo\\"; ln -sfn \\"$nix\\" /nix/var/nix/profiles/default-1-link; ln -sfn default-1-link /nix/var/nix/profiles/default; rm -rf \\"$folder\\"" sh /nix/.unpack /nix/store/00000000000000000000000000000000-nix-2.35.2 00000000000000000000000000000000-nix-2.35.2 11111111111111111111111111111111-bash",
      ]
    `)
  })

  it('moves what is missing, leaves what is there and the same, replaces what is damaged, registers, links and writes the settings', () => {
    const folder = mkdtempSync(join(tmpdir(), 'place-'))
    try {
      const unpacked = join(folder, 'nix/.unpack')
      const store = join(folder, 'nix/store')
      const folders = [store, join(folder, 'nix/var/nix/profiles'), join(folder, 'etc/nix')]
      const paths = ['a-there', 'b-new', 'c-nix', 'd-damaged']
      for (const name of paths) folders.push(join(unpacked, 'store', name, 'bin'))
      folders.push(join(store, 'a-there/bin'), join(store, 'd-damaged/bin'))
      for (const path of folders) mkdirSync(path, { recursive: true })
      for (const name of paths) writeFileSync(join(unpacked, 'store', name, 'bin/file'), 'new')
      writeFileSync(join(store, 'a-there/bin/file'), 'new')
      writeFileSync(join(store, 'd-damaged/bin/file'), 'old')
      // As everything in a store is.
      chmodSync(join(store, 'd-damaged/bin'), 0o555)
      symlinkSync(join(folder, 'gone'), join(folder, 'etc/nix/nix.conf'))
      const there = statSync(join(store, 'a-there')).ino
      writeFileSync(join(unpacked, '.reginfo'), 'what is registered')
      // Stands in for the release's program.
      const program = join(unpacked, 'store/c-nix/bin/nix-store')
      writeFileSync(
        program,
        `#!/bin/sh\necho "$NIX_REMOTE $@" >${folder}/log; cat >>${folder}/log\n`,
        { mode: 0o755 },
      )
      const { argv, input } = planRegistration('daemon', 'a = b\n', {
        ...UNPACKED,
        folder: '/nix/.unpack',
        paths,
        nix: '/nix/store/c-nix',
      })
      const [shell = '', ...args] = argv.map(word =>
        word
          .replaceAll(/\/nix\/(?=store|var|\.unpack)/g, `${folder}/nix/`)
          .replaceAll('/etc/nix', `${folder}/etc/nix`),
      )
      execFileSync(shell, args, { input })
      const read = (name: string) => readFileSync(join(store, name, 'bin/file'), 'utf8')
      expect(paths.map(read)).toEqual(['new', 'new', 'new', 'new'])
      expect(statSync(join(store, 'a-there')).ino).toBe(there)
      expect(statSync(join(store, 'b-new/bin/file')).mode & 0o222).toBe(0)
      expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('local --load-db\nwhat is registered')
      expect(readFileSync(join(folder, 'etc/nix/nix.conf'), 'utf8')).toBe('a = b\n')
      const profile = join(folder, 'nix/var/nix/profiles/default')
      expect(readlinkSync(`${profile}-1-link`)).toBe(`${store}/c-nix`)
      expect(readlinkSync(profile)).toBe('default-1-link')
    } finally {
      execFileSync('chmod', ['-R', 'u+w', folder])
      rmSync(folder, { recursive: true })
    }
  })
})
