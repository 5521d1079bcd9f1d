import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { System } from '../../src/model/system.ts'
import { advisoriesOf, fixedIn, warningOf } from '../../src/nix/advisories.ts'
import { DEFAULT_VERSION, OFFICIAL_RELEASES, resolveVersion } from '../../src/nix/release.ts'
import type { Flavor } from '../../src/nix/version.ts'

import { repositoryRoot } from '../helpers/paths.ts'

const release = (
  version: string,
  flavor: Flavor = 'nix',
  system: System = 'x86_64-linux',
  install: 'installed' | 'found' = 'found',
) => ({ version, flavor, system, install })

describe('the holes of a release', () => {
  it.each([
    ['2.35.2', [], undefined],
    ['2.34.8', [], undefined],
    ['2.34.7', [], undefined],
    ['2.34.6', ['CVE-2026-44028'], '2.34.7'],
    ['2.34.4', ['CVE-2026-39860', 'CVE-2026-44028'], '2.34.7'],
    ['2.31.2', ['CVE-2026-39860', 'CVE-2026-44028'], '2.31.5'],
    ['2.31.5', [], undefined],
    ['2.28.3', ['CVE-2025-52993', 'CVE-2026-39860', 'CVE-2026-44028'], '2.28.7'],
    // Lines that got no release for all of them.
    ['2.26.3', ['CVE-2025-52993', 'CVE-2026-39860', 'CVE-2026-44028'], '2.28.7'],
    ['2.27.1', ['CVE-2025-52993', 'CVE-2026-39860', 'CVE-2026-44028'], '2.28.7'],
    ['2.24.3', ['CVE-2024-45593', 'CVE-2025-52993', 'CVE-2026-39860'], '2.28.7'],
    // Lines of which only later releases have the second hole.
    ['2.19.3', ['CVE-2025-52993'], '2.28.7'],
    ['2.19.4', ['CVE-2025-52993', 'CVE-2026-39860'], '2.28.7'],
    ['2.21.0', ['CVE-2025-52993', 'CVE-2026-39860'], '2.28.7'],
    ['2.8.0', ['CVE-2025-52993'], '2.28.7'],
    ['2.36.0pre20260901_abc', [], undefined],
  ])('%s has %j', (version, holes, mended) => {
    expect(advisoriesOf(release(version))).toEqual(holes)
    if (mended) expect(fixedIn(release(version))).toBe(mended)
  })

  it.each([
    ['2.93.0', ['CVE-2025-52993', 'CVE-2026-44028'], '2.93.4'],
    ['2.92.3', [], undefined],
    ['2.90.0', ['CVE-2025-52993'], '2.91.2'],
    ['2.95.1', ['CVE-2026-44028'], '2.95.2'],
    ['2.95.3', [], undefined],
  ])('Lix %s has %j', (version, holes, mended) => {
    expect(advisoriesOf(release(version, 'lix'))).toEqual(holes)
    if (mended) expect(fixedIn(release(version, 'lix'))).toBe(mended)
  })

  it('are of one kernel only where the advisory says so', () => {
    expect(advisoriesOf(release('2.30.0', 'nix', 'aarch64-darwin'))).toEqual([
      'CVE-2025-53819',
      'CVE-2026-44028',
    ])
    expect(advisoriesOf(release('2.30.0'))).toEqual(['CVE-2026-39860', 'CVE-2026-44028'])
  })

  it('are not known of Determinate Nix, which mends them under numbers of its own', () => {
    expect(advisoriesOf(release('2.31.2', 'determinate'))).toEqual([])
  })
})

describe('the warning', () => {
  it('names the vulnerabilities, the release that fixes them, and what to do', () => {
    expect(warningOf(release('2.31.2', 'nix', 'x86_64-linux', 'installed'))).toBe(
      'Nix 2.31.2 has known vulnerabilities that let a build become root: CVE-2026-39860, CVE-2026-44028. Fixed in Nix 2.31.5: set nix-version: 2.31.5.',
    )
    expect(warningOf(release('2.93.0', 'lix'))).toBe(
      'Lix 2.93.0 has known vulnerabilities that let a build become root: CVE-2025-52993, CVE-2026-44028. Fixed in Lix 2.93.4: upgrade it on the runner, unless your distribution has patched it.',
    )
  })

  it('does not come for what is installed by itself, by latest, or by the newest lines', () => {
    for (const request of [undefined, 'latest', '2.34', '2.35'])
      expect(warningOf(release(resolveVersion(request, 'x86_64-linux').version))).toBeUndefined()
    expect(advisoriesOf(release(DEFAULT_VERSION, 'nix', 'aarch64-darwin'))).toEqual([])
  })

  it('would come for no version that an example of the documentation installs', () => {
    const docs = readdirSync(`${repositoryRoot}/docs`).filter(name => name.endsWith('.md'))
    const text = ['README.md', 'action.yml', ...docs.map(name => `docs/${name}`)]
      .map(path => readFileSync(`${repositoryRoot}/${path}`, 'utf8'))
      .join('\n')
    const named = [...text.matchAll(/^\s*(?:nix-version|nix): (.*)$/gm)].flatMap(
      ([, value = '']) => value.match(/\b\d+\.\d+(?:\.\d+)?\b/g) ?? [],
    )
    expect(named.length).toBeGreaterThanOrEqual(2)
    for (const request of named)
      expect(
        advisoriesOf(release(resolveVersion(request, 'x86_64-linux').version)),
        request,
      ).toEqual([])
    const affected = Object.keys(OFFICIAL_RELEASES).filter(
      it => advisoriesOf(release(it)).length > 0,
    )
    expect(affected).toEqual(['2.31.2', '2.28.3', '2.26.3', '2.24.9', '2.8.0'])
  })
})
