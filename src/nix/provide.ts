import { constants } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import type { Inputs } from '../inputs.ts'
import type { Rim } from '../rim.ts'
import { formatConf, type Setting } from './conf.ts'
import { CACHES_CONF, type TokenFile, userConfFiles } from './conf-files.ts'
import { daemonAnswers, type StartedDaemon, startDaemon } from './daemon.ts'
import { checkVersion, type FoundNix, findNix } from './found.ts'
import { Executor } from './install/execute.ts'
import { gatherFacts, isAccessible } from './install/facts.ts'
import { installNix } from './install/install.ts'
import { DEFAULT_PROFILE, type Facts } from './install/plan.ts'
import { foundSettings } from './install/settings.ts'
import type { Nix } from './nix.ts'
import { type System, systemOf } from './system.ts'

/** The Nix of this job, and what later steps and post have to know of it. */
export interface Provided {
  readonly nix: Nix
  /** Variables for our own calls of Nix and for later steps of the job. */
  readonly environment: Readonly<Record<string, string>>
  /** Folders for PATH, the first one first. */
  readonly path: readonly string[]
  /** What was started and has to be stopped. */
  readonly daemon: StartedDaemon | undefined
  readonly service: boolean
  /** Runs commands on this machine, as root where it can be had. */
  readonly executor: Executor
}

/**
 * Uses the Nix that is there, or installs one.
 * @param tokens the file with credentials is named in the settings, whether or not it is there yet
 * @throws Failure
 */
export async function provideNix(inputs: Inputs, tokens: TokenFile, rim: Rim): Promise<Provided> {
  const system = systemOf(process.platform, process.arch)
  const found = await findNix(rim.env)
  if (found) {
    checkVersion(found, inputs.nixVersion)
    return useNix(found, system, inputs, tokens.path, rim)
  }
  const looking = gatherFacts(system, rim.env)
  const { version, flavor, mode, nix, caBundle, userSettings, daemon, service } = await installNix(
    inputs,
    system,
    looking,
    rim,
  )
  const facts = await looking
  return {
    nix: { bin: `${nix}/bin`, version, flavor, system, install: 'installed', mode },
    environment: {
      ...(await confFiles(userSettings, inputs, tokens.path, rim)),
      NIX_SSL_CERT_FILE: caBundle,
      // Root would open the store by itself, beside the daemon.
      ...(mode === 'daemon' && facts.root === 'self' ? { NIX_REMOTE: 'daemon' } : {}),
    },
    path: [`${DEFAULT_PROFILE}/bin`],
    daemon,
    service,
    executor: new Executor(facts.root, rim.env, rim.cancel, rim.say),
  }
}

async function useNix(
  found: FoundNix,
  system: System,
  inputs: Inputs,
  tokenFile: string,
  rim: Rim,
): Promise<Provided> {
  rim.say.info(
    `Nix ${found.version} (${found.flavor}) is there, in ${found.bin}; it is used and not changed.`,
  )
  const ownStore = await isAccessible('/nix/var/nix/db', constants.W_OK)
  const asked = rim.env.NIX_REMOTE === 'daemon'
  const mode = ownStore && !asked ? 'single-user' : 'daemon'
  // To look at the machine is to ask sudo, which a runner with a Nix that works should not see.
  const isReady = mode === 'daemon' ? await daemonAnswers() : process.getuid?.() !== 0
  const facts = isReady ? undefined : await gatherFacts(system, rim.env)
  const daemon = mode === 'daemon' && facts ? await wakeDaemon(found, facts, rim) : undefined
  const settings = foundSettings(mode, facts)
  const { bin, version, flavor } = found
  return {
    nix: { bin, version, flavor, system, install: 'found', mode },
    environment: await confFiles([...inputs.nixConf, ...settings], inputs, tokenFile, rim),
    path: found.onPath ? [] : [found.bin],
    daemon,
    service: false,
    executor: new Executor(facts?.root ?? 'none', rim.env, rim.cancel, rim.say),
  }
}

/** A Nix whose daemon sleeps (an earlier job stopped it) is woken for this job. */
async function wakeDaemon(
  found: FoundNix,
  facts: Facts,
  rim: Rim,
): Promise<StartedDaemon | undefined> {
  if (facts.root === 'none') {
    throw new Failure(
      `Nix ${found.version} is there (${found.bin}), but its daemon does not answer and its store is not writable for ${facts.user.name}.`,
      'Start the daemon on the runner: systemctl start nix-daemon.socket.',
    )
  }
  const executor = new Executor(facts.root, rim.env, rim.cancel, rim.say)
  const process = { argv: [join(found.bin, 'nix-daemon')], env: facts.daemonEnv }
  return startDaemon({ start: [], stop: [], process }, executor, join(rim.folder, 'daemon.log'))
}

/**
 * The user's settings in a file of this run, named with the other files of this run before the user's own. Nix passes
 * over files that are not there (yet, or any more).
 */
async function confFiles(
  settings: readonly Setting[],
  { acceptFlakeConfig }: Inputs,
  tokenFile: string,
  { folder, env }: Rim,
): Promise<Record<string, string>> {
  const conf = join(folder, 'nix.conf')
  const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : []
  await writeFile(conf, formatConf([...accept, ...settings]))
  return { NIX_USER_CONF_FILES: userConfFiles([tokenFile, join(folder, CACHES_CONF), conf], env) }
}
