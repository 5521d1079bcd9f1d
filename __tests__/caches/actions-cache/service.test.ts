import { describe, expect, it } from 'vitest'
import { mayWrite, serviceFor } from '../../../src/caches/actions-cache/service.ts'

const hosted = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.example/',
  ACTIONS_RUNTIME_TOKEN: 'secret',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_EVENT_NAME: 'push',
  OTHER: 'x',
}
const enterprise = {
  ...hosted,
  GITHUB_SERVER_URL: 'https://git.example.org',
  ACTIONS_CACHE_URL: 'https://cache.example.org/',
}

describe('the service', () => {
  it('is asked with what the toolkit needs and nothing else', () => {
    expect(serviceFor('save', hosted)).toEqual({
      variables: {
        ACTIONS_CACHE_SERVICE_V2: 'True',
        ACTIONS_RESULTS_URL: 'https://results.example/',
        ACTIONS_RUNTIME_TOKEN: 'secret',
      },
    })
    expect(serviceFor('restore', enterprise)).toHaveProperty('variables.ACTIONS_CACHE_URL')
  })

  it('of version 1 may ask for no token, as that of a local runner does not', () => {
    const local = { ACTIONS_CACHE_URL: 'http://127.0.0.1:8080/abc/', GITHUB_EVENT_NAME: 'push' }
    const variables = { ACTIONS_CACHE_URL: 'http://127.0.0.1:8080/abc/' }
    for (const action of ['restore', 'save'] as const)
      expect(serviceFor(action, local)).toEqual({ variables })
  })

  it.each([
    ['no address', { ...hosted, ACTIONS_RESULTS_URL: '' }, /the runner does not provide one/],
    ['a bad address', { ...hosted, ACTIONS_RESULTS_URL: 'x' }, /URL for it is invalid/],
    ['no token', { ...hosted, ACTIONS_RUNTIME_TOKEN: '' }, /ACTIONS_RUNTIME_TOKEN is not set/],
    ['a server without it', { ...enterprise, ACTIONS_CACHE_URL: '' }, /Enterprise Server/],
    ['the mode none', { ...hosted, ACTIONS_CACHE_MODE: ' NONE ' }, /cache-mode is none/],
  ])('is off with %s', (_, env, told) => {
    for (const action of ['restore', 'save'] as const)
      expect(serviceFor(action, env)).toMatchObject({ off: expect.stringMatching(told) })
  })

  it('is read and written as the mode says; an unknown one says nothing', () => {
    const is = (action: 'restore' | 'save', mode: string) =>
      'variables' in serviceFor(action, { ...hosted, ACTIONS_CACHE_MODE: mode })
    const both = (mode: string) => [is('restore', mode), is('save', mode)]
    expect(['read', 'write', 'write-only', 'none', '', 'new'].map(both)).toEqual([
      [true, false],
      [true, true],
      [false, true],
      [false, false],
      [true, true],
      [true, true],
    ])
  })

  it('is written by events that no stranger’s code shares a scope with', () => {
    const events = [
      ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'],
      ...['merge_group', 'pull_request'],
    ]
    expect(events.every(mayWrite)).toBe(true)
    const others = ['pull_request_target', 'workflow_run', 'issue_comment', '', undefined]
    expect(others.some(mayWrite)).toBe(false)
    const env = { ...hosted, GITHUB_EVENT_NAME: 'workflow_run', ACTIONS_CACHE_MODE: 'write' }
    expect(serviceFor('save', env)).toMatchObject({ readOnly: true })
    expect(serviceFor('restore', env)).toHaveProperty('variables')
  })
})
