import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import type { Environment } from '../model/context.ts'
import { childEnvironment } from './environment.ts'
import { eraseInitialEnvironment } from './erase-environment.ts'

/** Tells the new process that standard input holds the rest of the environment. */
const VARIABLE = 'NIX_CI_HANDOVER'
/** The only descriptor besides the output streams that Node leaves open across execve. */
const STDIN = 0
/** A file system in memory. */
const MEMORY = '/dev/shm'

/**
 * Keeps credentials in memory only: the initial environment of a process is readable in /proc as long as it lives, and
 * this process lives while tests run. They are erased there; where that cannot be, this process is executed again with an
 * environment without them, which pass through a file without a name, in memory where the system has that, which is
 * emptied and closed as soon as it has been read.
 * @returns the whole environment, in the process that continues
 */
export function hideSecrets(): Environment {
  const isHandedOver = process.env[VARIABLE] !== undefined && isNameless(STDIN)
  delete process.env[VARIABLE]
  if (isHandedOver) return { ...process.env, ...receive() }
  const whole = { ...process.env }
  const clean = childEnvironment(whole)
  const names = Object.keys(whole).filter(name => clean[name] !== whole[name])
  if (names.length === 0) return whole
  for (const name of names) delete process.env[name]
  Object.assign(process.env, clean)
  // Node has execve since 22.15.
  if (eraseInitialEnvironment(names) || !process.execve) return whole
  send(JSON.stringify(Object.fromEntries(names.map(name => [name, whole[name]]))))
  // Otherwise "execve is experimental" is the first line of every log.
  process.removeAllListeners('warning')
  const argv = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  return process.execve(process.execPath, argv, { ...clean, [VARIABLE]: '1' })
}

/** Whether a descriptor is a file of this user that nobody else can open by a name. */
function isNameless(descriptor: number): boolean {
  const stat = fstatSync(descriptor)
  return stat.isFile() && stat.nlink === 0 && stat.uid === process.getuid?.()
}

/** Leaves the text for the program that replaces this one, which reads it from the start. */
function send(text: string): void {
  const bytes = Buffer.from(text)
  for (const open of [openInMemory, openUnlinked]) {
    // The next file that is opened gets its descriptor.
    closeSync(STDIN)
    try {
      if (writeSync(open(), bytes, 0, bytes.length, 0) === bytes.length) return
    } catch {
      // Another system, an old kernel, a container without it.
    }
    openSync('/dev/null', 'r')
  }
  throw new Error(
    'The environment could not be passed on: RUNNER_TEMP has no space, or cannot be written.',
  )
}

function receive(): Record<string, string> {
  const text = readFileSync(STDIN, 'utf8')
  ftruncateSync(STDIN, 0)
  closeSync(STDIN)
  openSync('/dev/null', 'r')
  return JSON.parse(text)
}

/** O_TMPFILE of open(2), which Node does not name: alike on all processors but for O_DIRECTORY in it. */
const O_TMPFILE = 0o20000000 | constants.O_DIRECTORY

function openInMemory(): number {
  return openSync(MEMORY, O_TMPFILE | constants.O_RDWR, 0o600)
}

function openUnlinked(): number {
  const file = `${process.env.RUNNER_TEMP ?? '/tmp'}/nix-ci-${process.pid}-${process.hrtime.bigint()}`
  const descriptor = openSync(file, 'wx+', 0o600)
  unlinkSync(file)
  return descriptor
}
