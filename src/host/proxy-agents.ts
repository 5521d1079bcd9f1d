import type { Agent, AgentOptions } from 'node:http'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'

/**
 * The proxy of the environment for a URL; empty for none.
 * @throws TypeError if it cannot be used
 */
export function proxyFor(url: string): string {
  const proxy = getProxyForUrl(url)
  if (proxy === '') return ''
  const [, rest = ''] = /^\w+:\/\/(.*)$/s.exec(proxy) ?? []
  // Without a scheme it is http, as for curl; the library takes that of the URL.
  const isBare = Object.values(process.env).includes(rest)
  try {
    const { href, username, password } = new URL(isBare ? `http://${rest}` : proxy)
    decodeURIComponent(username + password)
    return href
  } catch {
    throw new TypeError(
      'the proxy of the environment is not a URL; check https_proxy and http_proxy',
    )
  }
}

/**
 * Connections through a proxy. No tunnel for http, as in curl: many proxies open tunnels to port 443 only.
 * @param options `signal` closes those that are being opened
 */
export function proxyAgent(
  proxy: string,
  isTls: boolean,
  options: AgentOptions & { readonly signal: AbortSignal },
): Agent {
  const agent = isTls ? new HttpsProxyAgent(proxy, options) : new HttpProxyAgent(proxy, options)
  // One of them drops it.
  agent.options.timeout = options.timeout
  return agent
}
