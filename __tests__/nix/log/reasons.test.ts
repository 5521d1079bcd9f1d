import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`

function read(...lines: readonly (string | object)[]) {
  const log = new NixLog(() => {})
  for (const line of lines)
    log.accept(typeof line === 'string' ? line : `@nix ${JSON.stringify(line)}`)
  log.end()
  log.finish()
  return log.run()
}

const message = (msg: string, level = 0) => ({ action: 'msg', level, msg })
const building = (id: number, name: string) => ({
  ...{ action: 'start', type: 105, id, level: 3, text: '', fields: [drv(name), '', 1, 1] },
})
const FAILED = (name: string) =>
  message(`error: builder for '${drv(name)}' failed with exit code 1`)

describe('what came before an error', () => {
  it('goes with the error: lines of git and warnings of downloads, each error its own', () => {
    const { errors } = read(
      { action: 'start', type: 112, id: 1, level: 4, text: "fetching Git repository 'https://a'" },
      "fatal: could not read Username for 'https://a': No such device or address",
      message("error: Failed to fetch git repository 'https://a'"),
      message(
        "warning: unable to download 'https://b': Could not resolve host; retrying in 2 ms",
        1,
      ),
      message('warning: Git tree is dirty', 1),
      message("error: file 'nixpkgs' was not found in the Nix search path"),
    )
    expect(errors.map(({ recentOutput: heard }) => heard)).toEqual([
      ["fatal: could not read Username for 'https://a': No such device or address"],
      ["unable to download 'https://b': Could not resolve host; retrying in 2 ms"],
    ])
  })

  it('is bounded, and no concern of builds', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `${at} ${'x'.repeat(1000)}`)
    const { errors } = read(building(1, 'a'), ...lines, FAILED('a'), message('error: other'))
    expect(errors[0]?.recentOutput).toBeUndefined()
    expect(errors[1]?.recentOutput).toHaveLength(12)
    expect(errors[1]?.recentOutput?.at(-1)).toMatch(/^49 x{297}$/)
  })
})

describe('a post-build-hook that fails', () => {
  const hook = (id: number, program: string, name: string) => [
    {
      ...{ action: 'start', type: 110, id, level: 4, fields: [drv(name)] },
      text: `running post-build-hook '${program}'`,
    },
    { action: 'result', type: 107, id, fields: ['uploading'] },
    { action: 'result', type: 107, id, fields: ['HTTP 503'] },
  ]

  it.each([
    `error: program "/etc/nix/upload hook" failed with exit code 3`,
    `error: program '/etc/nix/upload hook' failed with exit code 3`,
    `\x1b[31;1merror:\x1b[0m program '\x1b[35;1m/etc/nix/upload hook\x1b[0m' failed due to signal 9`,
  ])('is known by its program: %s', text => {
    const { errors, builds } = read(
      building(1, 'a'),
      ...hook(2, '/etc/nix/upload hook', 'a'),
      message(text),
    )
    const lines = ['uploading', 'HTTP 503']
    expect(errors[0]?.hook).toEqual({
      program: '/etc/nix/upload hook',
      derivation: drv('a'),
      lines,
    })
    expect(builds.map(({ status }) => status)).toEqual(['built'])
  })

  it('is not blamed for another program', () => {
    const { errors } = read(
      building(1, 'a'),
      ...hook(2, '/hook', 'a'),
      message("error: program 'git' failed with exit code 128"),
    )
    expect(errors[0]).not.toHaveProperty('hook')
  })
})

describe('the folder of a build that is kept', () => {
  it('is known by its name, as Nix says it until 2.29', () => {
    const { builds } = read(
      ...[building(1, 'a'), building(2, 'b'), building(3, 'a')],
      message("note: keeping build directory '/tmp/nix-build-b.drv-0'"),
      message("note: keeping build directory '/tmp/nix-build-a.drv-1/build'"),
      ...[FAILED('b'), FAILED('a')],
    )
    const kept = builds.map(({ name, keptFolder }) => [name, keptFolder])
    expect(kept).toContainEqual(['b', '/tmp/nix-build-b.drv-0'])
    expect(kept).toContainEqual(['a', '/tmp/nix-build-a.drv-1/build'])
  })

  it('belongs to the build that stops next where it has no name', () => {
    const { builds } = read(
      ...[building(1, 'a'), building(2, 'b')],
      message('note: keeping build directory "/nix/var/nix/builds/nix-7-2/build"'),
      { action: 'stop', id: 2 },
      message('note: keeping build directory "/nix/var/nix/builds/nix-7-1/build"'),
      { action: 'stop', id: 1 },
      ...[FAILED('a'), FAILED('b')],
    )
    expect(builds.map(({ keptFolder }) => keptFolder)).toEqual([
      '/nix/var/nix/builds/nix-7-1/build',
      '/nix/var/nix/builds/nix-7-2/build',
    ])
  })
})
