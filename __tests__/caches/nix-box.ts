import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PathInfo, parsePathInfo } from '../../src/nix/path-info.ts'
import { type Machine, startMachine } from '../helpers/machine.ts'
import { ensureReleases } from '../helpers/pack/releases.ts'
import type { Ended } from '../helpers/privilege.ts'

/** A fresh machine with a Nix of root's own, and no substituter. */
export interface NixBox {
  readonly machine: Machine
  /** A folder on the host whose `nix-store` is the machine's. */
  readonly bin: string
  /** A store path of the release, to build with: `${busybox}/bin/sh`. */
  readonly busybox: string
  /** Runs a program of Nix with more settings; throws what it said where it fails. */
  nix(argv: string[], settings?: Record<string, string>): Promise<string>
  /** The same, whatever its end. */
  try(argv: string[], settings?: Record<string, string>): Promise<Ended>
  /** What the store has of a closure. */
  closure(path: string): Promise<PathInfo[]>
}

/** Makes one in about 2 s, of a packed release (`2.8`); `stop` its machine at the end. */
export async function startNixBox(line: string): Promise<NixBox> {
  const { releases, base } = await ensureReleases()
  const release = line === 'newest' ? releases.at(-1) : releases.find(one => one.line === line)
  if (!release) throw new Error(`there is no packed Nix ${line}`)
  const machine = await startMachine({ account: 'root', nix: 'tmpfs', share: [base] })
  const script = [
    `cd /tmp && tar -xJf ${release.tarball} && cd nix-${release.version}-*`,
    'mkdir -p /nix/store && cp -a store/. /nix/store/',
    'nix=$(dirname /nix/store/*-nix-2.*/bin/nix) && ln -s $nix /tmp/bin',
    '/tmp/bin/nix-store --load-db < .reginfo && echo /nix/store/*-busybox-static',
  ]
  const placed = await machine.run(['bash', '-ec', script.join('\n')])
  if (placed.code !== 0) throw new Error(`Nix could not be placed: ${placed.stderr}`)
  const attempt = ([program = '', ...args]: string[], settings: Record<string, string> = {}) =>
    machine.run([`/tmp/bin/${program}`, ...args], { env: { NIX_CONFIG: confOf(settings) } })
  const nix = async (argv: string[], settings?: Record<string, string>) => {
    const { code, stdout, stderr } = await attempt(argv, settings)
    if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`)
    return stdout.trim()
  }
  return {
    machine,
    bin: await hostBin(machine),
    busybox: placed.stdout.trim(),
    nix,
    try: attempt,
    closure: async path =>
      parsePathInfo(await nix(['nix', 'path-info', '--json', '--recursive', path])),
  }
}

function confOf(settings: Record<string, string>): string {
  const all = {
    substituters: '',
    'build-users-group': '',
    sandbox: 'false',
    'experimental-features': 'nix-command',
    ...settings,
  }
  return Object.entries(all)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')
}

/** Outside, a program that runs inside. */
async function hostBin(machine: Machine): Promise<string> {
  const bin = join(machine.work, 'bin')
  await mkdir(bin)
  const { argv, env } = machine.command(['/tmp/bin/nix-store'])
  const words = [...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...argv]
  const quoted = words.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  await writeFile(join(bin, 'nix-store'), `#!/bin/sh\nexec env ${quoted} "$@"\n`)
  await chmod(join(bin, 'nix-store'), 0o755)
  return bin
}
