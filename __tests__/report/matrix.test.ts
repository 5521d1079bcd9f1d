import { expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import type { CheckRecord, ReportData, StepData } from '../../src/model/report.ts'
import { renderSummary } from '../../src/report/summary/render.ts'
import { drvOf, greenRun } from './runs.ts'

const SYSTEMS = ['x86_64-linux', 'aarch64-darwin'] as const
const seconds = { evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 }

function check(name: string, more: Partial<CheckRecord>): CheckRecord {
  return { name: `checks.${name}`, status: 'not-run', ...seconds, ...more }
}

it('the page of a plan has every check with its job, what is cached, and the balance', () => {
  const rows = SYSTEMS.map((system, at): MatrixRow => {
    const items = ['lint', 'imports'].map(name => ({
      step: 'flake-check',
      attribute: `checks.${system}.${name}`,
      derivation: name === 'lint' ? drvOf(name) : null,
    }))
    const os = at === 0 ? 'ubuntu-latest' : ['self-hosted', 'mac']
    return { name: `${system} 1/1`, system, os, commit: '', seconds: 30 - at * 10, items, plan: '' }
  })
  const reason = 'not built and not in any cache'
  const checks = SYSTEMS.flatMap(system => [
    check(`${system}.lint`, { drv: drvOf('lint'), reason, row: `${system} 1/1` }),
    check(`${system}.imports`, { reason: 'its evaluation needs a build', row: `${system} 1/1` }),
    check(`${system}.old`, { status: 'cached' }),
  ])
  const green = greenRun()
  const step = { ...(green.steps[0] as StepData), checks }
  const skipped = { ...step, checks: [], status: 'not-run' } as const
  const data: ReportData = {
    ...green,
    steps: [
      step,
      { ...skipped, kind: 'nix-build', name: 'nix-build: -A x', status: 'success' },
      { ...skipped, kind: 'run', name: 'run: ./test.sh', reason: 'plan: true' },
      { ...skipped, kind: 'run', name: 'run: ./mac.sh', reason: 'only: darwin' },
      { ...skipped, kind: 'eval', name: 'eval: version', status: 'success' },
    ],
    matrix: rows,
    toBuild: [drvOf('lint'), drvOf('lint')],
  }
  const text = renderSummary(data)
  expect(text).toContain('📋 Plan: **2 derivations** to build: <code>lint</code>\n')
  expect(text).toContain(
    '🧩 **2 jobs** for 4 builds, 50.0 s in all: the longest takes 30.0 s, on average they take 25.0 s.',
  )
  expect(text).toContain(
    '| <code>aarch64-darwin 1/1</code> | self-hosted, mac | 20.0 s | <code>lint</code>, <code>imports</code> |',
  )
  expect(text).toContain('✅ **2** cached · 🧩 **4** to-build')
  expect(text).toContain(
    '| <code>checks.x86_64-linux.lint</code> | 🧩 to-build | <code>x86_64-linux 1/1</code> |',
  )
  expect(text).toContain(
    '| <code>checks.aarch64-darwin.imports</code> | 🧩 to-build: its evaluation needs a build | <code>aarch64-darwin 1/1</code> |',
  )
  expect(text).toContain(
    '⚠️ No job of the matrix runs <code>nix-build: -A x</code>, <code>run: ./test.sh</code>: it has',
  )
  expect(renderSummary({ ...data, steps: [step] })).not.toContain('No job of the matrix')
  const failed = renderSummary({ ...green, result: 'failure', toBuild: [] })
  expect(failed).not.toContain('nothing to build')
})
