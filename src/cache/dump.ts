import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { Failure } from '../lib/errors.ts'

/**
 * The NAR of a store path, as `nix-store --dump` prints it; it fails with a Failure where that does, and ends the
 * process where it is destroyed.
 * @param bin the folder of Nix's programs
 */
export function dumpPath(
  bin: string,
  path: string,
  env: Readonly<Record<string, string>>,
): Readable {
  const nar = new PassThrough({ highWaterMark: 256 << 10 })
  const child = spawn(join(bin, 'nix-store'), ['--dump', path], {
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 4096) said += chunk
  })
  const fail = (why: string) =>
    nar.destroy(new Failure(`it cannot be read: ${why}`, 'Look at the store of Nix.'))
  child.on('error', error => fail(error.message))
  // The stream ends only when it is known to be whole.
  child.on('close', (code, signal) => {
    if (code === 0) nar.end()
    else fail(`nix-store --dump ended with ${code ?? signal}: ${said.trim()}`)
  })
  child.stdout.pipe(nar, { end: false })
  nar.on('close', () => child.kill())
  return nar
}
