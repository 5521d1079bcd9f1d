import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { machinesDir, sharedPaths, sudoSource, sweepMachines } from './machine-parts.ts'
import { signalInside } from './machine-signal.ts'
import type { Aarch64 } from './pack/aarch64.ts'
import { ensureSystemd } from './pack/systemd.ts'
import { asRoot, collect, type Ended, NoIsolation, whyNoIsolation } from './privilege.ts'

/** Who the machine's job runs as. */
export type Account = 'runner' | 'root'

/** What a fresh machine has. */
export interface MachineOptions {
  account: Account
  /** Passwordless sudo on PATH. Default: for `runner`; `root` never has it. */
  sudo?: boolean
  /** `absent` (default): no /nix at all, making it needs root; `tmpfs`, `disk`: an empty /nix mounted, in memory or not. */
  nix?: 'absent' | 'tmpfs' | 'disk'
  /** The machine is a Debian 12 that systemd has booted, in a container; default: the host's files, without systemd. */
  systemd?: boolean
  /** Size of /tmp, which is in memory, as mount takes it (`64m`); default: half of the computer's. */
  tmp?: string
  /** A host folder whose files take the place of those in `/`. */
  layer?: string
  /** The machine runs aarch64 programs too, with the libraries of C and C++; the host has another processor. */
  emulate?: Pick<Aarch64, 'emulator' | 'libraries'>
  /** More host paths to be seen read-only at the same place: what lies in /tmp, /home, /root or /run. */
  share?: string[]
}

/** How a command runs inside. `as` is the machine's account by default, `cwd` its home. */
export interface CommandOptions {
  cwd?: string
  as?: Account
  /** Added to PATH, HOME, USER, LOGNAME, SHELL, LANG; nothing of the tests' own environment comes in. */
  env?: Record<string, string>
}

/** A process inside: pid as the machine counts. */
export interface MachineProcess {
  pid: number
  user: string
  command: string
}

/** A fresh machine: the host's files, but what is written lives in memory (see `nix`) and is gone after stop(). */
export interface Machine {
  readonly account: Account
  /** uid of the account inside and outside. */
  readonly uid: number
  /** A folder at the same path inside and outside, owned by the account. */
  readonly work: string
  readonly home: string
  /** Milliseconds that the start took. */
  readonly startMs: number
  /**
   * What to spawn on the host to run argv inside. No shell and no terminal lie between; stdio, exit code and
   * the signal that ended the command pass through. A signal for the command goes through `signal`, because
   * the spawned process itself is `nsenter`, which hands none on.
   */
  command(argv: string[], options?: CommandOptions): { argv: string[]; env: Record<string, string> }
  /** Sends a signal to the command of a spawned `command(...)`; false if it has ended (or not yet begun). */
  signal(child: ChildProcess, signal: NodeJS.Signals): Promise<boolean>
  /** Runs argv inside to its end; killed after `timeoutMs`. */
  run(
    argv: string[],
    options?: CommandOptions & { input?: string; timeoutMs?: number },
  ): Promise<Ended>
  /** Gives host files below `work` (and all in them) to the account; the tests can still write them. */
  own(...paths: string[]): Promise<void>
  /** Everything that runs inside, without the machine's first process and the one that asks. */
  processes(): Promise<MachineProcess[]>
  /** Ends everything inside and removes the work folder, unless `keep`. May be called twice. */
  stop(options?: { keep?: boolean }): Promise<void>
}

/** PATH inside. */
export const machinePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Starts a fresh machine in about 0.2 s. Throws NoIsolation where this computer cannot. */
export async function startMachine(options: MachineOptions): Promise<Machine> {
  const lacking = whyNoIsolation()
  if (lacking) throw new NoIsolation(lacking)
  const began = performance.now()
  await sweepMachines()
  const id = `${process.pid}-${randomBytes(4).toString('hex')}`
  mkdirSync(join(machinesDir, id, 'stage'), { recursive: true })
  const folder = realpathSync(join(machinesDir, id))
  const work = join(folder, 'work')
  mkdirSync(work)
  const withSudo = options.account === 'runner' && options.sudo !== false
  // The host's own user where the tests are not root, so that both sides can write the work folder.
  const uid = process.getuid?.() || 1001
  const gid = process.getgid?.() || 1001
  const owner = options.account === 'root' ? 0 : uid
  const settings = {
    stage: join(folder, 'stage'),
    work,
    uid,
    gid,
    sudo: withSudo ? (options.systemd ? 'host' : await sudoSource()) : 'none',
    nix: options.nix ?? 'absent',
    share: sharedPaths(options.share ?? [], options.systemd).join('\n'),
    systemd: options.systemd ? await ensureSystemd() : 'none',
    layer: options.layer ?? options.emulate?.libraries ?? 'none',
    tmp: options.tmp ?? '50%',
    emulator: options.emulate?.emulator ?? 'none',
  }
  const { child, pid } = await boot(settings)
  const machine = new NamespaceMachine(options.account, owner, folder, child, pid, began)
  try {
    await machine.own(work)
  } catch (error) {
    await machine.stop()
    throw error
  }
  return machine
}

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts the first process and waits until it says that the machine stands. */
function boot(settings: Record<string, string | number>) {
  const script = pathOf('machine-init.sh')
  const variables = Object.entries({ ...settings, emulate: pathOf('machine-emulator.sh') }).map(
    ([name, value]) => `${name}=${value}`,
  )
  const unshare = ['unshare', '-m', '-p', '-f', '--kill-child', '--']
  const clean = ['env', '-i', `PATH=${machinePath}`, 'LC_ALL=C', ...variables, 'bash', script]
  const argv = asRoot([...unshare, ...clean])
  const child = spawn(argv[0] ?? '', argv.slice(1), { stdio: 'pipe' })
  let out = ''
  let err = ''
  child.stdin.on('error', () => undefined)
  child.stderr.on('data', (data: Buffer) => {
    err += data
  })
  return new Promise<{ child: ChildProcess; pid: number }>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data
      const pid = /^ready (\d+)\n/m.exec(out)?.[1]
      if (pid) resolve({ child, pid: Number(pid) })
    })
    child.on('error', reject)
    child.on('exit', code => {
      const said = err.trim() || 'it said nothing'
      reject(new NoIsolation(`the fresh machine did not come up (exit code ${code}): ${said}`))
    })
  })
}

