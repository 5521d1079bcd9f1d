import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JobOptions } from './runner.ts'

/** The variables that a job's steps see before any of them has set one; `action` are those of actions alone. */
export interface JobEnvironment {
  common: Record<string, string>
  action: Record<string, string>
}

/** The environment of a job: nothing of the tests' own process. Files that it names are not yet written. */
export function jobEnvironment(options: JobOptions, eventPath: string): JobEnvironment {
  const given = Object.entries(options.env ?? {})
  // Actions alone get these, whoever sets them.
  const ofActions = ([name]: [string, string]) => /^ACTIONS_(RUNTIME|RESULTS|CACHE)_/.test(name)
  return {
    common: {
      ...hostUser(options),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      ...githubVariables(options),
      GITHUB_EVENT_PATH: eventPath,
      ...runnerVariables(options),
      ...Object.fromEntries(given.filter(pair => !ofActions(pair))),
    },
    action: {
      // Port 9 is closed: whoever calls without a test's own service is refused at once.
      ACTIONS_RUNTIME_URL: 'http://127.0.0.1:9/',
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/',
      ACTIONS_RUNTIME_TOKEN: 'emulated-runtime-token',
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ...Object.fromEntries(given.filter(ofActions)),
    },
  }
}

// In a machine the machine gives these.
function hostUser(options: JobOptions): Record<string, string> {
  if (options.machine) return {}
  const home = join(options.temp, '_github_home')
  mkdirSync(home, { recursive: true })
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    USER: process.env.USER ?? 'runner',
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
  }
}

function runnerVariables(options: JobOptions): Record<string, string> {
  return {
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'emulator',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: options.temp,
    RUNNER_TOOL_CACHE: join(options.temp, '_tool'),
    RUNNER_WORKSPACE: dirname(options.workspace),
  }
}

function githubVariables(options: JobOptions): Record<string, string> {
  const payload = options.event?.payload
  const name = options.event?.name ?? 'push'
  const number = at(payload, 'pull_request.number') ?? at(payload, 'number')
  const pull = name.startsWith('pull_request') && number
  const branch = at(payload, 'repository.default_branch') ?? 'main'
  const merge = pull && name !== 'pull_request_target' ? `refs/pull/${number}/merge` : undefined
  const ref = options.ref ?? merge ?? at(payload, 'ref') ?? `refs/heads/${branch}`
  const repository = options.repository ?? at(payload, 'repository.full_name') ?? 'octo/demo'
  const actor = at(payload, 'sender.login') ?? 'octocat'
  const sha = options.sha ?? at(payload, 'after') ?? '1111111111111111111111111111111111111111'
  return {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: at(payload, 'repository.id') ?? '1000',
    GITHUB_REPOSITORY_OWNER: repository.split('/')[0] ?? '',
    GITHUB_REPOSITORY_OWNER_ID: at(payload, 'repository.owner.id') ?? '100',
    GITHUB_ACTOR: actor,
    GITHUB_ACTOR_ID: at(payload, 'sender.id') ?? '10',
    GITHUB_TRIGGERING_ACTOR: actor,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_HEAD_REF: (pull && at(payload, 'pull_request.head.ref')) || '',
    GITHUB_BASE_REF: (pull && at(payload, 'pull_request.base.ref')) || '',
    GITHUB_SHA: sha,
    GITHUB_JOB: 'nix',
    GITHUB_RUN_ID: '4242',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/ci.yml@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: options.workspace,
  }
}

function at(payload: unknown, path: string): string | undefined {
  let value: unknown = payload
  for (const key of path.split('.')) {
    value = typeof value === 'object' ? (value as Record<string, unknown> | null)?.[key] : undefined
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
