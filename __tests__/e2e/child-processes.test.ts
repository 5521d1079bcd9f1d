import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const TOKEN = 'ghs_child0123456789child'
const OTHER = 'glpat-child9876543210'
const SECRETS = {
  GITHUB_TOKEN: 'secret-of-github-token',
  GH_TOKEN: 'secret-of-gh-token',
  CACHIX_AUTH_TOKEN: 'secret-of-cachix-auth',
  CACHIX_SIGNING_KEY: 'secret-of-cachix-signing',
  ACTIONS_RUNTIME_TOKEN: 'secret-of-the-runtime',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret-of-oidc',
}
const ENV = {
  ...SECRETS,
  ORDINARY: 'kept',
  SSH_AUTH_SOCK: '/tmp/agent.sock',
  NIX_CONFIG: [
    'log-lines = 33',
    'access-tokens = example.org=secret-of-nix-config',
    'extra-access-tokens = example.net=secret-of-nix-config-too',
    'netrc-file = /secret-of-netrc',
    'warn-dirty = false',
  ].join('\n'),
}

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': shell(''),
  'default.nix': `builtins.trace "evaluator [\${builtins.concatStringsSep "|" (map builtins.getEnv [
    "GITHUB_TOKEN" "GH_TOKEN" "INPUT_GITHUB-TOKEN" "ACTIONS_RUNTIME_TOKEN" "CACHIX_AUTH_TOKEN" "GITHUB_OUTPUT" "GITHUB_ARTIFACTS" ])}] \${builtins.getEnv "ORDINARY"}"
    (${derivation('built', 'echo > $out')})`,
  'tokens.sh': `#!/bin/sh
file=\${NIX_USER_CONF_FILES%%:*}
if [ -e "$file" ]; then echo "$1 present $(stat -c %a "$file") $(wc -l <"$file")"; else echo "$1 absent"; fi
nix --extra-experimental-features nix-command config show access-tokens | grep -q . && echo "$1 nix knows" || echo "$1 nix knows none"
`,
}

