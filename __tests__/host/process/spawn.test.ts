import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LineSplitter } from '../../../src/host/process/lines.ts'
import { capture, run, type SpawnOptions } from '../../../src/host/process/spawn.ts'

const env = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spawn-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a bash script; what it printed comes with how it ended and how long it took (seconds). */
async function script(text: string, options: Partial<SpawnOptions> = {}) {
  const lines: string[] = []
  const begin = performance.now()
  const exit = await run(['bash', '-c', text], {
    cwd: '/',
    env,
    stdout: new LineSplitter(line => lines.push(line)),
    stderr: new LineSplitter(line => lines.push(line)),
    ...options,
  })
  return { ...exit, lines, seconds: (performance.now() - begin) / 1000 }
}

const limit = (seconds: number) => ({ seconds, message: 'took too long' })

/** A limit from the first line on, when a script has done what it has to before. */
function sinceFirstLine(seconds: number) {
  let isSeen = false
  const lines: string[] = []
  const stdout = new LineSplitter(line => {
    isSeen = true
    lines.push(line)
  })
  const lastOutputAt = () => (isSeen ? 0 : performance.now())
  return { lines, options: { stdout, silence: limit(seconds), lastOutputAt } }
}

/** Whether a process still does something; a zombie does not. */
function isAlive(pid = 'nothing was printed'): boolean {
  if (!/^\d+$/.test(pid)) throw new Error(`not a pid: ${pid}`)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z'
  } catch {
    return false
  }
}

describe.concurrent('a timeout', () => {
  it.concurrent('ends the process and its children', async () => {
    const { lines, options } = sinceFirstLine(0.5)
    const end = await script('sleep 60 & echo $!; sleep 60', options)
    expect(end).toMatchObject({ code: null, timedOut: true, cancelled: false })
    expect(end.seconds).toBeLessThan(20)
    expect(isAlive(lines[0])).toBe(false)
  })

  it.concurrent('ends what prints nothing', async () => {
    const end = await script('sleep 60', { time: limit(0.5) })
    expect(end).toMatchObject({ code: null, timedOut: true, seconds: expect.closeTo(0.5, -1) })
  })

  it.concurrent('lets a process that listens to SIGTERM say its last words', async () => {
    const { lines, options } = sinceFirstLine(0.5)
    const { timedOut } = await script(
      'trap "echo bye; exit 0" TERM; echo hi; while :; do read -rt 0.05 <> <(:); done',
      options,
    )
    expect(timedOut).toBe(true)
    expect(lines).toEqual(['hi', 'bye'])
  })

  it.concurrent('ends also a group in which nobody listens to SIGTERM', async () => {
    const { lines, options } = sinceFirstLine(0.5)
    const { signal, timedOut, seconds } = await script(
      `trap "" TERM; bash -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done' & while :; do sleep 0.1; done`,
      options,
    )
    expect({ signal, timedOut }).toEqual({ signal: 'SIGKILL', timedOut: true })
    expect(seconds).toBeLessThan(30)
    expect(isAlive(lines[0])).toBe(false)
  })

  it.concurrent('is not for what a process leaves behind that ended in time', async () => {
    const onExit = () => sleep(2000)
    const { code, timedOut, seconds } = await script('sleep 60 &', { time: limit(1.5), onExit })
    expect({ code, timedOut }).toEqual({ code: 0, timedOut: false })
    expect(seconds).toBeGreaterThan(1.5)
  })

  it.concurrent('that is not reached changes nothing', async () => {
    expect(await script('exit 5', { time: limit(30) })).toMatchObject({ code: 5, timedOut: false })
  })
})

