import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CheckoutFacts, HeadFacts } from '../../src/trust/checkout.ts'
import {
  type Decision,
  decideTrust,
  dependsOnHead,
  type TrustInput,
} from '../../src/trust/decide-trust.ts'
import { readEvent } from '../../src/trust/event.ts'
import { BASE, eventOf, HEAD, MERGE, payloadOf, SHA, STRANGE } from './events.ts'

const FOLDER = '/w/mint/mint'
const at = (commit: string, isTip?: boolean): CheckoutFacts => ({ folder: FOLDER, commit, isTip })
const UNKNOWN: HeadFacts = [
  { folder: FOLDER, commit: undefined, isTip: undefined, trouble: 'not a git repository' },
]
const UNASKED: HeadFacts = [
  { ...at(STRANGE), trouble: "cannot list the repository's branches: no route" },
]

type Given = Partial<Omit<TrustInput, 'event'>> & { readonly name?: string }

function decide(fixture: string, { name, ...given }: Given = {}): Decision {
  const event = eventOf(fixture, name)
  const head = [at(event.name === 'pull_request' ? MERGE : SHA)]
  const defaults = { upstream: '', push: 'auto', hasCredential: true, cachixName: 'mint' } as const
  return decideTrust({ event, head, ...defaults, ...given })
}

const none = { hasCredential: false }
const target = { name: 'pull_request_target' }
const only = { push: 'default-branch' } as const
const isFork = { upstream: 'lantern/mint' }

describe('who may push', () => {
  it.each<[string, string, Given]>([
    ['a push', 'push', {}],
    ['a push to another branch', 'push-branch', {}],
    ['a tag', 'push-tag', {}],
    ['a schedule', 'schedule', {}],
    ['a dispatch', 'workflow_dispatch', {}],
    ['the merge queue', 'merge_group', {}],
    ['a release', 'release', {}],
    ['a repository dispatch', 'repository_dispatch', {}],
    ['a private repository, before its cache is known', 'push-private', {}],
    ['a pull request of the repository', 'pull_request', {}],
    ['its head, checked out by hand', 'pull_request', { head: [at(HEAD)] }],
    ['pull_request_target of the repository', 'pull_request', target],
    ['its head there', 'pull_request', { ...target, head: [at(HEAD)] }],
    ['its merge there', 'pull_request', { ...target, head: [at(MERGE)] }],
    ['a workflow_run after a pull request of the repository', 'workflow_run', {}],
    ['its head', 'workflow_run', { head: [at(HEAD)] }],
    ['a workflow_run after a push', 'workflow_run-push', {}],
    [
      'a workflow_run after pull_request_target of the repository itself',
      'workflow_run-target',
      {},
    ],
    ['a fork to its own cache', 'push-in-fork', {}],
    ['a fork that is its own upstream', 'push-in-fork', { upstream: 'Visitor/Mint' }],
    ['the upstream by name, in any case', 'push', { upstream: 'LANTERN/mint' }],
    ['the upstream by id', 'push', { upstream: '41000001' }],
    ['the tip of another branch', 'push', { head: [at(STRANGE, true)] }],
    ['several folders, each with a commit of ours', 'push', { head: [at(SHA), at(BASE, true)] }],
    ['default-branch: a push to it', 'push', only],
    ['default-branch: a schedule', 'schedule', only],
    ['default-branch: a dispatch on it', 'workflow_dispatch', only],
  ])('%s', (_, fixture, given) => {
    const decision = decide(fixture, given)
    expect(decision).toMatchObject({ trusted: true, level: 'info', mayUseCredentials: true })
    expect(decision.reason).toMatch(/^This is .* may push to mint\.$/)
  })
})

