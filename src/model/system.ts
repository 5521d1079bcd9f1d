/** The systems that the action installs Nix on, as Nix names them. */
export const SYSTEMS = ['x86_64-linux', 'aarch64-linux', 'x86_64-darwin', 'aarch64-darwin'] as const
export type System = (typeof SYSTEMS)[number]
