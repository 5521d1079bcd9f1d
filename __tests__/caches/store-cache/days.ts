import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { RawEntries, SaveRequest } from '../../../src/caches/actions-cache/client.ts'
import { packKey } from '../../../src/caches/store-cache/keys.ts'
import { parseManifest } from '../../../src/caches/store-cache/manifest/format.ts'
import { EMPTY_MANIFEST, placesOf } from '../../../src/caches/store-cache/manifest/manifest.ts'
import { substituterSettings } from '../../../src/caches/store-cache/narinfo.ts'
import { PackReader } from '../../../src/caches/store-cache/packs/reader.ts'
import { PathPacker } from '../../../src/caches/store-cache/save/packer.ts'
import { packBuilt, planSave, saveManifest } from '../../../src/caches/store-cache/save/save.ts'
import { bytesNeeded } from '../../../src/caches/store-cache/selection.ts'
import { PathProvider } from '../../../src/caches/store-cache/serve/provider.ts'
import type { ActionContext } from '../../../src/model/context.ts'
import { formatConf } from '../../../src/nix/conf.ts'
import { describeNix } from '../../../src/nix/detect.ts'

/**
 * Days of a project with ten parts, each day one of them changed, an input of all bumped, or nothing, and each day on a
 * fresh store: what is restored is all that there is. Runs inside a machine with a Nix; prints a line a day.
 * Arguments: the folder of Nix's programs, a shell for builders, a folder to work in, the limit in bytes, how many days, and
 * `change`, `bump`, `same`, or `addressed`: the same with a content-addressed input.
 */
const [bin = '', shell = '', folder = '', limitText = '', days = '', kind = ''] =
  process.argv.slice(2)
const limit = Number(limitText)
const PARTS = 10
const JOB = 'nix-ci-store-2-x86_64-linux-job-'

const project = join(folder, 'default.nix')
const release = await describeNix(bin, {})
if (!release) throw new Error(`there is no Nix in ${bin}`)
const conf = (more: { name: string; value: string }[]) =>
  formatConf([
    { name: 'substituters', value: '' },
    { name: 'build-users-group', value: '' },
    { name: 'sandbox', value: 'false' },
    { name: 'experimental-features', value: 'nix-command ca-derivations' },
    { name: 'fallback', value: 'true' },
    ...more,
  ])

/** Entries, as a cache service would have them, by their keys. */
const entries = join(folder, 'entries')
mkdirSync(entries)
const uploads: { key: string; bytes: number }[] = []
const never = () => Promise.reject(new Error('not asked'))
const cache: RawEntries = {
  ...{ restore: never, locate: never, lookup: never, warm() {}, close() {} },
  save: async ({ file, key }: SaveRequest) => {
    if (existsSync(join(entries, key))) return { kind: 'exists', message: '' }
    copyFileSync(file, join(entries, key))
    uploads.push({ key, bytes: statSync(file).size })
    return { kind: 'saved', message: '' }
  },
}

const PROJECTS: Record<string, (day: number) => string> = {
  change: changedProject,
  bump: bumpedProject,
  same: () => changedProject(1),
  addressed: addressedProject,
}

let stored = ''
for (let day = 1; day <= Number(days); day++) {
  writeFileSync(project, PROJECTS[kind]?.(day) ?? '')
  const own = join(folder, `day-${day}`)
  mkdirSync(own)
  const silent = () => {}
  const logger = { info: silent, debug: silent, notice: silent, warning: silent, mask: silent }
  const env = process.env as Record<string, string>
  const cancel = new AbortController().signal
  const ctx: ActionContext = { env, withheld: [], folder: own, cancel, logger }

  const manifest =
    stored === '' ? EMPTY_MANIFEST : parseManifest(readFileSync(join(entries, stored)))
  const reader = new PackReader(async (pack, { from, to }, into) => {
    readFileSync(join(entries, packKey(pack))).copy(into, 0, from, to)
  })
  const provider = new PathProvider(join(own, 'cache'), manifest, reader, 1e9)
  await provider.provideAll()
  provider.moveTo(join(own, 'placed'))

  const settings = substituterSettings(`file://${join(own, 'placed')}`)
  const nixEnv = { ...env, NIX_CONFIG: conf(settings) }
  const nix = (...[program = '', ...argv]: string[]) =>
    spawnSync(join(bin, program), argv, { env: nixEnv, encoding: 'utf8' })
  const { stderr } = nix('nix-build', project, '--no-out-link')
  const built = stderr.match(/^building '/gm)?.length ?? 0

  const places = placesOf(manifest.packs)
  const packer = new PathPacker(
    cache,
    hash => places.has(hash),
    () => false,
    { limit, kept: bytesNeeded(manifest.paths, places) },
    ctx,
  )
  const restored = { key: stored, manifest, hasLost: false, damaged: new Set<string>(), reader }
  const facts = {
    ...{ nix: { bin, ...release }, env: nixEnv, before: new Set<string>(), since: 0 },
    ...{ alwaysSubstitutes: false, flakes: [], inputs: [], isComplete: true },
    ...{ restored, job: JOB, limit },
  }
  uploads.length = 0
  const usable = await packBuilt(packer, facts, ctx)
  const plan = usable && (await planSave(packer, usable, facts))
  if (plan) {
    await saveManifest(plan.manifest, facts, cache, ctx)
    stored = uploads.at(-1)?.key ?? ''
  }
  await packer.close()
  await reader.close()
  const bytes = (plan?.manifest.packs ?? []).reduce((sum, it) => sum + it.bytes, 0)
  const uploaded = uploads.reduce((sum, it) => sum + it.bytes, 0)
  const saved = plan?.kept.length ?? 0
  console.log(
    JSON.stringify({ day, built, saved, bytes, uploaded, packs: plan?.manifest.packs.length }),
  )
  rmSync(own, { recursive: true })
  nix('nix-store', '--gc')
}

/** Nix knows the path of what uses the input only once it has built the input. */
function addressedProject(): string {
  const more = `base = derivation {
    name = "base";
    system = builtins.currentSystem;
    builder = "${shell}";
    args = [ "-c" "echo base > $out" ];
    __contentAddressed = true;
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
  };`
  return expression(more, ['(made "part" "echo $' + '{base} > $out")'])
}

/** Parts of 200 kB that do not pack, and an end that refers to all of them; each day one part is another. */
function changedProject(day: number): string {
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const seen = Array.from({ length: day }, (_, index) => index + 1)
    const version = seen.findLast(it => it % PARTS === part) ?? 0
    const script = `echo part ${part} ${version}; head -c 200000 /dev/urandom`
    return `(made "part-${part}" "(${script}) > $out")`
  })
  return expression('', parts)
}

/** Parts that are the same each day but for the name of what was bumped, which stands in them, as their own does. */
function bumpedProject(day: number): string {
  const parts = Array.from({ length: PARTS }, (_, part) => {
    const file = join(folder, `part-${part}`)
    if (!existsSync(file)) writeFileSync(file, randomBytes(200_000))
    return `(made "part-${part}" "(cat \${./part-${part}}; echo \${base} $out) > $out")`
  })
  return expression(`base = made "base" "echo ${day} > $out";`, parts)
}

function expression(more: string, parts: readonly string[]): string {
  return `let
  made = name: script: derivation {
    inherit name;
    system = builtins.currentSystem;
    builder = "${shell}";
    args = [ "-c" "PATH=/bin:/usr/bin; \${script}" ];
  };
  ${more}
  parts = [ ${parts.join('\n    ')} ];
in made "end" "echo \${toString parts} > $out"
`
}
