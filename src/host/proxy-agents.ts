import type { Agent, AgentOptions } from 'node:http'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'

export { getProxyForUrl } from 'proxy-from-env'

/** Connections through a proxy. No tunnel for http, as in curl: many proxies open tunnels to port 443 only. */
export function proxyAgent(proxy: string, isTls: boolean, options: AgentOptions): Agent {
  return isTls ? new HttpsProxyAgent(proxy, options) : new HttpProxyAgent(proxy, options)
}