describe.concurrent('run', () => {
  it.concurrent('tells the exit code', async () => {
    expect(await script('exit 42')).toMatchObject({
      code: 42,
      signal: null,
      timedOut: false,
      cancelled: false,
    })
  })

  it.concurrent('tells the signal that ended the process', async () => {
    expect(await script('kill -SEGV $$')).toMatchObject({ code: null, signal: 'SIGSEGV' })
  })

  it.concurrent('gives exactly the environment and the folder, and no standard input', async () => {
    const { lines } = await script('pwd; echo "$FOO-$HOME"; cat; echo end', {
      cwd: '/usr',
      env: { ...env, FOO: 'bar' },
    })
    expect(lines).toEqual(['/usr', 'bar-', 'end'])
  })

  it.concurrent('has given every line, in order, before it returns', async () => {
    const { lines } = await script('for i in $(seq 20000); do echo "line $i"; done; printf last')
    expect(lines).toHaveLength(20001)
    expect(lines.every((line, i) => line === (i < 20000 ? `line ${i + 1}` : 'last'))).toBe(true)
  })

  it.concurrent.each([['there-is-no-such-program'], ['/etc/passwd']])(
    'cannot start %s: an error that names it',
    async program => {
      await expect(run([program], { cwd: '/', env })).rejects.toThrow(
        new RegExp(`${program}.*(ENOENT|EACCES)`),
      )
    },
  )

  it.concurrent('is not held by a background child that keeps the pipe, and ends it', async () => {
    const { code, lines, seconds } = await script('sleep 60 & echo $!; exit 3')
    expect(code).toBe(3)
    expect(seconds).toBeLessThan(3)
    expect(isAlive(lines[0])).toBe(false)
  })

  it.concurrent('ends a background child that does not listen to SIGTERM', async () => {
    const { lines, seconds } = await script(
      `exec 3< <(bash -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done'); read pid <&3; echo $pid`,
    )
    expect(seconds).toBeLessThan(20)
    expect(isAlive(lines[0])).toBe(false)
  })

  it.concurrent('takes what a background child still prints at once', async () => {
    const { lines } = await script(
      '(while kill -0 $$ 2>/dev/null; do :; done; echo late) & echo early',
    )
    expect(lines).toEqual(['early', 'late'])
  })
})

describe.concurrent('cancelling', () => {
  it.concurrent('ends the group', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 300)
    const { cancelled, timedOut, seconds } = await script('sleep 60', { cancel: controller.signal })
    expect({ cancelled, timedOut }).toEqual({ cancelled: true, timedOut: false })
    expect(seconds).toBeLessThan(3)
  })

  it.concurrent('before the start ends it at once', async () => {
    const { cancelled, seconds } = await script('sleep 60', { cancel: AbortSignal.abort() })
    expect(cancelled).toBe(true)
    expect(seconds).toBeLessThan(3)
  })
})

describe.concurrent('capture', () => {
  it.concurrent('keeps the streams apart, and the exit code', async () => {
    expect(await capture(['sh', '-c', 'echo out; echo err >&2; exit 3'], { env })).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    })
  })

  it.concurrent('gives input from a text or from a stream', async () => {
    const stream = Readable.from([Buffer.alloc(200_000), Buffer.alloc(100_000)])
    expect((await capture(['cat'], { env, input: 'text' })).stdout).toBe('text')
    expect((await capture(['wc', '-c'], { env, input: stream })).stdout.trim()).toBe('300000')
    expect((await capture(['cat'], { env })).stdout).toBe('')
  })

  it.concurrent('does not mind a program that leaves its input unread', async () => {
    const { code } = await capture(['true'], { env, input: 'x'.repeat(1_000_000) })
    expect(code).toBe(0)
  })

  it.concurrent('cuts a stream that the program leaves unread, and ends one that breaks', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536)
      })(),
    )
    expect((await capture(['true'], { env, input: endless })).code).toBe(0)
    expect(endless.destroyed).toBe(true)
    const broken = new PassThrough()
    broken.write('half')
    setTimeout(() => broken.destroy(), 50)
    expect((await capture(['cat'], { env, input: broken })).stdout).toBe('half')
  })

  it.concurrent('tells of a program that is not there', async () => {
    await expect(capture(['there-is-no-such-program'], { env })).rejects.toThrow(/ENOENT/)
  })

  it.concurrent('can be cancelled', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    await expect(capture(['sleep', '60'], { env, cancel: controller.signal })).rejects.toThrow(
      /abort/,
    )
  })
})
