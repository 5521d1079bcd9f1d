import { describe, expect, it } from 'vitest'
import { isDependabot, isSame, ownCommits, readEvent } from '../../src/trust/event.ts'
import { environmentOf, eventOf, HEAD, MERGE, payloadOf, SHA } from './events.ts'

describe('the repository', () => {
  it('is read whole', () => {
    expect(eventOf('push-in-fork').repository).toEqual({
      id: 52000002,
      fullName: 'visitor/mint',
      fork: true,
      private: false,
      defaultBranch: 'main',
    })
  })

  it('counts as private where the event does not say', () => {
    expect(readEvent('push', { repository: { id: 1 } }, {}).repository?.private).toBe(true)
  })

  it('is the same by id, whatever its name', () => {
    const old = { id: 7, fullName: 'fedimint/minimint' }
    expect(isSame(old, { id: 7, fullName: 'fedimint/fedimint' })).toBe(true)
    expect(isSame(old, { id: 8, fullName: 'fedimint/minimint' })).toBe(false)
  })

  it('is compared by name, in any case, where an id is missing', () => {
    const named = { id: undefined, fullName: 'Lantern/Mint' }
    expect(isSame(named, { id: 7, fullName: 'lantern/mint' })).toBe(true)
    expect(isSame(named, { id: 7, fullName: undefined })).toBe(false)
    expect(isSame({ id: 7, fullName: undefined }, { id: undefined, fullName: undefined })).toBe(
      false,
    )
    expect(isSame(named, undefined)).toBe(false)
  })
})

describe('the ref', () => {
  it.each([
    ['push-tag', 'refs/tags/v1.2.0'],
    ['schedule', 'refs/heads/main'],
    ['pull_request', 'refs/pull/17/merge'],
  ])('of %s is %s', (fixture, ref) => {
    expect(eventOf(fixture).ref).toBe(ref)
  })
})

describe('where a head comes from', () => {
  it.each([
    ['pull_request', 'same'],
    ['pull_request-fork', 'fork'],
    ['pull_request-deleted-fork', 'deleted'],
    ['workflow_run', 'same'],
    ['workflow_run-push', 'same'],
    ['workflow_run-fork', 'fork'],
    ['workflow_run-deleted-fork', 'deleted'],
    ['workflow_run-target', 'same'],
    ['workflow_run-target-fork', 'unknown'],
  ])('%s: %s', (fixture, origin) => {
    const { pull, workflowRun } = eventOf(fixture)
    expect((pull ?? workflowRun)?.origin).toBe(origin)
  })

  it('is a fork where one of the pull requests of a run is', () => {
    const payload = payloadOf('workflow_run') as {
      workflow_run: { pull_requests: { head: { repo: { id: number } } }[] }
    }
    const [pull] = payload.workflow_run.pull_requests
    if (pull) pull.head.repo.id = 52000002
    expect(readEvent('workflow_run', payload, {}).workflowRun?.origin).toBe('fork')
  })

  it('is unknown where the base is not this repository', () => {
    const payload = payloadOf('pull_request') as { repository: { id: number } }
    payload.repository.id = 3
    expect(readEvent('pull_request', payload, {}).pull?.origin).toBe('unknown')
  })
})

describe('Dependabot', () => {
  it.each([
    ['push-dependabot', true],
    ['pull_request-dependabot', true],
    ['workflow_run-dependabot', true],
    ['push', false],
    ['merge_group', false],
    ['pull_request', false],
    ['workflow_run', false],
  ])('%s: %s', (fixture, is) => {
    expect(isDependabot(eventOf(fixture))).toBe(is)
  })

  it.each([
    ['its name alone', { actor: { login: 'Dependabot[bot]' }, head_branch: 'main' }],
    ['its branch alone', { actor: { login: 'ann' }, head_branch: 'dependabot/npm/x' }],
  ])('is seen in a workflow_run by %s', (_, run) => {
    expect(isDependabot(readEvent('workflow_run', { workflow_run: run }, {}))).toBe(true)
  })

  it('is the author of the pull request, not who started the run again', () => {
    const facts = eventOf('pull_request-dependabot')
    expect(facts.sender).toBe('ann')
    const again = { ...environmentOf('pull_request'), GITHUB_ACTOR: 'dependabot[bot]' }
    expect(isDependabot(readEvent('pull_request', payloadOf('pull_request'), again))).toBe(false)
  })
})

describe("the event's own commits", () => {
  it.each([
    ['push', undefined, [SHA]],
    ['merge_group', undefined, [SHA]],
    ['pull_request', undefined, [MERGE, HEAD, MERGE]],
    ['pull_request-fork', undefined, [MERGE]],
    ['pull_request', 'pull_request_target', [SHA, HEAD, MERGE]],
    ['pull_request-fork', 'pull_request_target', [SHA]],
    ['workflow_run', undefined, [SHA, HEAD]],
    ['workflow_run-push', undefined, [SHA]],
    ['workflow_run-fork', undefined, [SHA]],
    ['workflow_run-target-fork', undefined, [SHA]],
  ])('of %s (%s)', (fixture, name, commits) => {
    expect(ownCommits(eventOf(fixture, name))).toEqual(commits)
  })

  it('have no empty or odd one among them', () => {
    for (const odd of ['', 'HEAD', 'a'.repeat(39), `${SHA}\n`]) {
      expect(ownCommits(readEvent('push', {}, { GITHUB_SHA: odd }))).toEqual([])
    }
  })
})

describe('odd events', () => {
  const odd = [undefined, null, 0, 'text', [], {}, { repository: [] }, { repository: { id: '7' } }]
  const heads = [{}, { head: 1 }, { head: { repo: 'x' }, user: 'y', base: [] }, null, []]
  const runs = [
    {},
    { event: 1 },
    { head_repository: {}, pull_requests: {} },
    { pull_requests: [0] },
  ]
  const named = { repository: { id: 7, full_name: 'a/b' } }

  it.each([
    ...odd,
    ...heads.map(pull_request => ({ ...named, pull_request })),
    ...runs.map(workflow_run => ({ ...named, workflow_run })),
  ])('%j proves nothing', payload => {
    for (const name of ['push', 'pull_request', 'pull_request_target', 'workflow_run', '']) {
      const { pull, workflowRun } = readEvent(name, payload, {})
      expect((pull ?? workflowRun)?.origin).not.toBe('same')
    }
  })
})
