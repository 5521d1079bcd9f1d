import { describe, expect, it } from 'vitest'
import { lockFindings } from '../../../src/lint/pins/flake-lock.ts'
import { flakeFindings } from '../../../src/lint/pins/read.ts'

const now = new Date('2026-03-01T12:00:00Z')
const seconds = (date: string) => Date.parse(date) / 1000

const nixpkgs = (date: string, ref?: string) => ({
  locked: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', lastModified: seconds(date) },
  original: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ...(ref ? { ref } : {}) },
})
const lock = (nodes: Record<string, unknown>, inputs: Record<string, unknown>) =>
  JSON.stringify({ nodes: { ...nodes, root: { inputs } }, root: 'root', version: 7 }, null, 2)
const texts = (text: string) => lockFindings(text, now).map(({ line, text }) => `${line}: ${text}`)

describe('a flake.lock', () => {
  it.each([
    ['a young nixpkgs', lock({ nixpkgs: nixpkgs('2025-10-01') }, { nixpkgs: 'nixpkgs' })],
    [
      'an old input that is not nixpkgs',
      lock({ utils: { locked: { lastModified: 1 } } }, { utils: 'utils' }),
    ],
    [
      'two that are asked for',
      lock({ a: nixpkgs('2026-01-01'), b: nixpkgs('2026-01-01') }, { a: 'a', b: 'b' }),
    ],
    [
      'one that others follow',
      lock(
        { nixpkgs: nixpkgs('2026-01-01'), crane: { inputs: { nixpkgs: ['nixpkgs'] } } },
        { nixpkgs: 'nixpkgs', crane: 'crane' },
      ),
    ],
    [
      'a nixpkgs without a date',
      lock({ nixpkgs: { locked: { owner: 'NixOS', repo: 'nixpkgs' } } }, { nixpkgs: 'nixpkgs' }),
    ],
    ['no JSON', '{'],
    ['another JSON', '[1]'],
    ['nodes that are none', '{ "nodes": { "root": 1, "x": null, "y": [] }, "root": "root" }'],
  ])('has nothing to say of %s', (_, text) => {
    expect(texts(text)).toEqual([])
  })

  it('tells of an old nixpkgs, on its line', () => {
    const text = lock({ nixpkgs_2: nixpkgs('2025-01-01') }, { nixpkgs: 'nixpkgs_2' })
    expect(texts(text)).toEqual(['3: nixpkgs is 424 days old. Run nix flake update nixpkgs.'])
  })

  it('tells of a release that has ended rather than of its age', () => {
    const text = lock({ nixpkgs: nixpkgs('2025-01-01', 'nixos-24.11') }, { nixpkgs: 'nixpkgs' })
    expect(texts(text)).toEqual([
      expect.stringMatching(
        /^3: nixpkgs follows nixos-24\.11, which has had no updates since 2025-06-30\./,
      ),
    ])
  })

  const hub = (version: string, date: string, follows: string) => ({
    locked: {
      type: 'tarball',
      lastModified: seconds(date),
      url: `https://api.flakehub.com/f/pinned/${version}%2Brev-${'a'.repeat(40)}/0198ac3f/source.tar.gz`,
    },
    original: { type: 'tarball', url: `https://flakehub.com/f/${follows}` },
  })
  const git = (url: string, date: string, ref?: string) => ({
    locked: { type: 'git', url, lastModified: seconds(date), shallow: true, rev: 'a'.repeat(40) },
    original: { type: 'git', url, ...(ref ? { ref } : {}), shallow: true },
  })
  const channel = (release: string, date: string, name: string, ending: string) => ({
    locked: {
      type: 'tarball',
      lastModified: seconds(date),
      url: `https://releases.nixos.org/${release}/nixexprs.tar.${ending}`,
    },
    original: { type: 'tarball', url: `https://channels.nixos.org/${name}/nixexprs.tar.${ending}` },
  })
  const hosted = 'https://github.com/NixOS/nixpkgs'
  it.each<[string, object, string | undefined]>([
    [
      'of FlakeHub, of a release',
      hub('NixOS/nixpkgs/0.2505.813095', '2025-11-24', 'NixOS/nixpkgs/0.2505'),
      "nixpkgs follows FlakeHub's 0.2505, which has had no updates since 2025-12-31. Name a newer branch in flake.nix, then run nix flake update nixpkgs.",
    ],
    [
      'of FlakeHub, the newest stable one of its time',
      hub('NixOS/nixpkgs/0.2505.813095', '2025-11-24', 'NixOS/nixpkgs/%2A'),
      "nixpkgs is locked to FlakeHub's 0.2505, which has had no updates since 2025-12-31. Run nix flake update nixpkgs.",
    ],
    [
      'of FlakeHub, unstable',
      hub('NixOS/nixpkgs/0.1.703931', '2024-11-05', 'NixOS/nixpkgs/0.1'),
      'nixpkgs is 481 days old. Run nix flake update nixpkgs.',
    ],
    [
      'of FlakeHub, the weekly one',
      hub('DeterminateSystems/nixpkgs-weekly/0.1.814815', '2025-06-14', 'DeterminateSystems/x/0'),
      'nixpkgs is 260 days old. Run nix flake update nixpkgs.',
    ],
    [
      'of FlakeHub, one version of it',
      hub('NixOS/nixpkgs/0.1.799423', '2025-05-13', 'NixOS/nixpkgs/%3D0.1.799423'),
      'nixpkgs is 292 days old. Name a newer one in flake.nix.',
    ],
    [
      'of GitHub, one revision of it',
      {
        ...nixpkgs('2025-01-01'),
        original: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev: 'a'.repeat(40) },
      },
      'nixpkgs is 424 days old. Name a newer one in flake.nix.',
    ],
    [
      'of FlakeHub, young',
      hub('NixOS/nixpkgs/0.2511.909248', '2026-02-10', 'NixOS/nixpkgs/0.2511'),
      undefined,
    ],
    [
      'of git, of a release',
      git(hosted, '2026-01-01', 'refs/heads/nixos-25.05'),
      'nixpkgs follows nixos-25.05, which has had no updates since 2025-12-31. Name a newer branch in flake.nix, then run nix flake update nixpkgs.',
    ],
    [
      'of git over SSH',
      git('ssh://git@github.com/nixos/nixpkgs.git', '2025-01-01', 'nixos-unstable'),
      'nixpkgs is 424 days old. Run nix flake update nixpkgs.',
    ],
    ['of git, young', git(hosted, '2026-02-01', 'nixos-25.11'), undefined],
    ['that is a fork', git('https://github.com/me/nixpkgs', '2020-01-01'), undefined],
    [
      'of a channel in zstd',
      channel(
        'nixpkgs/nixpkgs-25.11pre862603.08b8f92ac635',
        '2025-08-01',
        'nixpkgs-unstable',
        'zst',
      ),
      'nixpkgs is 212 days old. Run nix flake update nixpkgs.',
    ],
    [
      'of a channel of a release',
      channel('nixos/25.05/nixos-25.05.809350.0e6684e6c575', '2025-12-20', 'nixos-25.05', 'xz'),
      'nixpkgs follows nixos-25.05, which has had no updates since 2025-12-31. Name a newer branch in flake.nix, then run nix flake update nixpkgs.',
    ],
    [
      'whose archive says 1980',
      channel('nixos/unstable/nixos-26.05pre1.a', '1980-01-01', 'nixos-unstable', 'xz'),
      undefined,
    ],
  ])('knows a nixpkgs %s', (_, node, told) => {
    const text = lock({ nixpkgs: node }, { nixpkgs: 'nixpkgs' })
    expect(texts(text)).toEqual(told ? [`3: ${told}`] : [])
  })

  it('tells of copies of nixpkgs from FlakeHub and git', () => {
    const nodes = {
      nixpkgs: git(hosted, '2026-02-01'),
      fh: { inputs: { nixpkgs: 'nixpkgs_2' } },
      nixpkgs_2: hub('NixOS/nixpkgs/0.2511.1', '2026-02-01', 'NixOS/nixpkgs/0'),
    }
    expect(texts(lock(nodes, { nixpkgs: 'nixpkgs', fh: 'fh' }))).toEqual([
      expect.stringMatching(/: nixpkgs is locked 2 times; fh has a separate copy\./),
    ])
  })

  it('tells of a nixpkgs of its own that another input has, and how to follow', () => {
    const nodes = {
      crane: { inputs: { nixpkgs: 'nixpkgs' } },
      nixpkgs: nixpkgs('2020-01-01'),
      nixpkgs_2: nixpkgs('2026-01-01'),
    }
    expect(texts(lock(nodes, { crane: 'crane', nixpkgs: 'nixpkgs_2' }))).toEqual([
      '8: nixpkgs is locked 2 times; crane has a separate copy. To share one: inputs.crane.inputs.nixpkgs.follows = "nixpkgs" in flake.nix.',
    ])
  })

  it('is told once of a pin that is old and not used', () => {
    const flake = '{ outputs = { self, nixpkgs, x }: x; }'
    const text = lock({ nixpkgs: nixpkgs('2020-01-01'), x: {} }, { nixpkgs: 'nixpkgs', x: 'x' })
    expect(flakeFindings(flake, text, [], now).map(found => found.text)).toEqual([
      'the input nixpkgs is unused.',
    ])
  })

  it('that is missing is told of where the flake has inputs', () => {
    const flake = '{\n  inputs.a.url = "github:a/a";\n  outputs = { self, a }: a;\n}'
    expect(flakeFindings(flake, undefined, [], now)).toMatchObject([
      { text: expect.stringMatching(/no flake\.lock.*nix flake lock/) },
    ])
    expect(flakeFindings('{ outputs = { self }: { url = "x"; }; }', undefined, [], now)).toEqual([])
    expect(flakeFindings(undefined, undefined, [], now)).toEqual([])
  })
})
