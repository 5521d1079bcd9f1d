export const DEFAULT_PROFILE = '/nix/var/nix/profiles/default'
export const DAEMON_SOCKET = '/nix/var/nix/daemon-socket/socket'
export const SYSTEM_CONF = '/etc/nix/nix.conf'

/** Where `systemctl link` puts the units of the daemon. */
export const SYSTEMD_UNITS = ['service', 'socket'].map(
  kind => `/etc/systemd/system/nix-daemon.${kind}`,
)

/** netrc-file of a daemon that we install, owned by root; its settings name it from the start. */
export const DAEMON_NETRC = '/etc/nix/nix-ci-netrc'
