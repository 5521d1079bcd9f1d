import { once } from 'node:events'
import { createServer } from 'node:net'
import { PORT_SINCE } from '../../../src/nix/builders.ts'
import { isAtLeast } from '../../../src/nix/version.ts'
import { ensureOpenssh } from '../../helpers/pack/openssh.ts'
import { type Scene, scene } from './scene.ts'

/** A second machine with a store and a daemon of its own, which a real sshd on loopback makes a remote builder. */
export interface Builder {
  readonly machine: Scene
  readonly port: number
  /** Its private key for the inputs. */
  readonly key: string
  /** Its host key as a line of known_hosts. */
  readonly knownHosts: string
  /** Starts sshd; to be called after {@link hangUp} too. */
  listen(): Promise<void>
  /** Stops the connections without closing them, as if the network was gone, until {@link hangUp}. */
  freeze(): Promise<void>
  /** Kills sshd and its connections, as if the machine was gone. */
  hangUp(): Promise<void>
  stop(): Promise<void>
}

/** A system that builders have and the machines of jobs have not. */
export const FOREIGN = 'riscv64-linux'

const FOLDER = '/etc/builder'

/** Starts a builder with the packed Nix of a line. */
export async function startBuilder(line: string): Promise<Builder> {
  const openssh = await ensureOpenssh()
  const machine = await scene({ line, machine: { share: [openssh] } })
  try {
    const conf = `substituters =\nextra-platforms = ${FOREIGN}`
    await machine.use('none', { 'nix-mode': 'daemon', 'nix-conf': conf })
    const port = await freePort()
    await machine.sh(setUp(openssh, port), 'root')
    const read = async (name: string) => (await machine.sh(`cat ${FOLDER}/${name}`, 'root')).trim()
    const [type, host] = (await read('host.pub')).split(' ')
    const builder = {
      machine,
      port,
      key: await read('id'),
      knownHosts: `[127.0.0.1]:${port} ${type} ${host}`,
      listen: async () => {
        await machine.sh(start(port), 'root')
      },
      freeze: async () => {
        await machine.sh(signal('STOP'), 'root')
      },
      hangUp: async () => {
        await machine.sh(signal('KILL'), 'root')
      },
      stop: () => machine.stop(),
    }
    await builder.listen()
    return builder
  } catch (error) {
    await machine.stop()
    throw error
  }
}

/** To every sshd of this machine: the pid namespace has no other. */
function signal(name: string): string {
  return `kill -${name} $(grep -l '^sshd' /proc/[0-9]*/comm | cut -d/ -f3) || true`
}

/** Starts sshd, which binds its port in the background. */
function start(port: number): string {
  return `/usr/sbin/sshd -f ${FOLDER}/sshd_config -E ${FOLDER}/sshd.log
for try in {1..400}; do
  head -c 4 2>/dev/null </dev/tcp/127.0.0.1/${port} | grep -q SSH- && exit
  sleep 0.05
done 2>/dev/null
cat ${FOLDER}/sshd.log >&2
exit 1`
}

/** A port that is not given to those who ask for any. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return freePort()
  }
  server.close()
  return port
}

function setUp(openssh: string, port: number): string {
  return `set -e
tar -C ${openssh} -c . | tar -C / -x --skip-old-files --keep-directory-symlink --no-same-owner
mkdir -p /run/sshd ${FOLDER}
getent passwd sshd >/dev/null || echo sshd:x:110:65534::/run/sshd:/usr/sbin/nologin >>/etc/passwd
ssh-keygen -q -t ed25519 -N '' -f ${FOLDER}/host
ssh-keygen -q -t ed25519 -N '' -f ${FOLDER}/id
cat >${FOLDER}/sshd_config <<END
Port ${port}
ListenAddress 127.0.0.1
HostKey ${FOLDER}/host
AuthorizedKeysFile ${FOLDER}/id.pub
StrictModes no
UsePAM no
PidFile none
SetEnv PATH=/nix/var/nix/profiles/default/bin:/usr/bin:/bin
END`
}

/** How a version of Nix reaches a builder: before 2.31 it takes no port in the URL. */
export function address(line: string, { port }: Builder): { url: string; sshOptions: string } {
  return isAtLeast(line, PORT_SINCE)
    ? { url: `ssh-ng://runner@127.0.0.1:${port}`, sshOptions: '' }
    : { url: 'ssh-ng://runner@127.0.0.1', sshOptions: `-p ${port}` }
}
