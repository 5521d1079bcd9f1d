import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
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
