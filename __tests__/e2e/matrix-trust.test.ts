import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import { rawArchive, rawEntries, TAMPERINGS } from '../caches/hand-over/tampered.ts'
import type { CacheEntry } from '../helpers/actions-cache/entries.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import {
  cacheInputs,
  PROJECT,
  pushedNames,
  SYSTEM,
  startCache,
  told,
} from './support/cachix-runs.ts'
import { MatrixJobs, rowsOf, shardOf } from './support/matrix-runs.ts'

const STEPS = '- flake-check'
const ARCHIVE = 'nix-ci-hand-over'
const HAND_OVER = /^nix-ci-hand-over-/

/** Replaces the file in an entry, as somebody could who may write to the cache. */
async function tamper({ file }: CacheEntry, change: (archive: Buffer) => Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tamper-'))
  try {
    const tar = (...words: string[]) => execFileSync('tar', [...words, '-C', folder])
    tar('-xf', file, '--use-compress-program', 'unzstd')
    const path = join(folder, ARCHIVE)
    await writeFile(path, change(await readFile(path)))
    execFileSync('tar', ['--use-compress-program', 'zstd', '-cf', file, '-C', folder, ARCHIVE])
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a plan whose entry was tampered with', () => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  let row: MatrixRow | undefined
  let entry: CacheEntry | undefined
  let good: Buffer
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
    const plan = await jobs.use(STEPS, {
      project: PROJECT,
      inputs: { plan: 'true', shards: '1', baseline: 'off' },
    })
    row = rowsOf(plan)[0]
    entry = server.entries.find(({ key }) => HAND_OVER.test(key))
    good = await readFile(entry?.file ?? '')
  })
  afterEach(() => jobs.stop())
  afterAll(() => server?.close())

  async function use() {
    for (const one of server.entries.filter(({ key }) => !HAND_OVER.test(key)))
      await server.evict(one)
    return jobs.use(STEPS, { project: PROJECT, inputs: shardOf(row as MatrixRow) })
  }

  it.each(Object.keys(TAMPERINGS))('has jobs that evaluate and are green: %s', async name => {
    await writeFile(entry?.file ?? '', good)
    await tamper(
      entry as CacheEntry,
      archive => TAMPERINGS[name]?.(rawEntries(archive), archive) ?? archive,
    )
    const job = await use()
    expect(job.outputs.result, job.raw).toBe('success')
    expect(job.built).toEqual(['base', 'top'])
    expect(job.log.join('\n')).toMatch(/this job evaluates its row|Derivations from the plan: 0 of/)
    expect(job.log.join('\n')).not.toMatch(/Derivations from the plan: [1-9]/)
    const other = await job.stage.sh('ls -d /nix/store/b{32}-* /nix/store/c{32}-* 2>&1; true')
    expect(other).not.toMatch(/^\/nix/m)
  })

  it('is imported where nothing was changed, and where more was added that nobody asked for', async () => {
    await writeFile(entry?.file ?? '', good)
    await tamper(entry as CacheEntry, archive => {
      const more = { path: `/nix/store/${'b'.repeat(32)}-x`, kind: 'text', references: [], size: 1 }
      return rawArchive([...rawEntries(archive), { head: more, content: Buffer.from('x') }])
    })
    const job = await use()
    expect(job.outputs.result, job.raw).toBe('success')
    expect(job.log.join('\n')).toMatch(/Derivations from the plan: 2 of 2/)
    expect(told(job, 'warning')).toEqual([])
  })
})

describe('what was handed over', () => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
  })
  afterAll(async () => {
    await jobs?.stop()
    await server?.close()
  })

  it.each([{}, { line: '2.26', account: 'root', inputs: { 'nix-mode': 'single-user' } }] as const)(
    'is pushed with what was built of it, sources too: %j',
    async options => {
      const cachix = await startCache()
      try {
        const inputs = { ...cacheInputs(cachix), ...('inputs' in options ? options.inputs : {}) }
        const use = (more: Record<string, string>) =>
          jobs.use(STEPS, { ...options, project: PROJECT, inputs: { ...inputs, ...more } })
        const plan = await use({ plan: 'true', shards: '1' })
        const [row] = rowsOf(plan)
        const job = await use(shardOf(row as MatrixRow))
        expect(job.outputs, job.raw).toMatchObject({ result: 'success', push: 'pushed' })
        expect(job.log.join('\n')).toMatch(/Derivations from the plan: 2 of 2/)
        expect(await pushedNames(job)).toEqual(['base', 'greet.sh', 'top'])
        expect(told(job, 'warning')).toEqual([])
        const again = await use({ plan: 'true', shards: '1' })
        expect(again.outputs).toMatchObject({ matrix: '', 'needs-build': 'false' })
        for (const one of [...server.entries]) await server.evict(one)
      } finally {
        await cachix.close()
      }
    },
  )

  it('is nothing that a build or a credential brought, and nothing with store-cache: false', async () => {
    const project = {
      'flake.nix': `{
  outputs = { self }: {
    checks.${SYSTEM} =
      let
        make = name: text: derivation {
          inherit name; system = "${SYSTEM}"; builder = "/bin/sh"; args = [ "-c" "echo \${text} > $out" ];
        };
        fetched = builtins.fetchTree { type = "path"; path = "/var/elsewhere"; narHash = "NARHASH"; };
      in {
        own = make "own" "\${./own.txt}";
        elsewhere = make "elsewhere" "\${fetched}";
        stored = make "stored" (builtins.storePath (builtins.readFile ./stored.txt));
      };
  };
}
`,
      'own.txt': 'own\n',
      'stored.txt': 'later',
    }
    const made = `set -e; export PATH=/nix/var/nix/profiles/default/bin:$PATH
sudo mkdir -p /var/elsewhere; echo not ours | sudo tee /var/elsewhere/file >/dev/null
hash=$(nix hash path --extra-experimental-features nix-command /var/elsewhere)
sed -i "s#NARHASH#$hash#" flake.nix
printf %s "$(nix-build --no-out-link -E 'derivation { name = "output"; system = "${SYSTEM}"; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; }')" > stored.txt
git add -A; git -c user.name=t -c user.email=t@localhost commit -qm made`
    const plain = await jobs.use('none', { project })
    await plain.stage.sh(made)
    const next = plain.stage.nextJob({ ...server.env(), GITHUB_RUN_ID: '5151' })
    const inputs = { plan: 'true', 'access-tokens': 'gitlab.com=PAT:secret-of-another-host' }
    const steps = '- flake-check:\n  args: --impure'
    const plan = await next.use(steps, inputs)
    expect(
      rowsOf(plan).map(({ items }) => items.length),
      plan.raw,
    ).toEqual([1, 1, 1])
    expect(plan.log.join('\n')).toMatch(/Handed over: 1 of 3 derivations with 2 paths/)
    const off = await next.use(steps, { ...inputs, 'store-cache': 'false' })
    expect(off.log.join('\n')).toContain('no derivations are handed over: store-cache: false')
  })
})
