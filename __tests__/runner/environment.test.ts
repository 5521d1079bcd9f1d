import { describe, expect, it } from 'vitest'
import { childEnvironment, withheldNames } from '../../src/runner/environment.ts'

describe('what a child gets', () => {
  it.each([
    ['INPUT_STEPS'],
    ['INPUT_CACHIX-AUTH-TOKEN'],
    ['STATE_daemon'],
    ['ACTIONS_RUNTIME_TOKEN'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    ['ACTIONS_CACHE_URL'],
    ['GITHUB_TOKEN'],
    ['GH_TOKEN'],
    ['CACHIX_AUTH_TOKEN'],
    ['CACHIX_SIGNING_KEY'],
    ['GITHUB_ENV'],
    ['GITHUB_PATH'],
    ['GITHUB_OUTPUT'],
    ['GITHUB_STATE'],
    ['GITHUB_STEP_SUMMARY'],
  ])('is not %s', name => {
    expect(childEnvironment({ [name]: 'secret', PATH: '/bin' })).toEqual({ PATH: '/bin' })
  })

  it.each([
    ['PATH'],
    ['HOME'],
    ['CI'],
    ['GITHUB_SHA'],
    ['GITHUB_WORKSPACE'],
    ['GITHUB_ACTIONS'],
    ['RUNNER_TEMP'],
    ['NIX_PATH'],
    ['https_proxy'],
    ['SSH_AUTH_SOCK'],
    ['NPM_TOKEN'],
    ['MY_INPUT_FILE'],
    ['input_dir'],
    ['github_token'],
    ['GITHUB_TOKEN_FILE'],
  ])('is %s, as everything else', name => {
    expect(childEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' })
  })

  it.each([
    ['/home/runner/work/_temp/_runner_file_commands/', 'GitHub'],
    ['/var/run/act/workflow/', 'act'],
    ['/__w/_temp/_runner_file_commands/', 'a job container'],
  ])('is no file of the runner, whatever it is called, in %s of %s', folder => {
    const files = {
      GITHUB_OUTPUT: `${folder}set_output_1`,
      GITHUB_ARTIFACTS: `${folder}artifacts_1`,
      GITHUB_ARTIFACTS_LIST: `${folder}artifacts_list_1`,
      GITHUB_WHATEVER_COMES: `${folder}whatever`,
    }
    const others = {
      GITHUB_EVENT_PATH: `${folder}event.json`,
      GITHUB_WORKSPACE: '/home/runner/work/demo/demo',
      GITHUB_SHA: '1111',
      GITHUB_EMPTY: '',
      MY_FILE: `${folder}mine`,
    }
    expect(childEnvironment({ ...files, ...others })).toEqual(others)
  })

  it('has a NIX_CONFIG without credentials and with all else', () => {
    const conf = [
      'access-tokens = github.com=ghp_1',
      'cores = 2',
      ' extra-access-tokens=gitlab.com=PAT:2',
      'netrc-file = /home/u/.netrc',
      'experimental-features = nix-command',
    ].join('\n')
    expect(childEnvironment({ NIX_CONFIG: conf })).toEqual({
      NIX_CONFIG: 'cores = 2\nexperimental-features = nix-command',
    })
  })

  it('keeps variables that are empty and leaves out those that are not set', () => {
    expect(childEnvironment({ A: '', B: undefined })).toEqual({ A: '' })
  })

  it('leaves what it was given alone', () => {
    const env = { GITHUB_TOKEN: 'x', NIX_CONFIG: 'netrc-file = x' }
    childEnvironment(env)
    expect(env).toEqual({ GITHUB_TOKEN: 'x', NIX_CONFIG: 'netrc-file = x' })
  })
})

describe('what is withheld', () => {
  it('names the tokens that a user may look for, not the runner’s own variables', () => {
    const env = { GH_TOKEN: 'x', INPUT_STEPS: 'y', ACTIONS_RUNTIME_TOKEN: 'z', GITHUB_TOKEN: '' }
    expect(withheldNames(env)).toEqual(['GH_TOKEN'])
  })
})
