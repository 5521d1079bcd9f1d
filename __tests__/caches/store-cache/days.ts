import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionsCache } from '../../../src/caches/actions-cache/client.ts'
import { unpackStoreCache } from '../../../src/caches/store-cache/archive.ts'
import { substituterSettings } from '../../../src/caches/store-cache/narinfo.ts'
import { clearSave, planSave, saveStore } from '../../../src/caches/store-cache/save.ts'
import type { ActionContext } from '../../../src/model/context.ts'
import { formatConf } from '../../../src/nix/conf.ts'
import { describeNix } from '../../../src/nix/detect.ts'

/**
 * Days of a project with ten parts, each day one of them changed, and each day on a fresh store: what is restored
 * is all that there is. Runs inside a machine with a Nix; prints a line a day.
 * Arguments: the folder of Nix's programs, a shell for builders, a folder to work in, the limit in bytes, how many days.
 */
const [bin = '', shell = '', folder = '', limit = '', days = ''] = process.argv.slice(2)
const PARTS = 10
const JOB = 'nix-ci-store-1-x86_64-linux-job-'

const project = join(folder, 'default.nix')
const release = await describeNix(bin, {})
if (!release) throw new Error(`there is no Nix in ${bin}`)
const conf = (more: { name: string; value: string }[]) =>
  formatConf([
    { name: 'substituters', value: '' },
    { name: 'build-users-group', value: '' },
    { name: 'sandbox', value: 'false' },
    { name: 'experimental-features', value: 'nix-command' },
    { name: 'fallback', value: 'true' },
    ...more,
  ])

/** The newest entry, as a cache service would have it. */
let stored: { key: string; file: string } | undefined
const cache: ActionsCache = {
  restore: () => Promise.reject(new Error('not asked')),
  save: async ({ file, key }) => {
    stored = { key, file: join(folder, 'entry.tar') }
    copyFileSync(file, stored.file)
    return { kind: 'saved', message: '' }
  },
}

for (let day = 1; day <= Number(days); day++) {
  writeFileSync(project, projectOf(day))
  const own = join(folder, `day-${day}`)
  mkdirSync(own)
  const silent = () => {}
  const logger = { info: silent, debug: silent, notice: silent, warning: silent, mask: silent }
  const env = process.env as Record<string, string>
  const ctx: ActionContext = {
    env,
    withheld: [],
    folder: own,
    cancel: new AbortController().signal,
    logger,
  }
  const restored = stored && {
    key: stored.key,
    folder: join(own, 'cache'),
    ...(await unpackStoreCache(stored.file, join(own, 'cache'))),
  }
  const nixEnv = { ...env, NIX_CONFIG: conf(restored ? substituterSettings(restored.folder) : []) }
  const nix = (...[program = '', ...argv]: string[]) =>
    spawnSync(join(bin, program), argv, { env: nixEnv, encoding: 'utf8' })
  const { stderr } = nix('nix-build', project, '--no-out-link')
  const built = stderr.match(/^building '/gm)?.length ?? 0
  const facts = {
    nix: { bin, ...release },
    env: nixEnv,
    before: new Set<string>(),
    since: 0,
    alwaysSubstitutes: false,
    flakes: [],
    inputs: [],
    isComplete: true,
    restored,
    job: JOB,
    limit: Number(limit),
  }
  const plan = await planSave(facts, ctx)
  if (plan) await saveStore(plan, facts, cache, ctx)
  await clearSave(ctx)
  const bytes = stored && existsSync(stored.file) ? statSync(stored.file).size : 0
  console.log(JSON.stringify({ day, built, saved: plan?.kept.length ?? 0, bytes }))
  rmSync(own, { recursive: true })
  nix('nix-store', '--gc')
}

/** Parts of 200 kB that do not pack, and an end that refers to all of them; each day one part is another. */
function projectOf(day: number): string {
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const seen = Array.from({ length: day }, (_, index) => index + 1)
    const version = seen.findLast(it => it % PARTS === part) ?? 0
    const script = `echo part ${part} ${version}; head -c 200000 /dev/urandom`
    return `(made "part-${part}" "(${script}) > $out")`
  })
  return `let
  made = name: script: derivation {
    inherit name;
    system = builtins.currentSystem;
    builder = "${shell}";
    args = [ "-c" "PATH=/bin:/usr/bin; \${script}" ];
  };
  parts = [ ${parts.join('\n    ')} ];
in made "end" "echo \${toString parts} > $out"
`
}
