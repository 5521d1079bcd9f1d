import { connect } from 'node:net'
import { DAEMON_SOCKET } from './paths.ts'

/** How a daemon answers a client's handshake. */
export type HandshakeResult =
  | { readonly state: 'answers'; readonly version: string | undefined }
  /** Nothing listens; it does not respond; it closes the connection or does not speak the protocol. */
  | { readonly state: 'absent' | 'silent' | 'refuses' }

/** WORKER_MAGIC_1 and _2 of worker-protocol.hh; numbers are 64-bit little-endian. */
const GREETING = 0x6e697863n
const REPLY = 0x6478696fn
/** Lix refuses clients older than 1.35 since 2.94. Up to 1.35, a greeting needs only two flags. */
const OUR_PROTOCOL = 0x123n
/** The first protocol with the daemon's version; Nix 2.8 speaks 1.34. */
const VERSION_SINCE = 0x121n
const NUMBER_BYTES = 8

/**
 * Performs a client's handshake: a daemon that accepts connections may hang, or have another version than the programs.
 * @param timeout milliseconds
 */
export function probeDaemon(socket = DAEMON_SOCKET, timeout = 15_000): Promise<HandshakeResult> {
  return new Promise(resolve => {
    const connection = connect(socket)
    let received = Buffer.alloc(0)
    let isConnected = false
    const finish = (answer: HandshakeResult) => {
      clearTimeout(timer)
      connection.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => finish(parseReply(received) ?? { state: 'silent' }), timeout)
    connection.once('connect', () => {
      isConnected = true
      connection.write(numbers(GREETING))
    })
    connection.on('data', (chunk: Buffer) => {
      const before = received.length
      received = Buffer.concat([received, chunk])
      if (before < 2 * NUMBER_BYTES && received.length >= 2 * NUMBER_BYTES) {
        const answer = parseReply(received)
        if (!answer) return finish({ state: 'refuses' })
        const theirs = protocolOf(received)
        if (theirs < VERSION_SINCE) return finish(answer)
        // Flags: no CPU affinity, no reserved space.
        connection.write(numbers(theirs < OUR_PROTOCOL ? theirs : OUR_PROTOCOL, 0n, 0n))
      }
      const version = versionIn(received)
      if (version !== undefined) finish({ state: 'answers', version })
    })
    const close = () =>
      finish(parseReply(received) ?? { state: isConnected ? 'refuses' : 'absent' })
    connection.once('error', close)
    connection.once('close', close)
  })
}

function numbers(...values: bigint[]): Buffer {
  const buffer = Buffer.alloc(values.length * NUMBER_BYTES)
  for (const [index, value] of values.entries())
    buffer.writeBigUInt64LE(value, index * NUMBER_BYTES)
  return buffer
}

function parseReply(received: Buffer): HandshakeResult | undefined {
  const isReply = received.length >= 2 * NUMBER_BYTES && received.readBigUInt64LE(0) === REPLY
  return isReply ? { state: 'answers', version: undefined } : undefined
}

function protocolOf(received: Buffer): bigint {
  return received.readBigUInt64LE(NUMBER_BYTES)
}

/** The version string after magic and protocol; undefined until all of it has arrived. */
function versionIn(received: Buffer): string | undefined {
  const start = 3 * NUMBER_BYTES
  if (received.length < start) return undefined
  const length = Number(received.readBigUInt64LE(2 * NUMBER_BYTES))
  return received.length < start + length
    ? undefined
    : received.toString('utf8', start, start + length)
}
