import { describe, expect, it } from 'vitest'
import { derivationName } from '../../../src/nix/derivation.ts'
import type { Explained } from '../../../src/nix/diagnostics/describe.ts'
import { explainNix } from '../../../src/nix/diagnostics/explain.ts'
import type { Root } from '../../../src/nix/diagnostics/types.ts'
import {
  projectTexts,
  type RecordedRun,
  recordedRuns,
  repositoryOf,
  runsOfLogs,
} from './recorded.ts'

const VERSIONS = ['2.8.0', '2.26.3', '2.34.8']
const ROOTS: readonly Root[] = [
  { path: '/home/runner/work/project/err', folder: '' },
  { path: '/home/runner/work/project/project', folder: '' },
  ...['err', 'fx', 'nb'].map(folder => ({ path: `/home/runner/work/${folder}`, folder: '' })),
  { path: '/nix/store/3w37j0xnjgg4fq00jid1k8k5rjnblrn7-source', folder: '' },
  { path: '/nix/store/gdampghi1z6awc94p2r9q5al0xk11hrz-source', folder: '' },
  { path: '/nix/store/nw6yi3i1mxh7lvnfwqagrdls7n0jbfdj-source', folder: '' },
]

/** The project that a log was recorded with. */
function projectOf(log: string): { project: string; entry: string } {
  if (log.startsWith('modules')) return { project: 'modules', entry: 'flake.nix' }
  if (log.startsWith('err')) return { project: 'err', entry: 'flake.nix' }
  const isFlake = /^(?:fc|daemon$|daemon-fc|build|copy|sig)/.test(log)
  return isFlake ? { project: 'fx', entry: 'flake.nix' } : { project: 'nb', entry: 'default.nix' }
}

function explained({ log, errors, builds }: RecordedRun): Promise<Explained[]> {
  const { project, entry } = projectOf(log)
  const attributes = new Map<string, string[]>()
  if (project === 'fx')
    for (const { derivation } of errors.flatMap(({ text }) =>
      [...text.matchAll(/'(?<derivation>\/nix\/store\/[^'^!]+\.drv)/g)].map(it => it.groups ?? {}),
    ))
      if (derivation) attributes.set(derivation, [`checks.x86_64-linux.${stem(derivation)}`])
  const repository = repositoryOf(projectTexts(project))
  const reproduce = ({ attribute = '' }) => `nix build .#${attribute}`
  return explainNix({ errors, builds, attributes, reproduce }, { repository, roots: ROOTS, entry })
}

const stem = (derivation: string) => derivationName(derivation).replace(/-\d.*$/, '')

function row(log: string, it: Explained): string {
  const place = it.file ? [it.file, it.line, it.column].filter(part => part).join(':') : '-'
  const kind = `${it.isConsequence ? '(' : ''}${it.kind}${it.isGuess ? '?' : ''}${it.isConsequence ? ')' : ''}`
  const first = it.message.split('\n')[0] ?? ''
  return [log.padEnd(16), kind.padEnd(18), place.padEnd(24), first].join(' ').trimEnd()
}

describe.each(VERSIONS)('what Nix %s said, in the fixtures', version => {
  it.each(['logs', 'modules', 'modules-trace'])('has the kind and the place of %s', async name => {
    const rows: string[] = []
    for (const run of recordedRuns(`${name}-${version}`))
      for (const it of await explained(run)) rows.push(row(run.log, it))
    const file = `../../fixtures/nix-errors/tables/${name}-${version}.txt`
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(file)
  })
})

describe.each(['2.35.2', 'determinate-3.22.2'])('what Nix %s said, in its logs', version => {
  it('has kinds and places', async () => {
    const rows: string[] = []
    for (const run of runsOfLogs(version))
      for (const it of await explained(run)) {
        rows.push(row(run.log, it))
        expect(it.message).not.toContain('@nix {')
      }
    const file = `../../fixtures/nix-errors/tables/logs-${version}.txt`
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(file)
  })
})
