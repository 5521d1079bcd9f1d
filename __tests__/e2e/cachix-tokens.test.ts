import { afterEach, describe, expect, it } from 'vitest'
import { type CachixServer, startCachixServer } from '../helpers/cachix-server.ts'
import type { Account } from '../helpers/machine.ts'
import { cacheInputs, eventScene, keyPair, served, TOKEN, told } from './support/cachix-runs.ts'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene } from './support/scene.ts'

const pair = keyPair('closed.cachix.org-1')
const GITHUB_TOKEN = 'ghs_tokens0123456789tokens'
const OF_GITLAB = 'glpat-tokens9876543210'
/** What the whole job has in its environment beside the inputs. */
const JOB = {
  CACHIX_AUTH_TOKEN: 'cachix-token-of-the-whole-job',
  CACHIX_SIGNING_KEY: 'signing-key-of-the-whole-job',
  GITHUB_TOKEN: 'github-token-of-the-whole-job',
  ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-the-whole-job',
}
const SECRETS = [TOKEN, pair.signingKey, GITHUB_TOKEN, OF_GITLAB, ...Object.values(JOB)]

/** Split, so that whoever looks for them does not find itself. */
const halves = SECRETS.flatMap(text => [text.slice(0, 9), text.slice(9)])
/** Says where it finds a token: in environments and arguments of processes, and in files. Two controls must be found. */
const SCAN = `#!/bin/bash
who=$1
shift
patterns() { printf '%s%s\\n' ${halves.map(half => `'${half}'`).join(' ')}; }
control=$(mktemp /tmp/control-XXXXXX)
patterns >"$control"
CONTROL=$(patterns | head -n 1) sleep 30 &
pid=$!
while ! grep -qas sleep /proc/$pid/cmdline; do :; done
{
  grep -laFs -f <(patterns) /proc/[0-9]*/environ /proc/[0-9]*/cmdline
  grep -rlaFs --exclude-dir={node_modules,__tests__,.cache,.git} -f <(patterns) "$@" /tmp /var/tmp /run /etc /dev/shm /nix/var
} | sed -e "s|^|$who found |" -e "s|$control|a file|" -e "s|/proc/$pid/environ|a process|"
kill $pid
rm "$control"
echo "$who looked as $(id -un) at $(ls -d /proc/[0-9]* | wc -l) processes, $(cat /proc/[0-9]*/environ 2>/dev/null | wc -c) B"
`
const PROJECT = {
  ...SHELL_STDENV,
  'default.nix': derivation('built', 'echo built > $out'),
  'shell.nix': shell(''),
  'scan.sh': SCAN,
}

let server: CachixServer
let stage: Scene
afterEach(async () => {
  await stage?.stop()
  await server?.close()
})

describe('no command finds a token', () => {
  it.each<[Account, string, string]>([
    ['runner', 'daemon', NEWEST],
    ['runner', 'single-user', NEWEST],
    ['root', 'daemon', NEWEST],
    ['root', 'single-user', NEWEST],
    ['runner', 'daemon', '2.8'],
    ['runner', 'single-user', '2.8'],
    ['runner', 'daemon', '2.26'],
    ['runner', 'single-user', '2.26'],
  ])('as %s, %s mode, Nix %s, also where sudo reads all of /proc', async (account, mode, line) => {
    const tokens = { [TOKEN]: 'Write' as const }
    server = await startCachixServer({
      caches: [{ name: 'closed', isPublic: false, tokens, publicKeys: [pair.publicKey] }],
    })
    const job = { token: GITHUB_TOKEN, env: JOB, secrets: SECRETS }
    const inputs = { 'nix-path': '', 'nix-mode': mode }
    stage = await eventScene('push', { account, line, project: PROJECT, inputs, job })
    const scan = (who: string) => `./scan.sh ${who} $HOME $RUNNER_TEMP`
    const looks = account === 'root' ? ['run', 'shell'] : ['run', 'shell', 'sudo']
    const steps = `- nix-build
- run: ${scan('run')}
- nix-shell: ${scan('shell')}
${account === 'root' ? '' : `- run: sudo -n ${scan('sudo')}`}`
    const used = await stage.use(steps, {
      ...cacheInputs(server),
      'cachix-name': 'closed',
      'cachix-signing-key': pair.signingKey,
      'access-tokens': `gitlab.com=PAT:${OF_GITLAB}`,
    })
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(used.report?.nix?.mode).toBe(mode)
    expect(served(server, 'closed')).toEqual(['built'])
    expect(told(used, 'warning')).toEqual([])
    const found = used.log.filter(line => / found /.test(line))
    expect(found.sort()).toEqual(
      looks.flatMap(who => [`${who} found a file`, `${who} found a process`]).sort(),
    )
    expect(used.log.filter(line => / looked as /.test(line))).toHaveLength(looks.length)
    const said = [used.raw.replaceAll(/^::add-mask::.*$/gm, ''), used.summary, used.outputs]
    const files = await stage.sh(`cat ${used.outputs.report}`)
    const everything = JSON.stringify([...said, used.state, files])
    for (const secret of SECRETS) expect(everything).not.toContain(secret)
  })
})
