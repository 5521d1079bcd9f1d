import type { IncomingMessage, ServerResponse } from 'node:http'
import { Transform } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a request goes wrong. */
export type Failure =
  /** This status instead of the right answer: 401, 403, 404, 429 with `retry-after` or a body, 5xx, … */
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The connection is reset, once the request's head is there. */
  | { reset: true }
  /** No answer, and the connection stays. */
  | { hang: true }
  /** The body of the request is read, and the answer's sent, at this many bytes a second. */
  | { slow: number }
  /** The right answer is promised whole, this many bytes of it come, and the connection closes. */
  | { truncate: number }
  /** This many bytes of the right answer come, as if they were all. */
  | { truncateClean: number }
  /** What was asked for is done, and the connection reset instead of an answer. */
  | { lostAnswer: true }
  /** The signed address of this PUT counts as expired, now and later: another must be asked for. */
  | { expired: true }

/** A failure and the requests that it hits: the next `times` (default 1) of this method and path (default any). */
export type Fault = Failure & { path?: RegExp; method?: string; times?: number }

/** The first fault that hits a request; it is taken off the list when used up. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const at = faults.findIndex(
    fault => (!fault.path || fault.path.test(path)) && (!fault.method || fault.method === method),
  )
  const fault = faults[at]
  if (!fault) return undefined
  const left = (fault.times ?? 1) - 1
  if (left > 0) faults[at] = { ...fault, times: left }
  else faults.splice(at, 1)
  return fault
}

/** An answer that is kept until it is known how it goes out. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Sends an answer, wrong in the way that the fault says. */
export async function sendAnswer(
  fault: Fault | undefined,
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault && 'lostAnswer' in fault) return void request.socket.resetAndDestroy()
  const body = Buffer.from(answer.body ?? '')
  const cut = fault && 'truncateClean' in fault ? body.subarray(0, fault.truncateClean) : body
  response.writeHead(answer.status, { ...answer.headers, 'content-length': cut.length })
  if (request.method === 'HEAD') return void response.end()
  if (fault && 'truncate' in fault)
    return void response.write(cut.subarray(0, fault.truncate), () => request.socket.destroy())
  if (fault && 'slow' in fault) {
    for (let at = 0; at < cut.length; at += Math.ceil(fault.slow / 10)) {
      response.write(cut.subarray(at, at + Math.ceil(fault.slow / 10)))
      await sleep(100)
    }
    return void response.end()
  }
  response.end(cut)
}

/** Lets so many bytes through in a second. */
export function slowly(bytesPerSecond: number): Transform {
  return new Transform({
    highWaterMark: 16 << 10,
    transform(chunk: Buffer, _, done) {
      setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1000)
    },
  })
}
