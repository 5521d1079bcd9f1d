import { Agent } from 'node:http'
import { Agent as TlsAgent } from 'node:https'

/** Milliseconds after which a connection that nobody uses is closed: servers close theirs after 5 seconds and more. */
const IDLE_MS = 4000
const OPTIONS = { keepAlive: true, timeout: IDLE_MS } as const

/** The connections of a pool: direct, or through the proxies of the environment (http_proxy, https_proxy, no_proxy). */
export class HttpAgents {
  readonly #agents = new Map<string, Agent>()
  readonly #closing = new AbortController()
  readonly #hasProxy = Object.keys(process.env).some(name => /^(?:https?|all)_proxy$/i.test(name))

  /** @param url of a request */
  async for({ protocol, href }: URL): Promise<Agent> {
    const isTls = protocol === 'https:'
    const { proxy, open } = this.#hasProxy ? await wayTo(href) : DIRECT
    const name = `${protocol}${proxy}`
    const agent = this.#agents.get(name) ?? open(isTls, this.#closing.signal)
    this.#agents.set(name, agent)
    return agent
  }

  close(): void {
    // A connection that waits for a tunnel belongs to no agent yet.
    this.#closing.abort()
    for (const agent of this.#agents.values()) agent.destroy()
  }
}

interface Way {
  /** Its URL; empty if the way is direct. */
  readonly proxy: string
  readonly open: (isTls: boolean, closing: AbortSignal) => Agent
}

const DIRECT: Way = {
  proxy: '',
  open: isTls => (isTls ? new TlsAgent(OPTIONS) : new Agent(OPTIONS)),
}

/** A proxy of another kind (SOCKS) is not used. */
async function wayTo(url: string): Promise<Way> {
  const { proxyAgent, proxyFor } = await import('./proxy-agents.ts')
  const proxy = proxyFor(url)
  if (!/^https?:/i.test(proxy)) return DIRECT
  return { proxy, open: (isTls, signal) => proxyAgent(proxy, isTls, { ...OPTIONS, signal }) }
}
