import type { Command } from '../../../src/host/executor.ts'
import type { Facts, UnpackedRelease } from '../../../src/nix/install/plan.ts'

/** GitHub's own runner: Ubuntu with systemd, a user with sudo, no Nix. */
export const UBUNTU: Facts = {
  system: 'x86_64-linux',
  cores: 2,
  user: { name: 'runner', uid: 1001, gid: 127 },
  root: 'sudo',
  systemd: true,
  nixFolder: 'absent',
  buildUsers: undefined,
  canAddUsers: true,
  sandbox: { root: true, user: false },
  memoryTmp: { root: false, user: false },
  caBundle: '/etc/ssl/certs/ca-certificates.crt',
  kvm: 'closed',
  etcConf: [],
  daemonEnv: {},
}

/** A job with `container:`: root, no systemd, no namespaces. */
export const CONTAINER: Facts = {
  ...UBUNTU,
  user: { name: 'root', uid: 0, gid: 0 },
  root: 'self',
  systemd: false,
  sandbox: { root: false, user: false },
  kvm: 'absent',
}

/** GitHub's own macOS runner. */
export const MACOS: Facts = {
  ...UBUNTU,
  system: 'aarch64-darwin',
  user: { name: 'runner', uid: 501, gid: 20 },
  systemd: false,
  canAddUsers: false,
  sandbox: { root: false, user: false },
  caBundle: '/etc/ssl/cert.pem',
  kvm: 'absent',
  disk: 'disk3',
  synthetic: false,
}

export const NIX = '/nix/store/00000000000000000000000000000000-nix-2.35.2'

export const UNPACKED: UnpackedRelease = {
  folder: '/nix/.unpack',
  paths: ['00000000000000000000000000000000-nix-2.35.2', '11111111111111111111111111111111-bash'],
  nix: NIX,
  cacert: '/nix/store/22222222222222222222222222222222-nss-cacert',
}

/** Commands as a reader would type them: `#` for root, `$` for the user, words with blanks in quotes. */
export function typed(commands: readonly Command[]): string[] {
  return commands.map(({ argv, as, input }) => {
    const words = argv.map(word => (/[\s'"$;|&]/.test(word) ? JSON.stringify(word) : word))
    const given = input === undefined ? '' : ` <<< ${JSON.stringify(input)}`
    return `${as === 'root' ? '#' : '$'} ${words.join(' ')}${given}`
  })
}