describe('who only reads', () => {
  it.each<[string, string, Given, Decision['level'], RegExp]>([
    ['no credential', 'push', none, 'warning', /Neither cachix-auth-token nor/],
    ['no credential in a schedule', 'schedule', none, 'warning', /Neither/],
    ['no credential in the merge queue', 'merge_group', none, 'warning', /Neither/],
    ['no credential in a fork', 'push-in-fork', none, 'notice', /Neither/],
    ['no credential and no cache', 'push', { ...none, cachixName: '' }, 'notice', /no cache to/],
    ['no credential in a pull request', 'pull_request', none, 'notice', /Neither/],
    ['a credential for no cache', 'push', { cachixName: '' }, 'warning', /cachix-name is not/],
    ['the same in a fork', 'push-in-fork', { cachixName: '' }, 'notice', /cachix-name is not/],

    ['a pull request of a fork', 'pull_request-fork', {}, 'notice', /from a fork/],
    ['the same without a credential', 'pull_request-fork', none, 'notice', /from a fork/],
    ['of a deleted fork', 'pull_request-deleted-fork', {}, 'notice', /from a deleted repository/],
    [
      'of a fork whose commit is not known',
      'pull_request-fork',
      { head: UNKNOWN },
      'notice',
      /fork/,
    ],
    ['of a fork, push: never', 'pull_request-fork', { push: 'never' }, 'notice', /from a fork/],
    ['of a fork, another upstream', 'pull_request-fork', { upstream: 'a/b' }, 'notice', /fork/],
    ["Dependabot's pull request", 'pull_request-dependabot', {}, 'notice', /Dependabot/],
    ["Dependabot's push", 'push-dependabot', {}, 'notice', /Dependabot/],
    ['the same without a credential', 'push-dependabot', none, 'notice', /Dependabot/],
    [
      'pull_request_target of Dependabot',
      'pull_request-dependabot',
      target,
      'notice',
      /Dependabot/,
    ],
    ["a run after Dependabot's", 'workflow_run-dependabot', {}, 'notice', /Dependabot/],

    ['a comment', 'issue_comment', {}, 'notice', /^Anyone can trigger issue_comment/],
    ['a review', 'pull_request', { name: 'pull_request_review' }, 'notice', /Anyone/],
    ['an event that nobody knows', 'push', { name: 'teleport' }, 'notice', /teleport/],
    ['an event without a name', 'push', { name: '' }, 'notice', /without a name/],
    ['a chain of workflow_run', 'workflow_run-chain', {}, 'notice', /started by workflow_run/],

    ['push: never', 'push', { push: 'never' }, 'info', /push is set to never/],
    ['push: never without a credential', 'push', { ...none, push: 'never' }, 'info', /never/],
    ['default-branch: another branch', 'push-branch', only, 'info', /count-once/],
    ['default-branch: a tag', 'push-tag', only, 'info', /refs\/tags\/v1.2.0/],
    ['default-branch: the merge queue', 'merge_group', only, 'info', /merge_group/],
    ['default-branch: a release', 'release', only, 'info', /release/],
    ['default-branch: a repository dispatch', 'repository_dispatch', only, 'info', /dispatch/],
    ['default-branch: a pull request', 'pull_request', only, 'info', /a pull request/],
    [
      'default-branch: pull_request_target',
      'pull_request',
      { ...only, ...target },
      'info',
      /target/,
    ],
    ['default-branch: workflow_run', 'workflow_run', only, 'info', /workflow_run/],

    ['a fork of the upstream', 'push-in-fork', isFork, 'notice', /Only lantern\/mint may push/],
    ['the same without a credential', 'push-in-fork', { ...isFork, ...none }, 'notice', /Only/],
    ['another upstream, no fork', 'push', { upstream: 'lantern/coin' }, 'warning', /lantern\/coin/],
    ['the same without a credential', 'push', { upstream: 'a/b', ...none }, 'notice', /Only a\/b/],
    ['another upstream by id', 'push', { upstream: '41000002' }, 'warning', /41000002/],
    ['a name that is only digits', 'push', { upstream: '0' }, 'warning', /Only 0/],

    ["a stranger's commit in a dispatch", 'workflow_dispatch', strange(), 'notice', /999999999999/],
    [
      "a stranger's commit in a push",
      'push',
      strange(),
      'notice',
      /neither the event's commit nor/,
    ],
    ['one of two folders', 'push', { head: [at(SHA), at(STRANGE, false)] }, 'notice', /9{12}/],
    [
      "a fork's head without its pull request",
      'workflow_dispatch',
      { head: [at(HEAD, false)] },
      'notice',
      /d{12}/,
    ],
    ['HEAD unknown', 'push', { head: UNKNOWN }, 'warning', /not a git repository/],
    ['no folder', 'push', { head: [] }, 'warning', /unknown what is checked out/],
    ['branches unknown', 'push', { head: UNASKED }, 'warning', /no route/],
    ['HEAD unknown in a pull request', 'pull_request', { head: UNKNOWN }, 'warning', /is unknown/],
  ])('%s', (_, fixture, given, level, reason) => {
    const decision = decide(fixture, given)
    expect(decision).toMatchObject({ trusted: false, level, mayUseCredentials: true })
    expect(decision.reason).toMatch(reason)
    expect(decision.reason).toMatch(/^[A-Za-z][^\n]*\.$/)
  })
})

function strange(): Given {
  return { head: [at(STRANGE, false)] }
}

describe('who gets no credential at all', () => {
  it.each<[string, string, Given, Decision['level']]>([
    ['pull_request_target of a fork', 'pull_request-fork', target, 'warning'],
    ['the same, no credential', 'pull_request-fork', { ...target, ...none }, 'notice'],
    [
      'the same, its head checked out',
      'pull_request-fork',
      { ...target, ...none, head: [at(HEAD, false)] },
      'warning',
    ],
    ['pull_request_target of a deleted fork', 'pull_request-deleted-fork', target, 'warning'],
    [
      'pull_request_target of a fork, push: never',
      'pull_request-fork',
      { ...target, push: 'never' },
      'warning',
    ],
    [
      'pull_request_target with a strange commit',
      'pull_request',
      { ...target, ...strange() },
      'warning',
    ],
    [
      'pull_request_target with an unknown commit',
      'pull_request',
      { ...target, head: UNKNOWN },
      'warning',
    ],
    ['pull_request_target without a folder', 'pull_request', { ...target, head: [] }, 'warning'],
    ['pull_request_target without a pull request', 'push', target, 'warning'],
    ['workflow_run after a fork', 'workflow_run-fork', {}, 'warning'],
    ['the same, no credential', 'workflow_run-fork', none, 'notice'],
    ['workflow_run after a deleted fork', 'workflow_run-deleted-fork', {}, 'warning'],
    ['after a pull_request_target that may be', 'workflow_run-target-fork', {}, 'warning'],
    ['workflow_run with a strange commit', 'workflow_run', strange(), 'warning'],
    ['a chain with a strange commit', 'workflow_run-chain', strange(), 'warning'],
    ['workflow_run without a run', 'push', { name: 'workflow_run' }, 'warning'],
    ['a comment with a strange commit', 'issue_comment', strange(), 'warning'],
  ])('%s', (_, fixture, given, level) => {
    const decision = decide(fixture, given)
    expect(decision).toMatchObject({ trusted: false, level, mayUseCredentials: false })
    expect(decision.reason).toMatch(
      /secrets, but .*, so nothing is pushed and no credentials are used/,
    )
    expect(decision.hint).toContain('pull_request')
  })
})

