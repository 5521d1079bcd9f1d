import { connect } from 'node:net'
import { DAEMON_SOCKET } from './paths.ts'

/** How a daemon answers a greeting. */
export type Answer =
  | { readonly state: 'answers'; readonly version: string | undefined }
  /** Nobody listens; somebody does and says nothing; somebody does and hangs up. */
  | { readonly state: 'absent' | 'silent' | 'refuses' }

/** Numbers are little-endian, 64 bits each. (Nix, worker-protocol.hh: WORKER_MAGIC_1 and _2) */
const GREETING = 0x6e697863n
const REPLY = 0x6478696fn
/** Lix answers no client below 1.35 since its 2.94. Up to there a greeting needs no more than two flags. */
const OUR_PROTOCOL = 0x123n
/** The first protocol in which the daemon says its version; Nix 2.8 speaks 1.34. */
const SAYS_VERSION = 0x121n
const NUMBER = 8

/**
 * Greets the daemon as a client does: a socket that takes connections may belong to one that hangs, or to another
 * version than the programs.
 * @param patience milliseconds
 */
export function probeDaemon(socket = DAEMON_SOCKET, patience = 15_000): Promise<Answer> {
  return new Promise(resolve => {
    const connection = connect(socket)
    let received = Buffer.alloc(0)
    let isConnected = false
    const end = (answer: Answer) => {
      clearTimeout(timer)
      connection.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => end(greeted(received) ?? { state: 'silent' }), patience)
    connection.once('connect', () => {
      isConnected = true
      connection.write(numbers(GREETING))
    })
    connection.on('data', (chunk: Buffer) => {
      const before = received.length
      received = Buffer.concat([received, chunk])
      if (before < 2 * NUMBER && received.length >= 2 * NUMBER) {
        const answer = greeted(received)
        if (!answer) return end({ state: 'refuses' })
        const theirs = protocolOf(received)
        if (theirs < SAYS_VERSION) return end(answer)
        // No processor to be bound to, no space to be kept.
        connection.write(numbers(theirs < OUR_PROTOCOL ? theirs : OUR_PROTOCOL, 0n, 0n))
      }
      const version = versionIn(received)
      if (version !== undefined) end({ state: 'answers', version })
    })
    const gone = () => end(greeted(received) ?? { state: isConnected ? 'refuses' : 'absent' })
    connection.once('error', gone)
    connection.once('close', gone)
  })
}

function numbers(...values: bigint[]): Buffer {
  const buffer = Buffer.alloc(values.length * NUMBER)
  for (const [index, value] of values.entries()) buffer.writeBigUInt64LE(value, index * NUMBER)
  return buffer
}

function greeted(received: Buffer): Answer | undefined {
  const isReply = received.length >= 2 * NUMBER && received.readBigUInt64LE(0) === REPLY
  return isReply ? { state: 'answers', version: undefined } : undefined
}

function protocolOf(received: Buffer): bigint {
  return received.readBigUInt64LE(NUMBER)
}

/** After magic and protocol: the length of a text and the text, once it is whole. */
function versionIn(received: Buffer): string | undefined {
  const start = 3 * NUMBER
  if (received.length < start) return undefined
  const length = Number(received.readBigUInt64LE(2 * NUMBER))
  return received.length < start + length
    ? undefined
    : received.toString('utf8', start, start + length)
}