describe('what the processes of a project get', () => {
  let stage: Scene

  beforeAll(async () => {
    const job = { token: TOKEN, env: ENV, secrets: Object.values(SECRETS) }
    const inputs = { 'nix-path': '', 'access-tokens': `gitlab.com=PAT:${OTHER}` }
    stage = await scene({ project: PROJECT, inputs, job })
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it.each([
    ['run', '- run: env -0 | cut -z -d= -f1 | tr "\\0" "\\n"; echo "[$NIX_CONFIG] $ORDINARY"'],
    [
      'nix-shell',
      '- nix-shell: env -0 | cut -z -d= -f1 | tr "\\0" "\\n"; echo "[$NIX_CONFIG] $ORDINARY"',
    ],
  ])(
    'a command of %s gets the environment without credentials and without our inputs',
    async (_kind, steps) => {
      const main = await stage.use(steps)
      const bad =
        /^(INPUT_|STATE_|ACTIONS_|GITHUB_TOKEN$|GH_TOKEN$|CACHIX_|GITHUB_STATE$|GITHUB_ARTIFACTS|SSH_AUTH_SOCK$)/i
      expect(main.log.filter(line => bad.test(line))).toEqual([])
      expect(main.log).toContain('GITHUB_REPOSITORY')
      expect(main.log).toContain('RUNNER_TEMP')
      expect(main.log.join('\n')).toMatch(/^\[log-lines = 33\nwarn-dirty = false\] kept$/m)
      expect(main.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toMatch(/secret-of/)
      expect(main.conclusion).toBe('success')
    },
  )

  it('the evaluator gets none either', async () => {
    const main = await stage.use('- nix-build')
    expect(main.log).toContain('trace: evaluator [||||||] kept')
  })

  it('no process of the action shows a credential in /proc', async () => {
    const look = `set +e
    for folder in /proc/[0-9]*; do
      tr '\\0' '\\n' < $folder/environ; tr '\\0' '\\n' < $folder/cmdline; done 2>/dev/null`
    const main = await stage.use(`
- run: |
    ${look.split('\n').join('\n    ')} | sort -u > "$RUNNER_TEMP/seen"
    wc -l < "$RUNNER_TEMP/seen"
`)
    expect(main.conclusion).toBe('success')
    const seen = await stage.sh('cat ../../temp/seen; rm ../../temp/seen')
    expect(seen).toContain('ORDINARY=kept')
    expect(seen).not.toContain(TOKEN)
    expect(seen).not.toContain(OTHER)
    expect(seen).not.toMatch(/secret-of-(github|gh-|cachix|the-runtime|oidc|nix-config)/)
  })

  it('a step that says so in its env gets it; a step that fails is told what was withheld', async () => {
    const main = await stage.use(`
- run: test "$GITHUB_TOKEN" = given-by-hand
  env: { GITHUB_TOKEN: given-by-hand }
- run: exit 1
`)
    expect(main.report?.steps.map(({ status }) => status)).toEqual(['success', 'failure'])
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toMatch(
      /GITHUB_TOKEN, GH_TOKEN, CACHIX_AUTH_TOKEN, CACHIX_SIGNING_KEY: .*hidden from commands/,
    )
  })

  it('outputs of commands become step-outputs, also from a pure shell; what is malformed is told', async () => {
    const main = await stage.use(`
- run: |
    echo one=1 >> "$GITHUB_OUTPUT"
    printf 'many<<END\\nfirst\\nsecond=2\\nEND\\n' >> "$GITHUB_OUTPUT"
    echo result=forged >> "$GITHUB_OUTPUT"
- nix-shell: echo one=again >> "$GITHUB_OUTPUT"; echo three=3 >> "$GITHUB_OUTPUT"
  pure: true
- run: echo nonsense >> "$GITHUB_OUTPUT"
  name: malformed
`)
    expect(main.conclusion).toBe('success')
    expect(JSON.parse(main.outputs['step-outputs'] ?? '')).toEqual({
      one: 'again',
      many: 'first\nsecond=2',
      result: 'forged',
      three: '3',
    })
    expect(main.outputs.result).toBe('success')
    const warnings = main.annotations.filter(({ kind }) => kind === 'warning')
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/malformed wrote an invalid GITHUB_OUTPUT, so none .* is set: line 1/),
    ])
  })

  it('what commands write to their summary follows ours, within bounds', async () => {
    const main = await stage.use(`
- run: echo '### Coverage 93 %' >> "$GITHUB_STEP_SUMMARY"
  name: small
- run: head -c 2000000 /dev/zero | tr '\\0' x >> "$GITHUB_STEP_SUMMARY"
  name: large
`)
    expect(main.conclusion).toBe('success')
    expect(main.summary).toMatch(/^## ✅ Nix CI: success/)
    expect(main.summary).toContain('### Coverage 93 %')
    expect(main.summary.indexOf('Coverage')).toBeGreaterThan(main.summary.indexOf('| large |'))
    expect(main.summaryError).toBeUndefined()
    expect(main.annotations.map(({ message }) => message).join('\n')).toMatch(
      /large wrote 2000000 bytes to GITHUB_STEP_SUMMARY, which was ignored: the limit is \d+ bytes/,
    )
  })

  it('commands cannot change the environment of later steps, and are told', async () => {
    const main = await stage.use(`
- run: echo FORGED=1 >> "$GITHUB_ENV"
  name: first
- nix-shell: echo /forged >> "$GITHUB_PATH"
  name: second
`)
    expect(main.conclusion).toBe('success')
    const notices = main.annotations.map(({ message }) => message).join('\n')
    expect(notices).toMatch(/first wrote to GITHUB_ENV, .*cannot change the environment/)
    expect(notices).toMatch(/second wrote to GITHUB_PATH, .*cannot change the environment/)
    expect(stage.job.env.FORGED).toBeUndefined()
    expect(stage.job.path).not.toContain('/forged')
  })

  it('commands declare nothing for attestation, though they find the file', async () => {
    const main = await stage.use(`
- run: for file in "$RUNNER_TEMP"/_runner_file_commands/artifacts_*; do echo forged >> "$file"; echo found; done
`)
    expect(main.conclusion).toBe('success')
    expect(main.log).toContain('found')
    expect(main.artifacts).toEqual([])
  })

  it('credentials for fetching are there for commands that ask for them, and for later steps of the job', async () => {
    const main = await stage.use(`
- run: ./tokens.sh first
- nix-build
- nix-shell: ./tokens.sh second; echo "agent [$SSH_AUTH_SOCK]"
- run: ./tokens.sh third; echo "agent [$SSH_AUTH_SOCK]"
  credentials: true
- nix-shell: ./tokens.sh fourth
  credentials: true
- run: ./tokens.sh fifth
`)
    expect(main.conclusion).toBe('success')
    expect(main.log.filter(line => /(present|absent|nix knows|^agent)/.test(line))).toEqual([
      'first absent',
      'first nix knows none',
      'second absent',
      'second nix knows none',
      'agent []',
      'third present 600 1',
      'third nix knows',
      'agent [/tmp/agent.sock]',
      'fourth present 600 1',
      'fourth nix knows',
      'fifth absent',
      'fifth nix knows none',
    ])
    const later = await stage.job.run('./tokens.sh later')
    expect(later.log.slice(0, 2)).toEqual(['later present 600 1', 'later nix knows'])
  })

  it('the token is for the host of this GitHub and no other', async () => {
    const env = { GITHUB_SERVER_URL: 'https://github.example:8443' }
    const show = 'nix --extra-experimental-features nix-command config show access-tokens'
    const steps = `- run: ${show} > "$RUNNER_TEMP/seen"\n  credentials: true`
    const main = await stage.use(steps, { 'access-tokens': '' }, { env })
    expect(main.conclusion).toBe('success')
    const seen = await stage.sh('cat ../../temp/seen; rm ../../temp/seen')
    expect(seen).toContain(`github.example:8443=${TOKEN}`)
  })

  it('tokens are masked before anything is printed, and gone after post', async () => {
    const main = await stage.use(`- run: 'cat \${NIX_USER_CONF_FILES%%:*}'\n  credentials: true`)
    expect(main.masks).toEqual(expect.arrayContaining([TOKEN, `PAT:${OTHER}`]))
    expect(main.log.join('\n')).not.toContain(TOKEN)
    expect(main.log.join('\n')).not.toContain(OTHER)
    expect(main.log.join('\n')).toContain('github.com=***')
    for (const { conclusion, annotations } of await stage.job.post()) {
      expect([conclusion, annotations]).toEqual(['success', []])
    }
    const later = await stage.job.run('./tokens.sh after')
    expect(later.log.slice(0, 1)).toEqual(['after absent'])
    expect(await stage.sh(`grep -rlE '${TOKEN}|${OTHER}' ${stage.temp} || true`, 'root')).toBe('')
  })
})
