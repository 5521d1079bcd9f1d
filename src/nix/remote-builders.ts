import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Executor, root } from '../host/executor.ts'
import { listed } from '../lib/format.ts'
import { escapeInvisible, toOneLine } from '../lib/text.ts'
import type { ActionContext } from '../model/context.ts'
import {
  BUILDERS_CONF,
  BUILDERS_HOOK,
  BUILDERS_KEY,
  BUILDERS_KNOWN_HOSTS,
  BUILDERS_LOG,
  type BuilderMachine,
  type BuilderOptions,
  hasPort,
  hookScript,
  isMachine,
  PORT_SINCE,
  SEVERAL_CONNECTIONS_SINCE,
  systemsOnlyOf,
  withOneConnection,
} from './builders.ts'
import type { CallResult } from './call.ts'
import { formatConf } from './conf.ts'
import type { Nix } from './nix.ts'
import { hasFeature, isAtLeast } from './version.ts'

const TITLE = 'Remote builders'
/** Bytes of the end of ssh's log that are read for a reason. */
const LOG_TAIL_BYTES = 4096
const MAX_REASON_LENGTH = 300
const MAX_NAMED = 5
/** Nix also asks ssh for a shared connection that may not exist. */
const NOT_A_REASON = /^(?:No ControlPath|Control socket)/

/** The remote builders of a run. Their key is in a file only from {@link write} to {@link remove}. */
export class RemoteBuilders {
  /** Systems that only they can build for. */
  readonly systems: ReadonlySet<string>
  /** Why this run may not use them, from its start; undefined if it may. */
  withheld: string | undefined
  readonly #nix: Nix
  readonly #ctx: ActionContext
  #machines: readonly BuilderMachine[]
  #off: string | undefined
  /** Those that were given up, and when, in milliseconds of the clock of Nix's logs. */
  readonly #lost = new Map<string, { readonly at: number; name: string }>()

  /** @param local the systems that this machine builds for */
  constructor(options: BuilderOptions, local: readonly string[], nix: Nix, ctx: ActionContext) {
    this.#machines = options.machines
    this.systems = systemsOnlyOf(options.machines, local)
    this.#nix = nix
    this.#ctx = ctx
  }

  /** Leaves them out of a run that gets no key. */
  withhold(reason: string): void {
    this.withheld = reason
    this.#off = reason
  }

