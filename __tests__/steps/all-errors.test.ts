import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CallResult } from '../../src/nix/call.ts'
import { explainNix } from '../../src/nix/diagnostics/explain.ts'
import { stepErrors } from '../../src/report/annotations.ts'
import { failuresOf } from '../../src/report/failures.ts'
import { outcomeOfCall } from '../../src/steps/diagnose.ts'
import { checksOf } from '../../src/steps/flake/check-results.ts'
import { projectTexts, repositoryOf, runsOfLogs } from '../nix/diagnostics/recorded.ts'
import { read } from '../nix/log/picture.ts'

const none = async () => new Set<string>()
const LOGS = new URL('../fixtures/nix-logs/', import.meta.url)

/** A step that ended with a recorded log, as the report has it. */
async function stepOf(version: string, name: string) {
  const run = runsOfLogs(version).find(({ log }) => log === name)
  if (!run) throw new Error(`no log ${name}`)
  const { log } = read(readFileSync(new URL(`${version}/${name}.json`, LOGS)))
  const reproduce = () => 'nix flake check'
  const roots = [{ path: '/home/runner/work/err', folder: '' }]
  const entry = 'flake.nix'
  const scene = { repository: repositoryOf(projectTexts('err')), roots, entry }
  const explained = await explainNix({ ...run, reproduce }, scene)
  const result: CallResult = {
    ...{ code: 1, signal: null, cancelled: false, timedOut: false, stdout: '', log },
  }
  const evaluated = log.run().evaluated.filter(it => it.name.split('.').length > 2)
  const look = { available: none, nonDerivations: none }
  const outcome = {
    ...outcomeOfCall(result, explained, { entry, reproduce: 'nix flake check' }),
    ...(await checksOf(evaluated, result, explained, 'x86_64-linux', look)),
  }
  const step = { name: 'flake-check', kind: 'flake-check', start: 0, seconds: 1, attempts: 1 }
  return { ...step, ...outcome } as Parameters<typeof failuresOf>[0]['steps'][number]
}

describe('errors without an attribute beside a build that failed', () => {
  it('are all on the job page and in the annotations', async () => {
    const step = await stepOf('determinate-3.22.2', 'err')
    const told = failuresOf({ steps: [step] }).map(({ error }) => error.message)
    const annotated = stepErrors({ steps: [step] }, 100).map(({ message }) => message)
    for (const part of [
      ...['is not a derivation', "unexpected '='", 'abrt', 'build of ifd failed'],
      ...['assertf', 'inf', 'missing', 'throws', 'typeerr', 'undef'],
    ]) {
      expect(told.filter(text => text.includes(part)).length, part).toBeGreaterThan(0)
      expect(annotated.filter(text => text.includes(part)).length, part).toBeGreaterThan(0)
    }
  })
})

describe('a flake check of Determinate Nix', () => {
  it('has each check that fails by its name, whatever fails in it', async () => {
    const step = await stepOf('determinate-3.22.2', 'err-kg')
    const bad = (step.checks ?? []).filter(({ error }) => error !== undefined)
    expect(bad.map(({ name }) => name.replace('checks.x86_64-linux.', '')).sort()).toEqual([
      ...['aborts', 'assertf', 'deep', 'ifd', 'inf', 'missing', 'notdrv', 'parse'],
      ...['throws', 'typeerr', 'undef'],
    ])
    expect(step.otherErrors).toEqual([])
    expect(failuresOf({ steps: [step] })).toHaveLength(11)
  })
})