class NamespaceMachine implements Machine {
  readonly account: Account
  readonly uid: number
  readonly work: string
  readonly home: string
  readonly startMs: number
  #folder: string
  #init: ChildProcess
  #pid: number
  #stopped: Promise<void> | undefined

  constructor(
    account: Account,
    uid: number,
    folder: string,
    init: ChildProcess,
    pid: number,
    began: number,
  ) {
    this.account = account
    this.uid = uid
    this.#folder = folder
    this.work = join(folder, 'work')
    this.home = homeOf(account)
    this.#init = init
    this.#pid = pid
    this.startMs = performance.now() - began
  }

  command(argv: string[], options: CommandOptions = {}) {
    const as = options.as ?? this.account
    const variables = { ...baseEnv(as), ...options.env }
    const enter = ['nsenter', '-t', String(this.#pid), ...this.#namespaces(), '--']
    const user =
      as === 'root'
        ? []
        : ['setpriv', '--reuid', 'runner', '--regid', 'runner', '--init-groups', '--']
    // The environment goes in as arguments of env, because sudo lets none through. env changes the folder as
    // the command's own user.
    const clean = ['env', '-i', '-C', options.cwd ?? homeOf(as)]
    const pairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
    return {
      argv: asRoot([...enter, ...user, ...clean, ...pairs, ...argv]),
      env: { PATH: `${machinePath}:${process.env.PATH ?? ''}` },
    }
  }

  // It may have the user namespace of the host, which cannot be entered again.
  #namespaces(): string[] {
    const user = (pid: number | 'self') => readlinkSync(`/proc/${pid}/ns/user`)
    return ['-m', '-p', ...(user('self') === user(this.#pid) ? [] : ['-U'])]
  }

  signal(child: ChildProcess, signal: NodeJS.Signals) {
    return signalInside(child, signal)
  }

  async run(
    argv: string[],
    options: CommandOptions & { input?: string; timeoutMs?: number } = {},
  ): Promise<Ended> {
    const command = this.command(argv, options)
    let timer: NodeJS.Timeout | undefined
    let isOver = false
    const onSpawn = (child: ChildProcess) => {
      if (!options.timeoutMs) return
      // The command may not run inside yet.
      const kill = async () => {
        if (!(await this.signal(child, 'SIGKILL')) && !isOver) timer = setTimeout(kill, 50)
      }
      timer = setTimeout(kill, options.timeoutMs)
    }
    try {
      return await collect(command.argv, { env: command.env, input: options.input, onSpawn })
    } finally {
      isOver = true
      clearTimeout(timer)
    }
  }

  async own(...paths: string[]) {
    if (paths.length === 0) return
    const owner = this.account === 'root' ? '0:0' : 'runner:runner'
    // The tests must still write there when they are neither root nor the account.
    const both = [0, this.uid].includes(process.getuid?.() ?? 0) ? '' : '; chmod -R a+rwX "$@"'
    const script = `chown -hR ${owner} "$@"${both}`
    // Inside, where the name has its meaning; the work folder is at the same path there.
    const done = await this.run(['sh', '-ec', script, 'own', ...paths], { as: 'root' })
    if (done.code !== 0) {
      throw new Error(`could not give ${paths.join(', ')} to ${this.account}: ${done.stderr}`)
    }
  }

  async processes(): Promise<MachineProcess[]> {
    const done = await this.run(['bash', '-c', listScript], { as: 'root' })
    return done.stdout
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [pid = '', user = '', ...command] = line.split('\t')
        return { pid: Number(pid), user, command: command.join('\t') }
      })
  }

  stop(options: { keep?: boolean } = {}): Promise<void> {
    this.#stopped ??= this.#stop(options.keep === true)
    return this.#stopped
  }

  async #stop(keep: boolean) {
    if (this.#init.exitCode === null && this.#init.signalCode === null) {
      const ended = new Promise(resolve => this.#init.once('exit', resolve))
      this.#init.stdin?.end()
      await ended
    }
    if (keep) writeFileSync(join(this.#folder, 'keep'), '')
    else await collect(asRoot(['rm', '-rf', this.#folder]))
  }
}

// A process without a command line is a zombie; our own shell and the forks it makes have its parent.
const listScript = `
for folder in /proc/[0-9]*; do
  pid=\${folder#/proc/}
  [ "$pid" = 1 ] || [ "$pid" = $$ ] && continue
  command=$(tr '\\0\\n\\t' '   ' 2>/dev/null <"$folder/cmdline") || continue
  [ -n "$command" ] || continue
  user=$(stat -c %U "$folder" 2>/dev/null) || continue
  printf '%s\\t%s\\t%s\\n' "$pid" "$user" "\${command% }"
done`

function homeOf(account: Account): string {
  return account === 'root' ? '/root' : '/home/runner'
}

function baseEnv(account: Account): Record<string, string> {
  const user = { USER: account, LOGNAME: account, HOME: homeOf(account) }
  return { PATH: machinePath, LANG: 'C.UTF-8', SHELL: '/bin/bash', ...user }
}
