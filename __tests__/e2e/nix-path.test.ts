import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { minimint, type Scene, scene } from './support/scene.ts'

const user = { 'default.nix': '(import <nixpkgs> { }).marker\n' }
/** A nixpkgs of one attribute; where it lies comes later, in place of HERE. */
const json = (value: unknown) => JSON.stringify(value)
const archive = 'file://HERE/nixpkgs.tar.gz'
const projects: Record<string, Record<string, string>> = {
  niv: { ...user, 'nix/sources.json': json({ nixpkgs: { url: archive, type: 'tarball' } }) },
  npins: {
    ...user,
    'npins/sources.json': json({
      pins: { nixpkgs: { type: 'Channel', name: 'nixos-25.05', url: archive } },
      version: 5,
    }),
  },
  lock: {
    ...user,
    'flake.lock': json({
      nodes: {
        nixpkgs_2: { locked: { type: 'path', path: 'HERE/nixpkgs' } },
        root: { inputs: { nixpkgs: 'nixpkgs_2' } },
      },
      root: 'root',
      version: 7,
    }),
  },
  unpinned: user,
  unused: { 'default.nix': '1\n' },
}
const marker = "nix-instantiate --eval --expr '(import <nixpkgs> { }).marker'"

describe('NIX_PATH', () => {
  let stage: Scene
  beforeAll(async () => {
    const files = Object.entries(projects).flatMap(([folder, texts]) =>
      Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text] as const),
    )
    const project = {
      ...Object.fromEntries(files),
      'nixpkgs/default.nix': '{ }: { marker = "pinned-42"; }\n',
      'minimint/nix/sources.json': await readFile(join(minimint, 'nix/sources.json'), 'utf8'),
      'minimint/tools.nix': 'import <nixpkgs> { }\n',
    }
    stage = await scene({ project, inputs: { 'nix-path': 'auto' } })
    await stage.sh(
      'tar -czf nixpkgs.tar.gz nixpkgs && grep -rl HERE . | xargs sed -i "s|HERE|$PWD|g"',
    )
    await stage.use('none', { 'working-directory': 'unused' })
  })
  afterAll(async () => {
    await stage.job.post()
    await stage.stop()
  })

  it.each([
    ['niv', 'nix/sources.json'],
    ['npins', 'npins/sources.json'],
    ['lock', 'flake.lock'],
  ])('is what the project pins: %s', async (folder, file) => {
    const next = stage.nextJob()
    const result = await next.use(`- run: ${marker}`, { 'working-directory': folder })
    const later = await next.job.run(marker)
    await next.job.post()
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.log).toContain('"pinned-42"')
    expect(result.raw).toContain(`<nixpkgs> is pinned by ${file}: `)
    expect(later.log.join()).toContain('"pinned-42"')
  })

  it("is the archive that niv names, as in the example's sources.json", async () => {
    const next = stage.nextJob()
    const result = await next.use('- run: echo "$NIX_PATH"', { 'working-directory': 'minimint' })
    await next.job.post()
    expect(result.log).toContain(
      'nixpkgs=https://github.com/NixOS/nixpkgs/archive/ac62194c3917d5f474c1a844b6fd6da2db95077d.tar.gz',
    )
  })

  it('is left alone, with a notice, where nothing pins', async () => {
    const next = stage.nextJob()
    const result = await next.use('- run: echo "[$NIX_PATH]"', { 'working-directory': 'unpinned' })
    await next.job.post()
    expect(result.conclusion).toBe('success')
    expect(result.log).toContain('[]')
    expect(result.annotations[0]).toMatchObject({
      kind: 'notice',
      title: 'nixpkgs is not pinned',
      message: expect.stringMatching(/none of nix\/sources\.json.*Set nix-path, for example to/),
    })
  })

  it('is left alone, without a word, where nothing asks for it', async () => {
    const next = stage.nextJob()
    const result = await next.use('- run: echo "[$NIX_PATH]"', { 'working-directory': 'unused' })
    await next.job.post()
    expect(result.log).toContain('[]')
    expect(result.annotations.map(({ title }) => title)).not.toContain('nixpkgs is not pinned')
  })

  it("is the job's own where that has one", async () => {
    const own = `nixpkgs=${stage.workspace}/nixpkgs`
    const next = stage.nextJob({ NIX_PATH: own })
    const result = await next.use('- run: echo "[$NIX_PATH]"', { 'working-directory': 'niv' })
    await next.job.post()
    expect(result.log).toContain(`[${own}]`)
  })

  it('is the input nix-path, relative to the workspace', async () => {
    const next = stage.nextJob({ NIX_PATH: 'nixpkgs=/nowhere' })
    const result = await next.use(`- run: ${marker}`, {
      'working-directory': 'unpinned',
      'nix-path': 'nixpkgs=./nixpkgs',
    })
    const later = await next.job.run(marker)
    await next.job.post()
    expect(result.log).toContain('"pinned-42"')
    expect(later.log).toContain('"pinned-42"')
  })
})
