import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const TOKEN = 'ghs_page0123456789page'

// What a test can say to the runner, each line alone and as the last one without an end.
const HOSTILE = [
  '::error file=x.nix,line=1::forged error',
  '::warning::forged warning',
  '::notice::forged notice',
  '##[error]forged brackets',
  '##[add-mask]success',
  '::add-mask::success',
  '::set-output name=result::forged',
  '::save-state name=folder::/forged',
  '::save-state name=phase::main',
  '::group::forged group',
  '::endgroup::',
  '::echo::on',
  '::debug::forged',
  '::stop-commands::mine',
  '::mine::',
  '::set-env name=FORGED::1',
  '::add-path::/forged',
  '  ::error::forged after blanks',
]

const SCRIPT = `#!/usr/bin/env bash
cat hostile.txt
cat hostile.txt >&2
# A carriage return ends a line for the runner.
printf 'progress 1%%\\r::error::forged behind a return\\r::set-output name=result::forged\\n'
printf 'progress\\r::error::forged at the end' >&2
printf '::set-output name=result::forged'
kill -KILL $$
`

const BUILD = `derivation {
  name = "hostile"; system = builtins.currentSystem; builder = "/bin/sh";
  args = [ "-c" "while read -r line; do echo \\"$line\\"; echo \\"$line\\" >&2; done < \${./hostile.txt}; exit 1" ];
}
`

const EVALUATION = `builtins.trace (builtins.readFile ./hostile.txt) (throw (builtins.readFile ./hostile.txt))`

// Finds the runner's own files and writes into all of them.
const TAMPER = `#!/usr/bin/env bash
cd "$RUNNER_TEMP/_runner_file_commands" || exit 1
for file in *; do
  case $file in
    set_output*) echo result=forged ;;
    set_env*) echo FORGED=1 ;;
    save_state*) printf 'folder=/forged\\nphase=main\\n' ;;
    add_path*) echo /forged ;;
    *) echo forged summary ;;
  esac >> "$file"
  echo "tampered with $file"
done
`

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': shell('shellHook = "cat hostile.txt; cat hostile.txt >&2";'),
  'hostile.txt': `${HOSTILE.join('\n')}\n`,
  'hostile.sh': SCRIPT,
  'tamper.sh': TAMPER,
  'default.nix': BUILD,
  'evaluation.nix': EVALUATION,
}

