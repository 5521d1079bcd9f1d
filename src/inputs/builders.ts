import { Secret } from '../lib/secret.ts'
import { type BuilderOptions, parseBuilders } from '../nix/builders.ts'
import type { Problem } from './problem.ts'

const EXPECTED_MACHINE =
  'Expected a machine as in nix.conf, such as ssh-ng://build@host aarch64-linux - 4.'
const EXPECTED_KEY = 'Expected an SSH private key, which begins with -----BEGIN.'
const PRIVATE_KEY = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s/

type BuilderInput = 'builders' | 'builders-ssh-key' | 'builders-known-hosts'

/**
 * Parses the inputs of remote builders.
 * @param text returns the text of an input; empty if it is not set
 * @param lacksSecrets whether GitHub gives this run no secrets, so that the key may be empty
 */
export function readBuilders(
  text: (name: BuilderInput) => string,
  lacksSecrets: boolean,
): { options: Omit<BuilderOptions, 'trusted'>; problems: Problem[] } {
  const builders = text('builders')
  const key = text('builders-ssh-key').replaceAll('\r\n', '\n')
  const knownHosts = text('builders-known-hosts').replaceAll('\r\n', '\n')
  const { machines, bad } = parseBuilders(builders)
  const problems: Problem[] = bad.map(({ line, text }) => ({
    where: `builders, line ${line}`,
    value: text,
    expected: EXPECTED_MACHINE,
  }))
  const lack = (where: string, expected: string) =>
    problems.push({ where, value: '', expected: `${expected}.` })
  const isKey = PRIVATE_KEY.test(key)
  if (key !== '' && !isKey)
    problems.push({ where: 'builders-ssh-key', value: '(not shown)', expected: EXPECTED_KEY })
  if (key !== '' && knownHosts === '')
    lack(
      'builders-known-hosts',
      'Expected the host keys of the builders, as ssh-keyscan prints them',
    )
  if (key === '' && knownHosts !== '' && !lacksSecrets)
    lack('builders-ssh-key', 'Expected the private key for the hosts in builders-known-hosts')
  if (builders === '' && key + knownHosts !== '')
    lack('builders', 'Expected the machines that builders-ssh-key is for')
  return {
    options: { machines, key: new Secret(isKey ? key : undefined), knownHosts },
    problems,
  }
}
