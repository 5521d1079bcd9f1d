import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

/** This computer cannot give a fresh machine; the message says what is missing. */
export class NoIsolation extends Error {
  override name = 'NoIsolation'
}

/** argv as root: unchanged where the tests are root, else behind `sudo -n`. */
export function asRoot(argv: string[]): string[] {
  return process.getuid?.() === 0 ? argv : ['sudo', '-n', ...argv]
}

let known: string | null | undefined

/**
 * Why no fresh machine can be made here, in words, or undefined if one can. Asked for real once a process.
 * For `describe.skipIf(whyNoIsolation())`.
 */
export function whyNoIsolation(): string | undefined {
  if (known === undefined) known = ask() ?? null
  return known ?? undefined
}

function ask(): string | undefined {
  if (process.platform !== 'linux') return `fresh machines need Linux, this is ${process.platform}`
  const root = attempt(asRoot(['true']))
  if (root) return `fresh machines need root or sudo without a password: ${root}`
  for (const tool of ['unshare', 'nsenter', 'setpriv', 'pivot_root', 'bash']) {
    if (attempt(asRoot(['sh', '-c', `command -v ${tool}`]))) {
      return `fresh machines need ${tool} (package util-linux) on PATH`
    }
  }
  const overlay =
    'mount -t tmpfs t /mnt && cd /mnt && mkdir u w r && mount -t overlay -o lowerdir=/,upperdir=u,workdir=w o r'
  const failed = attempt(asRoot(['unshare', '-m', '-p', '-f', 'sh', '-c', overlay]))
  return (
    failed && `namespaces or overlayfs are not available (a container without rights?): ${failed}`
  )
}

function attempt(argv: string[]): string | undefined {
  const done = spawnSync(argv[0] ?? '', argv.slice(1), { encoding: 'utf8' })
  if (done.status === 0) return undefined
  return (done.error?.message ?? done.stderr.trim()) || `exit code ${done.status}`
}

/** How a process ended and what it said. `code` is null if a signal ended it. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs argv to its end with all output in memory; rejects only if it cannot be started. */
export function collect(
  argv: string[],
  options: {
    env?: Record<string, string>
    input?: string | undefined
    onSpawn?: (child: ChildProcess) => void
  } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0] ?? '', argv.slice(1), {
      stdio: 'pipe',
      ...(options.env && { env: options.env }),
    })
    options.onSpawn?.(child)
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (data: Buffer) => out.push(data))
    child.stderr.on('data', (data: Buffer) => err.push(data))
    // A command that does not read its input closes the pipe early.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input)
    child.on('error', reject)
    const text = (parts: Buffer[]) => Buffer.concat(parts).toString()
    child.on('exit', (code, signal) => {
      const end = () => resolve({ code, signal, stdout: text(out), stderr: text(err) })
      // A daemon that it left behind may hold the pipes for ever.
      const grace = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        end()
      }, 1000)
      child.on('close', () => {
        clearTimeout(grace)
        end()
      })
    })
  })
}