describe('what projects print and write', () => {
  let stage: Scene

  beforeAll(async () => {
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' }, job: { token: TOKEN } })
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it.each([
    ['a command', '- run: ./hostile.sh'],
    ['a command in a shell, and the shell itself', '- nix-shell: ./hostile.sh'],
    ['a build', '- nix-build'],
    ['an evaluation', '- nix-build: evaluation.nix'],
    ['a name', '- run: exit 1\n  name: "::error::forged name"'],
    ['a name of several lines', '- run: exit 1\n  name: "a\\n::error::forged name"'],
  ])('%s cannot speak to the runner', async (_what, steps) => {
    const main = await stage.use(steps)
    expect(main.conclusion).toBe('failure')
    expect(main.outputs.result).toBe('failure')
    const groups = ['group', 'endgroup', 'stop-commands']
    const unfenced = main.unfencedCommands.map(command => /^::([\w-]+)/.exec(command)?.[1] ?? '')
    // Our own: the token's mask, a notice for the install and one for the step, the step's error.
    expect(unfenced.filter(name => !groups.includes(name))).toEqual([
      'add-mask',
      'notice',
      'notice',
      'error',
    ])
    expect(main.masks).toEqual([TOKEN])
    expect(main.annotations.map(({ kind }) => kind)).toEqual(['notice', 'notice', 'error'])
    expect(Object.keys(main.state).sort()).toEqual(['folder'])
    expect(main.groups.map(({ title }) => title)).toEqual(['install', expect.any(String)])
    expect(stage.job.env.FORGED).toBeUndefined()
    expect(stage.job.path).not.toContain('/forged')
  })

  it('a command that ends without a last newline does not hide what comes after it', async () => {
    const main = await stage.use('- run: printf "no end"\n- run: echo next')
    expect(main.log).toContain('no end')
    expect(main.groups.map(({ title }) => title)).toEqual([
      'install',
      'run: printf "no end"',
      'run: echo next',
    ])
  })

  it("a command that writes into the runner's own files changes nothing", async () => {
    const main = await stage.use('- run: ./tamper.sh\n- nix-shell: ./tamper.sh')
    expect(main.log.filter(text => text.startsWith('tampered with'))).toHaveLength(14)
    expect(main.conclusion).toBe('success')
    expect(main.outputs.result).toBe('success')
    expect(main.artifacts).toEqual([])
    expect(Object.keys(main.state).sort()).toEqual(['folder'])
    expect(main.state.folder).toMatch(new RegExp(`^${stage.temp}/`))
    expect(main.summary).not.toContain('forged')
    expect(stage.job.env.FORGED).toBeUndefined()
    expect(stage.job.path).not.toContain('/forged')
  })

  it('posts are clean after all of it', async () => {
    for (const { conclusion, annotations } of await stage.job.post()) {
      expect([conclusion, annotations]).toEqual(['success', []])
    }
    expect(await stage.machine.processes()).toEqual([])
  })
})

describe('the job page', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene()
  })
  afterAll(() => stage?.stop())

  it('has one notice a phase and step with its seconds, and a row for each', async () => {
    const main = await stage.use('- run: sleep 1.2\n  name: a|b <i>\n- run: echo it\n  if: false')
    const seconds = main.report?.steps[0]?.seconds ?? 0
    expect(seconds).toBeGreaterThanOrEqual(1.2)
    const took = `${seconds.toFixed(1)} s`
    expect(main.annotations).toMatchObject([
      { kind: 'notice', title: 'install', message: expect.stringMatching(/^\d+\.\d s · success$/) },
      { kind: 'notice', title: 'a|b <i>', message: `${took} · success` },
      { kind: 'notice', title: 'run: echo it', message: '0.0 s · not-run · if: false' },
    ])
    const rows = main.summary.split('\n').filter(line => line.startsWith('|'))
    expect(rows).toHaveLength(5)
    expect(rows[2]).toMatch(/^\| install \| phase \| ✅ success \| \**\d+\.\d s\** \|/)
    expect(rows[3]?.replaceAll('**', '')).toContain(
      `| a&#124;b &lt;i&gt; | run | ✅ success | ${took} |`,
    )
    expect(rows[4]).toMatch(/^\| run: echo it \| run \| ⏭️ not-run: if: false \|/)
    expect(main.summary).toContain(`Nix ${stage.release.version} (nix, installed, daemon)`)
  })

  it('keeps the notices of failed and slow steps where there are more than ten', async () => {
    const steps = Array.from({ length: 14 }, (_, index) => {
      const slow = index === 12 ? 'sleep 0.9' : 'true'
      return `- run: ${slow}; exit ${index === 5 ? 1 : 0}\n  name: step ${index}\n`
    })
    const main = await stage.use(steps.join(''))
    const notices = main.annotations.filter(({ kind }) => kind === 'notice')
    expect(notices).toHaveLength(10)
    expect(main.droppedAnnotations).toBe(0)
    const titles = notices.map(({ title }) => title)
    expect(titles).toContain('step 5')
    expect(titles).toContain('step 12')
    expect(titles[9]).toBe('6 more timings')
    const listed = notices[9]?.message.split('\n') ?? []
    expect(listed).toHaveLength(6)
    for (const text of listed) expect(text).toMatch(/^(install|step \d+): \d+\.\d s · success$/)
    const all = [...titles.slice(0, 9), ...listed.map(text => text.split(':')[0])]
    expect(new Set(all).size).toBe(15)
  })

  it('names every failed step where there are more than ten errors', async () => {
    const steps = Array.from({ length: 12 }, (_, index) => `- run: exit 1\n  name: bad ${index}\n`)
    const main = await stage.use(steps.join(''))
    const errors = main.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toHaveLength(10)
    expect(errors.slice(0, 9).map(({ title }) => title)).toEqual(
      Array.from({ length: 9 }, (_, index) => `bad ${index}: failure`),
    )
    expect(errors[9]).toMatchObject({ title: '3 more failed', message: 'bad 9\nbad 10\nbad 11' })
    for (let index = 0; index < 12; index++) expect(main.summary).toContain(`bad ${index}`)
  })
})
