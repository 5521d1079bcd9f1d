import { describe, expect, it } from 'vitest'
import { type PushFacts, selectPush } from '../../../src/caches/push/selection.ts'
import type { PathInfo } from '../../../src/nix/path-info.ts'

const SINCE = 1000
const path = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}`

function info(name: string, more: Partial<PathInfo> = {}): PathInfo {
  return {
    path: path(name),
    narHash: `sha256:${'0'.repeat(52)}`,
    narSize: 1,
    references: [],
    deriver: `${path(name)}.drv`,
    signatures: [],
    ultimate: true,
    contentAddressed: false,
    registered: SINCE + 1,
    ...more,
  }
}

/** A source as an evaluation adds it. */
const source = (name: string, registered = SINCE + 1) =>
  info(name, { deriver: undefined, ultimate: false, contentAddressed: true, registered })
/** A path that came from a cache. */
const fetched = (name: string) => info(name, { ultimate: false, signatures: ['cache:x'] })

function ask(infos: PathInfo[], built: string[], more: Partial<PushFacts> = {}) {
  const question = {
    infos,
    built: new Set(built.map(path)),
    missing: new Set(infos.map(one => one.path)),
    since: SINCE,
    isSigned: ({ signatures }: PathInfo) => signatures.length > 0,
    isFiltered: () => false,
    isStoreSafe: false,
    builders: new Map<string, string>(),
    areBuildersTrusted: false,
    ...more,
  }
  const { push, leftOut } = selectPush(question)
  return { push: push.map(it => it.path.slice(44)), leftOut }
}

describe('what is pushed', () => {
  it('is what this job built with the source that it refers to, references first', () => {
    const infos = [info('app', { references: [path('x.sh')] }), source('x.sh')]
    expect(ask(infos, ['app'])).toEqual({ push: ['x.sh', 'app'], leftOut: [] })
  })

  it('is not what a remote builder built, nor what refers to it, unless builders are trusted', () => {
    const infos = [info('far', { ultimate: false }), info('app', { references: [path('far')] })]
    const builders = new Map([[path('far'), 'ssh-ng://build@host']])
    const because = `${path('far')} was built on ssh-ng://build@host (builders-trusted: false)`
    expect(ask(infos, ['far', 'app'], { builders })).toEqual({
      push: [],
      leftOut: [
        { path: path('far'), because },
        { path: path('app'), because },
      ],
    })
    const { push } = ask(infos, ['far', 'app'], { builders, areBuildersTrusted: true })
    expect(push).toEqual(['far', 'app'])
  })

  it('is not what the cache has already', () => {
    const infos = [info('app', { references: [path('lib')] }), info('lib')]
    expect(ask(infos, ['app', 'lib'], { missing: new Set([path('app')]) }).push).toEqual(['app'])
  })

  it('takes along what a configured cache signed', () => {
    const infos = [info('app', { references: [path('glibc')] }), fetched('glibc')]
    expect(ask(infos, ['app']).push).toEqual(['glibc', 'app'])
  })

  it.each<[string, PathInfo]>([
    ['a path that somebody added by hand', info('slipped', { ultimate: false })],
    ['an output that no build of this job made', info('slipped')],
    ['a source of an earlier job', source('slipped', SINCE - 1)],
    [
      'a path with a deriver that claims to be a source',
      info('slipped', { contentAddressed: true }),
    ],
  ])('leaves an output out that needs %s, and names both', (_, slipped) => {
    const { push, leftOut } = ask([info('app', { references: [slipped.path] }), slipped], ['app'])
    expect(push).toEqual([])
    expect(leftOut).toEqual([{ path: path('app'), because: expect.stringContaining('slipped') }])
  })

  it('is never an output that the store did not build itself', () => {
    const { push, leftOut } = ask([info('app', { ultimate: false })], ['app'])
    expect(push).toEqual([])
    expect(leftOut[0]?.because).toContain('not built on this machine')
  })

  it('leaves out what the filter names and what needs it', () => {
    const infos = [info('app', { references: [path('secret')] }), info('secret'), info('other')]
    const isFiltered = (it: string) => it.endsWith('-secret')
    const { push, leftOut } = ask(infos, ['app', 'secret', 'other'], { isFiltered })
    expect(push).toEqual(['other'])
    expect(leftOut.map(it => it.path).sort()).toEqual([path('app'), path('secret')])
  })

  it("is also what an earlier job built where the store is a daemon's that the user cannot write", () => {
    const infos = [
      info('app', { references: [path('lib'), path('src')] }),
      info('lib'),
      source('src', 1),
    ]
    expect(ask(infos, ['app']).push).toEqual([])
    expect(ask(infos, ['app'], { isStoreSafe: true }).push).toEqual(['lib', 'src', 'app'])
  })
})
