import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { Chromium } from './chromium.ts'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--allow-file-access-from-files',
  '--remote-debugging-pipe',
]

interface Reply {
  id?: number
  result?: Record<string, unknown>
  error?: { message: string }
}

/** A headless Chromium with one page, spoken to over the DevTools protocol. */
export class Browser {
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #last = 0
  #session = ''
  #rest = ''

  private constructor(child: ChildProcess, profile: string) {
    this.#child = child
    this.#profile = profile
    const input = child.stdio[4] as Readable
    input.setEncoding('utf8')
    input.on('data', (chunk: string) => this.#read(chunk))
    child.on('exit', () => this.#failAll('Chromium ended'))
  }

  /** Starts Chromium with one empty page of this width and scale. Throws when it does not answer. */
  static async start({ program, env }: Chromium, width: number, scale = 1): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), 'chromium-'))
    const child = spawn(program, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
      env: { ...process.env, ...env, TZ: 'UTC', HOME: profile },
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    })
    const browser = new Browser(child, profile)
    child.on('error', error => browser.#failAll(error.message))
    const { targetId } = await browser.#call('Target.createTarget', { url: 'about:blank' })
    const attach = { targetId, flatten: true }
    const { sessionId } = await browser.#call('Target.attachToTarget', attach)
    browser.#session = String(sessionId)
    await browser.#call('Emulation.setDeviceMetricsOverride', {
      width,
      height: 900,
      deviceScaleFactor: scale,
      mobile: false,
    })
    return browser
  }

  /** Opens a `file:` address and waits until its promise `window.ready` is kept. Throws what it throws. */
  async open(url: string): Promise<void> {
    await this.#call('Page.navigate', { url })
    const isThere = () => this.evaluate(`document.readyState === 'complete' && 'ready' in window`)
    while (!(await isThere())) await new Promise(resolve => setTimeout(resolve, 20))
    await this.evaluate('window.ready')
  }

  /** The value of an expression in the page; promises are awaited. Throws what it throws. */
  async evaluate<T = unknown>(expression: string): Promise<T> {
    const answer = await this.#call('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    const { result, exceptionDetails } = answer as {
      result?: { value?: T }
      exceptionDetails?: { text: string; exception?: { description?: string } }
    }
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result?.value as T
  }

  /** Writes a PNG of the page from its top, at most so many pixels high. */
  async picture(file: string, highest = 6000): Promise<void> {
    const [width, height] = await this.evaluate<[number, number]>(
      '[innerWidth, document.documentElement.scrollHeight]',
    )
    const clip = { x: 0, y: 0, width, height: Math.min(height, highest), scale: 1 }
    const shot = await this.#call('Page.captureScreenshot', { clip, captureBeyondViewport: true })
    await writeFile(file, Buffer.from(String(shot.data), 'base64'))
  }

  /** Ends Chromium and removes its profile. */
  async close(): Promise<void> {
    const ended = new Promise(resolve => this.#child.once('exit', resolve))
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#call('Browser.close', {}).catch(() => {})
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(timer)
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  #call(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.#last
    const session = this.#session === '' ? {} : { sessionId: this.#session }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle({ error: { message: 'no answer in 30 s' } }), 30_000)
      const settle = ({ result, error }: Reply) => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve(result ?? {})
      }
      this.#waiting.set(id, settle)
      const output = this.#child.stdio[3] as Writable
      output.write(`${JSON.stringify({ id, method, params, ...session })}\0`)
    })
  }

  #read(chunk: string): void {
    const messages = (this.#rest + chunk).split('\0')
    this.#rest = messages.pop() ?? ''
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply
      if (reply.id !== undefined) this.#waiting.get(reply.id)?.(reply)
    }
  }

  #failAll(message: string): void {
    for (const settle of [...this.#waiting.values()]) settle({ error: { message } })
  }
}
