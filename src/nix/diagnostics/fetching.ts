import { stripVTControlCharacters } from 'node:util'
import type { ParsedError } from './parse-error.ts'
import type { Classified } from './rules.ts'

/** Nix's messages when git did not fetch; before 2.27 it often goes on and reports something missing. */
const OF_GIT =
  /^(?:failed to fetch git|program '(?:git|ssh)' failed|resolving git reference|cannot find git revision|getting (?:git object|hash)|object not found|executing 'git|fetching '?git)/i

/** Messages of git, ssh and forges that deny access; private repositories are reported as "not found". */
const ACCESS_DENIED = [
  /could not read (?:username|password) for /i,
  /authentication failed/i,
  /repository (?:'[^']*' )?not found|repository not found/i,
  /permission denied \(/i,
  /host key verification failed|no \S+ host key is known/i,
  /returned error: 40[134]\b/i,
  /(?:access denied|invalid username or|permission to \S+ denied|support for password authentication was removed)/i,
  /the project you were looking for could not be found/i,
]

/** Messages of git and ssh when the network or the server fails. */
const GIT_NETWORK_ERROR =
  /(?:could(?:n't| not) (?:resolve|connect)|failed to connect|timed out|temporary failure in name resolution|connection (?:refused|reset|closed)|network is unreachable|no route to host|returned error: (?:408|429|5\d\d)|ssl|tls|early eof|rpc failed|hung up|empty reply)/i

/** A forge URL from which Nix downloads an archive, or an API of a forge. */
const FORGE =
  /^https?:\/\/(?:api\.github\.com\/|codeload\.github\.com\/|[^/]+\/api\/v[34]\/|[^/]+\/[^/]+\/[^/]+\/archive\/)/
const FORGE_INPUT = /^while fetching the input '(?:github|gitlab|sourcehut):/
/** A refusal of a binary cache concerns the configuration of the cache. */
const OF_CACHE = /\.narinfo$|\/nar\/|\/nix-cache-info$/
const DOWNLOAD = /unable to download '([^'\n]+)': HTTP error (\d{3})([\s\S]*)/

/**
 * Why a source could not be fetched, from the output of git or the response of the host.
 * @param recentOutput lines printed before the error
 */
export function fetchFailure(
  message: ParsedError,
  recentOutput: readonly string[],
): Classified | undefined {
  return ofGit(message, recentOutput) ?? ofDownload(message) ?? ofSearchPath(message, recentOutput)
}

function ofGit(
  { text, frames }: ParsedError,
  recentOutput: readonly string[],
): Classified | undefined {
  if (!OF_GIT.test(text)) return undefined
  const url = inputUrl({ frames }) ?? /'((?:[a-z+]+:\/\/|[^'@\s]+@)[^']+)'/.exec(text)?.[1] ?? ''
  // Older versions do not report what they were fetching.
  const withUrl = (line: string) => (url === '' || text.includes(url) ? line : `${url}: ${line}`)
  const refused = recentOutput.findLast(line => ACCESS_DENIED.some(it => it.test(line)))
  if (refused) {
    const source = url || (/'([a-z+]+:\/\/[^']+)'/.exec(refused)?.[1] ?? '')
    return { kind: 'credentials', hint: [withUrl(refused), gitAdvice(refused, source)].join('\n') }
  }
  const broken = recentOutput.findLast(line => GIT_NETWORK_ERROR.test(line))
  if (broken) return { kind: 'network', hint: withUrl(broken) }
  const fatal = recentOutput.findLast(line => /^(?:fatal|error): /.test(line))
  return fatal ? { kind: 'evaluation', hint: withUrl(fatal) } : undefined
}

/** Forges with an input type that uses the tokens of the action. */
const INPUT_KINDS: Readonly<Record<string, string>> = {
  'github.com': 'github',
  'gitlab.com': 'gitlab',
}

