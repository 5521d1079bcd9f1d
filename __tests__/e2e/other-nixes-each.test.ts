import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Other } from '../helpers/other-nix/other-nix.ts'
import { derivation } from './support/derivations.ts'
import { IN_LITTLE_MEMORY, LARGE } from './support/large-flake.ts'
import { jobWith, sceneWith } from './support/other-nixes.ts'
import type { ReportedStep, Scene } from './support/scene.ts'

/** Like the machine. */
const SYSTEM = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux`
const drv = (name: string, script: string) => derivation(name, script, `"${SYSTEM}"`)

const FLAKE = `{
  outputs = { self }: {
    checks.${SYSTEM} = {
      failing = ${drv('failing', 'echo no; exit 3')};
      good = ${drv('good', 'echo 1 > $out')};
      throwing = throw "nothing here";
    };
  };
}
`
/** Only with its nixConfig it does not evaluate. */
const FORBIDS = `{
  nixConfig.allow-import-from-derivation = false;
  outputs = { self }: {
    checks.${SYSTEM}.one = import ${drv('one', `echo '{ type = "derivation"; }' > $out`)};
  };
}
`
const PROJECT = {
  'flake.nix': FLAKE,
  'sub/flake.nix': FLAKE,
  'forbids/flake.nix': FORBIDS,
  'large/flake.nix': LARGE,
}

function told({ status, checks = [] }: ReportedStep) {
  const rows = checks.map(({ name, status, error }) => [
    name.replace(`checks.${SYSTEM}.`, ''),
    status,
    error?.file,
    error?.line,
    error?.message.split('\n')[0],
  ])
  return { status, rows: rows.sort() }
}

/** What a whole and an `eval: each` of the flake say. */
const expected = (file: string, good: 'built' | 'cached') => ({
  status: 'failure',
  rows: [
    [
      'failing',
      'failed',
      file,
      4,
      `checks.${SYSTEM}.failing: the build of failing failed with exit code 3.`,
    ],
    ['good', good, undefined, undefined, undefined],
    [
      'throwing',
      'eval-error',
      file,
      16,
      `checks.${SYSTEM}.throwing does not evaluate: nothing here`,
    ],
  ],
})

const STEPS = `
- flake-check:
  eval: each
- flake-check: .?dir=sub&rev=$REV
  eval: each
- flake-check: ./forbids
  eval: each
  args: --accept-flake-config
`

const OTHERS: readonly Other[] = ['Nix 2.35', 'Determinate Nix', 'Determinate Nix with lazy trees']

describe('eval: each', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await sceneWith({ project: PROJECT, inputs: { 'nix-path': '' } })
    await stage.sh('echo "# not committed" >> flake.nix')
  })
  afterAll(() => stage?.stop())

  it.each(OTHERS)('judges each check wherever the source lies, with %s', async other => {
    const job = await jobWith(stage, other)
    const rev = (await stage.sh('git rev-parse HEAD')).trim()
    const used = await job.use(STEPS.replace('$REV', rev))
    expect(used.log.join('\n')).not.toContain('eval: each is not possible')
    const [own, pinned, forbids] = (used.report?.steps ?? []).map(told)
    // The first to build it has built it.
    const wasBuilt = other === OTHERS[0]
    expect(own).toEqual(expected('flake.nix', wasBuilt ? 'built' : 'cached'))
    expect(pinned).toEqual(expected('sub/flake.nix', 'cached'))
    expect(forbids?.rows).toEqual([
      ['one', 'eval-error', 'forbids/flake.nix', 4, expect.any(String)],
    ])
    await job.job.post()
  })

  it('says with Lix what the whole check says', async () => {
    const job = await jobWith(stage, 'Lix')
    const used = await job.use('- flake-check\n- flake-check:\n  eval: each')
    const [whole, each] = (used.report?.steps ?? []).map(told)
    expect(whole).toEqual(expected('flake.nix', 'cached'))
    expect(each).toEqual(whole)
    await job.job.post()
  })

  it('is the way out of a memory shortage with Nix 2.35 too', async () => {
    const job = await jobWith(stage, 'Nix 2.35')
    const steps = `- flake-check: ./large\n  ${IN_LITTLE_MEMORY}`
    const used = await job.use(steps, { 'eval-workers': '1' })
    expect(used.conclusion).toBe('success')
    const [step] = used.report?.steps ?? []
    expect(step?.checks?.map(({ status }) => status)).toEqual(Array(5).fill('built'))
    const notice = used.annotations.find(({ title }) => title === 'Out of memory')
    expect(notice?.message).toContain('Evaluating each attribute alone now')
    await job.job.post()
  })
})
