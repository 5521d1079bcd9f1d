import { type ChildProcess, spawn } from 'node:child_process'
import { LineSplitter } from './runner-commands.ts'

/** One process of a step, as it is to be spawned on the host. */
export interface ProcessSpec {
  argv: string[]
  env: Record<string, string>
  cwd?: string
  /** Every line of both streams, in the order of arrival. */
  onLine: (line: string) => void
  /** Cancel after so many milliseconds, when a raw line fits, or when something else is there. */
  cancelAfter?: number | RegExp | Promise<unknown> | undefined
  /** The step's timeout in milliseconds. */
  timeoutMs?: number | undefined
  /** Sends a signal to the step's own process and to no other. */
  send: (child: ChildProcess, signal: NodeJS.Signals) => Promise<boolean>
}

/** How the process ended; `stoppedBy` tells if the runner ended it. */
export interface ProcessEnd {
  exitCode: number | null
  stoppedBy?: 'cancel' | 'timeout'
  seconds: number
}

const toTerminate = 7500
const toKill = 2500
const toClose = 5000

/**
 * Runs a process as the runner does: stdin closed, pipes, SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL when it is
 * cancelled or out of time; 5 s after its end nobody listens to pipes that a child still holds.
 */
export function runProcess(spec: ProcessSpec): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const options = { env: spec.env, stdio: 'pipe' as const, ...(spec.cwd && { cwd: spec.cwd }) }
    const child = spawn(spec.argv[0] ?? '', spec.argv.slice(1), options)
    const timers: NodeJS.Timeout[] = []
    const later = (ms: number, work: () => void) => timers.push(setTimeout(work, ms))
    let stoppedBy: ProcessEnd['stoppedBy']
    let ended = false

    const stop = (by: 'cancel' | 'timeout') => {
      if (stoppedBy || ended) return
      stoppedBy = by
      void spec.send(child, 'SIGINT')
      later(toTerminate, () => void spec.send(child, 'SIGTERM'))
      later(toTerminate + toKill, () => void spec.send(child, 'SIGKILL'))
    }
    if (typeof spec.cancelAfter === 'number') later(spec.cancelAfter, () => stop('cancel'))
    if (spec.cancelAfter instanceof Promise) void spec.cancelAfter.then(() => stop('cancel'))
    if (spec.timeoutMs !== undefined) later(spec.timeoutMs, () => stop('timeout'))

    const heard = (line: string) => {
      spec.onLine(line)
      if (spec.cancelAfter instanceof RegExp && spec.cancelAfter.test(line)) stop('cancel')
    }
    const splitters = [child.stdout, child.stderr].map(stream => {
      const splitter = new LineSplitter()
      stream.on('data', (data: Buffer) => {
        for (const line of splitter.push(data)) heard(line)
      })
      return splitter
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end()
    child.on('error', error => {
      for (const timer of timers) clearTimeout(timer)
      reject(error)
    })
    child.on('exit', exitCode => {
      ended = true
      for (const timer of timers) clearTimeout(timer)
      const seconds = () => (performance.now() - began) / 1000
      const finish = () => {
        clearTimeout(held)
        for (const line of splitters.flatMap(splitter => splitter.end())) spec.onLine(line)
        resolve({ exitCode, ...(stoppedBy && { stoppedBy }), seconds: seconds() })
      }
      child.once('close', finish)
      const held = setTimeout(() => {
        child.off('close', finish)
        child.stdout.destroy()
        child.stderr.destroy()
        finish()
      }, toClose)
    })
  })
}