function gitAdvice(withUrl: string, url: string): string {
  const host = hostOf(url) || 'HOST'
  if (/host key/i.test(withUrl))
    return `Add the host key in an earlier step: ssh-keyscan ${host} >> ~/.ssh/known_hosts`
  if (/permission denied \(/i.test(withUrl) || /^(?:git\+)?ssh:|^[^/:]+@/.test(url))
    return 'In an earlier step, load a key with read access into an SSH agent (SSH_AUTH_SOCK), which Nix then uses.'
  const kind = INPUT_KINDS[host]
  const path = /^[a-z+]+:\/\/[^/]+\/([^/]+\/[^/?#]+?)(?:\.git)?(?:[?#]|$)/.exec(url)?.[1]
  const rewrite = kind && path ? `Write it as ${kind}:${path}, which uses them, or give` : 'Give'
  const scheme = /^(?:git\+)?http:/.test(url) ? 'http' : 'https'
  const base = (login: string) => `"${scheme}://${login}${host}/"`
  return `git has no valid credential for ${host}; github-token and access-tokens apply only to github: and gitlab: inputs. ${rewrite} git a credential in an earlier step: git config --global url.${base('x-access-token:TOKEN@')}.insteadOf ${base('')}`
}

function ofDownload({ text, frames }: ParsedError): Classified | undefined {
  const [, url = '', code = '', rest = ''] = DOWNLOAD.exec(text) ?? []
  if (url === '' || OF_CACHE.test(url)) return undefined
  const isForge = FORGE.test(url) || frames.some(frame => FORGE_INPUT.test(frame.text))
  const isRefused = code === '401' || code === '403' || code === '407'
  if (!isRefused && !(isForge && code === '404')) return undefined
  return { kind: 'credentials', hint: downloadAdvice(url, isForge, /rate limit/i.test(rest)) }
}

function downloadAdvice(url: string, isForge: boolean, isLimit: boolean): string {
  const host = hostOf(url).replace(/^(?:api|codeload)\.(?=github\.com$)/, '')
  if (isLimit)
    return `${host} limits the rate of requests without a token. Set github-token, or add ${host}=TOKEN to access-tokens.`
  if (!isForge)
    return `${host} requires a login. Set netrc-file in the user's nix.conf to a netrc file with that login, in an earlier step.`
  return `A private repository needs a token with read access: set github-token (the default token reads only this repository), or add ${host}=TOKEN to access-tokens (GitLab: ${host}=PAT:TOKEN). If the repository is public, check its name and revision.`
}

/** Nix skips a NIX_PATH entry that it cannot download, with only a warning. */
function ofSearchPath(
  { text }: ParsedError,
  recentOutput: readonly string[],
): Classified | undefined {
  if (!/^file '[^'\n]+' was not found in the Nix search path/.test(text)) return undefined
  const warning = recentOutput.find(line => /search path entry '.*cannot be downloaded/.test(line))
  if (!warning) return undefined
  const url = /entry '([^']+)'/.exec(warning)?.[1] ?? ''
  const why = recentOutput.findLast(line => line.includes(`unable to download '${url}'`))
  const withUrl = why?.replace(/; retrying in .*$/, '')
  const hint = [warning, text].join('\n')
  return {
    kind: 'network',
    nixMessage: withUrl ?? warning,
    hint: withUrl ? hint : text,
    isPlaceless: true,
  }
}

/** The URL of the input that was being fetched. */
export function inputUrl({ frames }: Pick<ParsedError, 'frames'>): string | undefined {
  return frames
    .map(({ text }) => /^while fetching the input '([^'\n]+)'/.exec(text)?.[1])
    .find(url => url !== undefined)
}

function hostOf(url: string): string {
  return /^[a-z+]+:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(url)?.[1] ?? ''
}

/** A log line that reports a failed fetch. */
const NETWORK_ERROR =
  /could(?:n't| not) resolve|name resolution|name or service not known|no such host|enotfound|eai_again|(?:could(?:n't| not)|failed to) connect|connection (?:timed out|refused|reset)|etimedout|econnre(?:set|fused)|network is unreachable|(?:operation|request) timed out|HTTP error \d{3}|returned error: \d{3}|curl: \(\d+\)|ssl connect error/i
const GAVE_UP = /cannot download .* from any mirror|unable to download|unable to access/i

/** The last log line that reports an unreachable source. */
export function networkErrorLine(lines: readonly string[]): string | undefined {
  const plain = lines.map(line => stripVTControlCharacters(line).trim())
  return plain.findLast(it => NETWORK_ERROR.test(it)) ?? plain.findLast(it => GAVE_UP.test(it))
}
