import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../helpers/paths.ts'

const example = `${repositoryRoot}/examples/minimint`

const json = (name: string) => JSON.parse(readFileSync(`${example}/${name}`, 'utf8'))

/** A SHA-256 in base 64 as Nix writes it in base 32: the digits from the last to the first, 5 bits each. */
function base32(base64: string): string {
  const digits = '0123456789abcdfghijklmnpqrsvwxyz'
  let rest = BigInt(`0x${Buffer.from(base64, 'base64').reverse().toString('hex')}`)
  let text = ''
  for (let i = 0; i < 52; i++, rest >>= 5n) text = digits.charAt(Number(rest & 31n)) + text
  return text
}

describe('examples/minimint', () => {
  const lock = json('flake.lock')
  const { nixpkgs } = json('nix/sources.json')

  it('has a lock of version 7 with one pinned input', () => {
    expect(lock).toMatchObject({ version: 7, root: 'root' })
    expect(lock.nodes.root.inputs).toEqual({ nixpkgs: 'nixpkgs' })
    expect(lock.nodes.nixpkgs.locked).toEqual({
      lastModified: expect.any(Number),
      narHash: expect.stringMatching(/^sha256-[A-Za-z0-9+/]{43}=$/),
      owner: 'NixOS',
      repo: 'nixpkgs',
      rev: expect.stringMatching(/^[0-9a-f]{40}$/),
      type: 'github',
    })
  })

  it('has the lock text as Nix writes it, so that Nix has nothing to change', () => {
    const text = readFileSync(`${example}/flake.lock`, 'utf8')
    expect(text).toBe(`${JSON.stringify(lock, null, 2)}\n`)
  })

  it('pins the same nixpkgs for the flake and for niv, in both spellings of the hash', () => {
    const { owner, ref, repo, type } = lock.nodes.nixpkgs.original
    expect(readFileSync(`${example}/flake.nix`, 'utf8')).toContain(
      `inputs.nixpkgs.url = "${type}:${owner}/${repo}/${ref}";`,
    )
    expect(nixpkgs).toMatchObject({ owner, repo, branch: ref, rev: lock.nodes.nixpkgs.locked.rev })
    expect(nixpkgs.sha256).toBe(base32(lock.nodes.nixpkgs.locked.narHash.replace('sha256-', '')))
    const url = nixpkgs.url_template.replace(/<(\w+)>/g, (_: string, name: string) => nixpkgs[name])
    expect(nixpkgs.url).toBe(url)
  })

  it('has scripts that can be executed and start with bash', () => {
    const scripts = readdirSync(`${example}/scripts`)
    expect(scripts).toContain('integration-test.sh')
    for (const name of scripts) {
      expect(lstatSync(`${example}/scripts/${name}`).mode & 0o111, name).toBe(0o111)
      expect(readFileSync(`${example}/scripts/${name}`, 'utf8'), name).toMatch(
        /^#!\/usr\/bin\/env bash\n[\s\S]*\nset -euo pipefail\n/,
      )
    }
  })

  it('has nothing in it that a build left', () => {
    const names = readdirSync(example, { recursive: true, encoding: 'utf8' })
    expect(names.filter(name => /(^|\/)(result(-.*)?|build|.*\.o)$/.test(name))).toEqual([])
  })

  it('knows nothing of the stand-in in what Nix reads', () => {
    const names = readdirSync(example, { recursive: true, encoding: 'utf8' })
    for (const name of names.filter(name => name.endsWith('.nix')))
      expect(readFileSync(`${example}/${name}`, 'utf8'), name).not.toMatch(/stand-in/)
  })
})