  /** Writes the key, the host keys and the settings of Nix. */
  async write({ key, knownHosts }: BuilderOptions): Promise<void> {
    const { env, folder } = this.#ctx
    if (key.value !== undefined) await this.#writeKey(`${key.value.trim()}\n`)
    await writeFile(this.#path(BUILDERS_KNOWN_HOSTS), `${knownHosts.trim()}\n`)
    await writeFile(this.#path(BUILDERS_LOG), '')
    const script = hookScript(this.#nix.bin, folder, key.value !== undefined, env.NIX_SSHOPTS)
    await writeFile(this.#path(BUILDERS_HOOK), script, { mode: 0o755 })
    await this.#writeConf()
  }

  /** Evaluation can read what the user can read, so the daemon's key belongs to root where that is possible. */
  async #writeKey(text: string): Promise<void> {
    const path = this.#path(BUILDERS_KEY)
    const { env, cancel, logger } = this.#ctx
    if (this.#nix.mode === 'daemon') {
      const executor = new Executor(process.getuid?.() === 0 ? 'self' : 'sudo', env, cancel, logger)
      const why = 'Writing the SSH key for the remote builders'
      const script = 'umask 077; cat >"$1"'
      const command = { ...root(why, '/bin/sh', '-c', script, 'sh', path), input: text }
      const written = await executor.one(command).catch(() => undefined)
      if (written !== undefined) return
    }
    await writeFile(path, text, { mode: 0o600 })
  }

  async #writeConf(): Promise<void> {
    const hasSeveral = hasFeature(this.#nix, SEVERAL_CONNECTIONS_SINCE)
    const lines = this.#machines.map(({ line }) => (hasSeveral ? line : withOneConnection(line)))
    const conf = formatConf([
      { name: 'builders', value: lines.join(' ; ') },
      { name: 'build-hook', value: this.#path(BUILDERS_HOOK) },
    ])
    await writeFile(this.#path(BUILDERS_CONF), conf)
  }

  /**
   * Gives up the builders that a call of Nix could not reach or lost, with a warning each.
   * @returns whether a build has failed with the connection, so that the call is worth repeating
   */
  async giveUp({ code, cancelled, timedOut, log }: Omit<CallResult, 'stdout'>): Promise<boolean> {
    const { builders, start } = log.run()
    let hasLost = false
    for (const { machine, isLost } of this.#off === undefined ? builders : []) {
      const known = this.#lost.get(machine)
      // A call that began later must have named the builder itself: another one would lose it again.
      hasLost ||= isLost && (known === undefined || start < known.at)
      if (!known) await this.#warn(machine, isLost)
    }
    return hasLost && code !== 0 && !cancelled && !timedOut
  }

  async #warn(machine: string, isLost: boolean): Promise<void> {
    const lost = { at: performance.now(), name: machine }
    this.#lost.set(machine, lost)
    const remaining = this.#machines.filter(it => !isMachine(it, machine))
    // One of a file cannot be given up alone.
    this.#machines = remaining.length < this.#machines.length ? remaining : []
    await this.#writeConf()
    const reason = await this.#sshReason()
    if (reason !== undefined) lost.name = `${machine} (${reason})`
    const name = escapeInvisible(lost.name)
    const message = isLost
      ? `Lost the connection to remote builder ${name} during a build. Building again without it.`
      : `Cannot reach remote builder ${name}. The job continues without it.${this.#portHint(machine)}`
    this.#ctx.logger.warning(message, TITLE)
  }

  #portHint(machine: string): string {
    if (!hasPort(machine) || isAtLeast(this.#nix.version, PORT_SINCE)) return ''
    return ` Nix ${this.#nix.version} takes no port in the URL (${PORT_SINCE} does): set NIX_SSHOPTS to -p PORT in the env of the job.`
  }

  /** What a failure for lack of a machine has to say, if some of them are not used. */
  get hint(): string | undefined {
    if (this.#off !== undefined) return `Remote builders are not used: ${this.#off}.`
    if (this.#lost.size === 0) return undefined
    const lost = [...this.#lost.values()].map(({ name }) => name)
    return escapeInvisible(`Remote builders that failed: ${listed(lost, MAX_NAMED)}.`)
  }

  /** Removes the key, and with it the builders. */
  async remove(reason: string): Promise<void> {
    this.#off ??= reason
    const names = [BUILDERS_CONF, BUILDERS_KEY, BUILDERS_KNOWN_HOSTS, BUILDERS_HOOK, BUILDERS_LOG]
    await Promise.all(names.map(name => rm(this.#path(name), { force: true })))
  }

  /** The last line of ssh's log without its full stop. */
  async #sshReason(): Promise<string | undefined> {
    const file = await open(this.#path(BUILDERS_LOG)).catch(() => undefined)
    if (!file) return undefined
    try {
      const { size } = await file.stat()
      const start = Math.max(0, size - LOG_TAIL_BYTES)
      const { buffer, bytesRead } = await file.read({ position: start, length: LOG_TAIL_BYTES })
      const text = buffer.subarray(0, bytesRead).toString()
      const line = text.split(/[\r\n]+/).findLast(it => it.trim() !== '' && !NOT_A_REASON.test(it))
      return line && toOneLine(line.replace(/[.\s]+$/, ''), MAX_REASON_LENGTH)
    } finally {
      await file.close()
    }
  }

  #path(name: string): string {
    return join(this.#ctx.folder, name)
  }
}
