import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, scene } from './support/scene.ts'

const HOSTILE = `#!/bin/bash
echo '::set-output name=result::forged'
echo '::stop-commands::mine'
echo '::group::forged'
echo '::save-state name=folder::/'
echo '##[error]forged brackets'
echo '::mine::'
echo '::error file=src/main.rs,line=3,endLine=4,col=2,bogus=1,title=a%3A b%0Ac::first%0Asecond 100%25'
echo '  ::Warning file=lib.rs,line=9::relative to where it runs'
echo "::warning file=$GITHUB_WORKSPACE/sub/lib.rs,line=x::absolute"
echo '::error file=../../../etc/passwd,line=1::outside'
printf '::notice title=Nix CI::\\033[31mcolored\\007%%0D%%0A::error::nested\\n'
echo '::add-mask::short'
echo '::add-mask::open-sesame-1234'
echo "the word is open-sesame-1234, and short is no secret"
echo "open-sesame-1234 in the summary" >> $GITHUB_STEP_SUMMARY
echo '::add-mask::two-lines-of-it%0Aab'
for i in $(seq 30); do echo "::error::more $i"; done
exit 5
`

describe('what a command says on purpose', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({
      project: { 'hostile.sh': HOSTILE, 'src/main.rs': '\n\n\n\n', 'sub/lib.rs': '\n' },
      inputs: { 'nix-path': '' },
    })
  })
  afterAll(() => stage?.stop())

  it('passes the fence with annotations: true, bounded and in a form of ours, and nothing else does', async () => {
    const used = await stage.use(`
- run: ../hostile.sh
  name: loud
  working-directory: sub
  annotations: true
- run: ./hostile.sh
  name: quiet
- run: exit 1
  name: ours
`)
    expect(used.outputs.result).toBe('failure')
    expect(used.state.folder).not.toBe('/')
    expect(used.groups.map(({ title }) => title)).not.toContain('forged')
    const of = (kind: string) => used.annotations.filter(one => one.kind === kind)
    const errors = of('error')
    expect(errors).toHaveLength(10)
    expect(used.droppedAnnotations).toBe(0)
    // Those of the job come first.
    expect(errors.slice(0, 3).map(({ title }) => title)).toEqual([
      'loud: failure',
      'quiet: failure',
      'ours: failure',
    ])
    expect(errors.slice(3, 6)).toEqual([
      {
        kind: 'error',
        title: 'loud: a: b c',
        message: 'first\nsecond 100%',
        file: 'src/main.rs',
        line: 3,
        endLine: 4,
      },
      { kind: 'error', title: 'loud', message: '../../../etc/passwd:1 outside' },
      { kind: 'error', title: 'loud', message: 'more 1' },
    ])
    expect(of('warning')).toEqual([
      {
        kind: 'warning',
        title: 'loud',
        message: 'relative to where it runs',
        file: 'sub/lib.rs',
        line: 9,
      },
      { kind: 'warning', title: 'loud', message: 'absolute', file: 'sub/lib.rs' },
    ])
    expect(of('notice')).toContainEqual({
      kind: 'notice',
      title: 'loud: Nix CI',
      message: 'colored\n::error::nested',
    })
    expect(used.raw).toMatch(/annotations from commands not shown on the job page/)

    expect(used.masks).toEqual(expect.arrayContaining(['open-sesame-1234', 'two-lines-of-it']))
    expect(used.masks).not.toContain('short')
    expect(used.masks).not.toContain('ab')
    expect(of('notice').map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^loud: ignored ::add-mask:: .* shorter than 8 characters/),
    )
    expect(used.log).toContain('the word is ***, and short is no secret')
    const files = ['report', 'junit', 'trace'].map(name =>
      readFile(used.outputs[name] ?? '', 'utf8'),
    )
    for (const text of [used.summary, used.log.join('\n'), ...(await Promise.all(files))]) {
      expect(text).not.toContain('open-sesame')
    }
    expect(used.summary).toContain('### Step summary of <code>loud</code>\n\n*** in the summary')
  })

  it('masks are hidden in all that the action prints and writes, also those that the runner is not told of', async () => {
    const script = [
      'for i in $(seq 100 349); do echo "::add-mask::hidden-word-$i"; done',
      'for i in $(seq 100 349); do echo "<hidden-word-$i>"; echo "hidden-word-$i" >> $GITHUB_STEP_SUMMARY; done',
      'echo "::error::it is hidden-word-349"',
      'exit 3',
    ]
    const used = await stage.use(
      `- run: |\n${script.map(line => `    ${line}`).join('\n')}\n  name: masks\n  annotations: true\n- run: echo another step says hidden-word-300\n  name: later`,
    )
    expect(used.masks.filter(mask => mask.startsWith('hidden-word'))).toHaveLength(100)
    expect(used.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toMatch(/hidden-word-\d/)
    expect(used.log).toContain('another step says ***')
    const files = ['report', 'junit', 'trace'].map(name =>
      readFile(used.outputs[name] ?? '', 'utf8'),
    )
    for (const text of [used.summary, ...(await Promise.all(files))])
      expect(text).not.toMatch(/hidden-word-\d/)
    expect(used.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^masks: set more than 100 masks .* in the log and report of this one only/,
      ),
    )
  })

  it('step-outputs and summaries are bounded over many steps', async () => {
    const write = 'head -c 250000 /dev/zero | tr "\\\\0" x'
    const used = await stage.use(
      Array.from(
        { length: 6 },
        (_, i) =>
          `- run: echo "big${i}=$(${write})" >> $GITHUB_OUTPUT; (echo "## part ${i}"; ${write} | fold) >> $GITHUB_STEP_SUMMARY\n  name: big${i}`,
      ).join('\n'),
    )
    expect(used.conclusion).toBe('success')
    expect(Object.keys(JSON.parse(used.outputs['step-outputs'] ?? ''))).toEqual([
      'big0',
      'big1',
      'big2',
    ])
    expect(used.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^big3: GITHUB_OUTPUT ignored, because step-outputs would grow to 1\d{6} bytes/,
      ),
    )
    expect(Buffer.byteLength(used.summary)).toBeLessThan(1 << 20)
    expect(used.summary).toContain('## part 1')
    expect(used.summary).toMatch(/Step summaries of commands: the first \d+ of 15\d{5} bytes/)
  })
})
