import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { run } from './run.ts'
import { type AptSource, firstThere, ownSources, stanza } from './sources.ts'

/** apt with folders of its own: nothing of the machine's apt is written, and no root is needed. */
export interface PrivateApt {
  /** Downloads packages and what they depend on; gives the paths of the `.deb` files. */
  withDependencies(packages: string[]): Promise<string[]>
  /** Downloads just these packages; gives the paths of the `.deb` files. */
  alone(packages: string[]): Promise<string[]>
}

/**
 * Opens a private apt below `dir` and reads the package lists of `sources`.
 * `installed`: the dpkg status file whose packages count as there (default: none are).
 * `architecture`: Debian's name of the packages' processor (default: the machine's).
 * Throws with apt's own words when a source cannot be read.
 */
export async function openApt(
  dir: string,
  sources: AptSource[],
  installed?: string,
  architecture?: string,
): Promise<PrivateApt> {
  await mkdir(`${dir}/lists/partial`, { recursive: true })
  await mkdir(`${dir}/cache/archives/partial`, { recursive: true })
  await writeFile(`${dir}/status`, installed ? await readFile(installed) : '')
  await writeFile(`${dir}/own.sources`, sources.map(stanza).join('\n'))
  await writeFile(`${dir}/apt.conf`, await aptConf(dir, architecture))
  const options = { env: { APT_CONFIG: `${dir}/apt.conf`, DEBIAN_FRONTEND: 'noninteractive' } }
  const update = ['update', '-q', '-o', 'APT::Update::Error-Mode=any']
  // Of several sources one may be down and not be needed: what apt said comes up if a package is missing.
  const trouble = await run('apt-get', update, options).then(
    () => '',
    (error: Error) => error.message,
  )
  if (trouble && sources.length === 1) throw new Error(trouble)
  const apt = (args: string[], cwd = dir) =>
    run('apt-get', args, { ...options, cwd }).catch((error: Error) => {
      throw new Error(trouble ? `${error.message}\nand before that:\n${trouble}` : error.message)
    })
  return {
    async withDependencies(packages) {
      for (const old of await debsIn(`${dir}/cache/archives`)) await rm(old)
      const flags = ['install', '-y', '-q', '--no-install-recommends', '--download-only']
      await apt([...flags, '--reinstall', ...packages])
      return debsIn(`${dir}/cache/archives`)
    },
    async alone(packages) {
      await mkdir(`${dir}/alone`, { recursive: true })
      await apt(['download', '-q', ...packages], `${dir}/alone`)
      return debsIn(`${dir}/alone`)
    },
  }
}

/** Unpacks packages into one folder, without their scripts. */
export async function unpack(debs: string[], root: string): Promise<void> {
  await mkdir(root, { recursive: true })
  for (const deb of debs) await run('dpkg-deb', ['-x', deb, root])
}

/**
 * A file with Debian's archive keys: the machine's, or out of the package debian-archive-keyring, which Ubuntu has too.
 * `dir` is a folder to download to. Throws when there is neither.
 */
export async function debianKeyring(dir: string): Promise<string> {
  const names = ['debian-archive-keyring.gpg', 'debian-archive-keyring.pgp']
  const here = await firstThere(names.map(name => `/usr/share/keyrings/${name}`))
  if (here) return here
  const apt = await openApt(dir, await ownSources())
  await unpack(await apt.alone(['debian-archive-keyring']), `${dir}/root`)
  const unpacked = await firstThere(names.map(name => `${dir}/root/usr/share/keyrings/${name}`))
  if (unpacked) return unpacked
  throw new Error("no keys of Debian's archive: install the package debian-archive-keyring")
}

async function debsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter(name => name.endsWith('.deb'))
    .sort()
    .map(name => `${folder}/${name}`)
}

// Of the machine's settings only how to download (proxies, certificates, retries): hooks would act on the machine.
async function aptConf(dir: string, architecture?: string): Promise<string> {
  const machine = await run('apt-config', ['dump'])
  const kept = machine
    .split('\n')
    .filter(line => line.startsWith('Acquire::') && !line.startsWith('Acquire::IndexTargets'))
  const own = {
    'Dir::Etc::sourcelist': `${dir}/own.sources`,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State': dir,
    'Dir::State::lists': `${dir}/lists`,
    'Dir::State::status': `${dir}/status`,
    'Dir::State::extended_states': `${dir}/extended_states`,
    'Dir::Cache': `${dir}/cache`,
    'Dir::Cache::archives': `${dir}/cache/archives`,
    'Dir::Log': `${dir}/log`,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    ...(architecture && { 'APT::Architecture': architecture, 'APT::Architectures': architecture }),
  }
  return [...kept, ...Object.entries(own).map(([key, value]) => `${key} "${value}";`), ''].join(
    '\n',
  )
}