describe('a repository that was renamed', () => {
  it('is told so, with its name and the id that stays', () => {
    const { hint } = decide('push', { upstream: 'lantern/old-mint' })
    expect(hint).toContain('renamed')
    expect(hint).toContain('lantern/mint')
    expect(hint).toContain('41000001')
  })

  it('is not guessed of a fork', () => {
    expect(decide('push-in-fork', { upstream: 'lantern/old-mint' }).hint).toBeUndefined()
  })
})

describe('what an event leaves out', () => {
  const heads = [at(SHA)]
  const inputs = { head: heads, upstream: '', hasCredential: true, cachixName: 'mint' } as const

  it.each<[string, unknown]>([
    ['nothing at all', undefined],
    ['no repository', { sender: { login: 'ann' } }],
    ['a repository without a name', { repository: { fork: false } }],
  ])('%s: nothing is pushed', (_, payload) => {
    const event = readEvent('push', payload, { GITHUB_SHA: SHA })
    const decision = decideTrust({ ...inputs, event, push: 'auto' })
    expect(decision).toMatchObject({ trusted: false, level: 'warning' })
  })

  it('the author of a pull request: nothing is pushed', () => {
    const payload = payloadOf('pull_request') as { pull_request: { user: unknown } }
    payload.pull_request.user = null
    const event = readEvent('pull_request', payload, { GITHUB_SHA: SHA })
    expect(decideTrust({ ...inputs, event, push: 'auto' }).trusted).toBe(false)
  })

  it('the default branch: push: default-branch pushes nothing', () => {
    const event = readEvent(
      'push',
      { repository: { id: 1 }, ref: 'refs/heads/undefined' },
      { GITHUB_SHA: SHA },
    )
    expect(decideTrust({ ...inputs, event, push: 'default-branch' }).trusted).toBe(false)
    expect(decideTrust({ ...inputs, event, push: 'auto' }).trusted).toBe(true)
  })
})

it('says what strangers wrote in one line', () => {
  const payload = { repository: { id: 1, full_name: 'a/b\n::error::x' }, ref: 'refs/heads/\r\n::y' }
  for (const name of ['push', 'te\nle::port', 'workflow_run']) {
    const event = readEvent(name, payload, {})
    const head = [{ ...at(STRANGE, false), folder: '/w\n::error::', trouble: 'a\nb' }]
    for (const push of ['auto', 'default-branch'] as const) {
      const decision = decideTrust({
        event,
        head,
        upstream: 'c\nd',
        push,
        hasCredential: true,
        cachixName: 'mint',
      })
      expect(`${decision.reason}${decision.hint}`).not.toMatch(/[\r\n]/)
    }
  }
})

describe('what is checked out', () => {
  const fixtures = readdirSync(new URL('../fixtures/events', import.meta.url))
    .map(file => file.replace(/\.json$/, ''))
    .filter(name => name !== 'ping')
  const heads = [[], UNKNOWN, UNASKED, [at(SHA)], [at(STRANGE, true)], [at(STRANGE, false)]]

  it.each(fixtures)('is asked for where it decides (%s)', fixture => {
    for (const name of [undefined, 'pull_request_target', 'pull_request', 'issue_comment']) {
      for (const hasCredential of [true, false]) {
        const given = { ...(name ? { name } : {}), hasCredential }
        if (dependsOnHead({ event: eventOf(fixture, name), hasCredential })) continue
        const decisions = heads.map(head => decide(fixture, { ...given, head }))
        expect(new Set(decisions.map(it => JSON.stringify(it))).size).toBe(1)
      }
    }
  })

  it('is of no account on a push without a credential, and is where secrets are', () => {
    const of = (fixture: string, name?: string) =>
      dependsOnHead({ event: eventOf(fixture, name), ...none })
    expect(of('push')).toBe(false)
    expect(of('pull_request-fork')).toBe(false)
    expect(of('pull_request', 'pull_request_target')).toBe(true)
    expect(of('workflow_run')).toBe(true)
    expect(of('push', 'issue_comment')).toBe(true)
    expect(dependsOnHead({ event: eventOf('push'), hasCredential: true })).toBe(true)
  })
})
