import { describe, expect, it } from 'vitest'
import { absolutePath, fitsNixPath, splitNixPath } from '../../src/nix/nix-path.ts'

describe('a NIX_PATH', () => {
  it.each<[string, string[]]>([
    ['/a:/b', ['/a', '/b']],
    ['nixpkgs=/a:x=/b', ['nixpkgs=/a', 'x=/b']],
    ['nixpkgs=https://x.test/a.tar.gz:/b', ['nixpkgs=https://x.test/a.tar.gz', '/b']],
    ['https://x.test/a.tar.gz:y=/b', ['https://x.test/a.tar.gz', 'y=/b']],
    ['nixpkgs=channel:nixos-25.11:home=/b', ['nixpkgs=channel:nixos-25.11', 'home=/b']],
    ['nixpkgs=flake:nixpkgs:x=flake:x', ['nixpkgs=flake:nixpkgs', 'x=flake:x']],
    ['nixpkgs=file:///srv/a.tar.gz:/b', ['nixpkgs=file:///srv/a.tar.gz', '/b']],
    ['nixpkgs=https://x.test:8443/a.tar.gz:/b', ['nixpkgs=https://x.test:8443/a.tar.gz', '/b']],
    ['nixpkgs=http://[::1]:8080/a:y=/b', ['nixpkgs=http://[::1]:8080/a', 'y=/b']],
    ['https://x.test:8443:/b', ['https://x.test:8443', '/b']],
    ['nixpkgs=flake:git+https://x.test:1/a:/b', ['nixpkgs=flake:git+https://x.test:1/a', '/b']],
    ['nixpkgs=flake:github:a/b:x=/c', ['nixpkgs=flake:github:a/b', 'x=/c']],
    ['/a::/b:', ['/a', '/b']],
    ['', []],
  ])('%s has the entries %j', (text, entries) => {
    expect(splitNixPath(text)).toEqual(entries)
  })

  it.each([
    ['nixpkgs=./pkgs', 'nixpkgs=/ws/pkgs'],
    ['nixpkgs=pkgs:.', 'nixpkgs=/ws/pkgs:/ws'],
    ['nixpkgs=../x', 'nixpkgs=/x'],
    ['/a:x=/b', '/a:x=/b'],
    ['x=~/y', 'x=~/y'],
    ['nixpkgs=https://x.test/a:b=c', 'nixpkgs=https://x.test/a:b=/ws/c'],
    ['nixpkgs=channel:nixos-25.11', 'nixpkgs=channel:nixos-25.11'],
    ['nixpkgs=flake:github:NixOS/nixpkgs:x=y', 'nixpkgs=flake:github:NixOS/nixpkgs:x=/ws/y'],
    ['nixpkgs=https://x.test:8443/a.tar.gz:b=c', 'nixpkgs=https://x.test:8443/a.tar.gz:b=/ws/c'],
    ['nixpkgs=git+https://x.test/a.git?rev=b', 'nixpkgs=git+https://x.test/a.git?rev=b'],
  ])('%s is %s below the workspace', (text, expected) => {
    expect(absolutePath(text, '/ws')).toBe(expected)
  })
})

describe('NIX_PATH as Nix reads it', () => {
  it.each([
    ['nixpkgs=https://x.test/a.tar.gz:/b:x=channel:nixos-25.11', true],
    ['nixpkgs=flake:nixpkgs', true],
    ['nixpkgs=https://x.test:8443/a.tar.gz', false],
    ['/b:nixpkgs=http://[::1]/a', false],
    ['nixpkgs=git+https://x.test/a.git?rev=b', false],
    ['nixpkgs=flake:github:NixOS/nixpkgs', false],
    ['nixpkgs=https://x.test/a?b=c:d', true],
  ])('%s: holds it whole: %s', (path, fits) => {
    expect(fitsNixPath(path)).toBe(fits)
  })
})
