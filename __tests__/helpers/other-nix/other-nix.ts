import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const DETERMINATE = { version: '(Determinate Nix 3.22.2) 2.35.2', isDeterminate: true, isNew: true }

/** Other Nixes that people have, by what differs from Nix 2.34. (See program.ts.) */
export const OTHERS = {
  'Nix 2.35': { version: '(Nix) 2.35.2', path: 'not-there', isNew: true },
  'Nix 2.35 without sources in the store': {
    ...{ version: '(Nix) 2.35.2', path: 'not-there', isNew: true, dropsSources: true },
  },
  'Determinate Nix': { ...DETERMINATE, path: 'not-there' },
  'Determinate Nix with lazy trees': { ...DETERMINATE, path: 'absent' },
  Lix: { version: '(Lix, like Nix) 2.95.3' },
} as const

export type Other = keyof typeof OTHERS

const PROGRAMS = ['nix-build', 'nix-daemon', 'nix-env', 'nix-instantiate', 'nix-shell', 'nix-store']

/**
 * Makes a folder with the programs of another Nix, which stand before the real ones.
 * @param real the folder of those
 */
export async function writeOtherNix(folder: string, other: Other, real: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const program = fileURLToPath(new URL('program.ts', import.meta.url))
  const words = [process.execPath, program, JSON.stringify(OTHERS[other]), join(real, 'nix')]
  const quoted = words.map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  await writeFile(join(folder, 'nix'), `#!/bin/sh\nexec ${quoted} "$@"\n`)
  await chmod(join(folder, 'nix'), 0o755)
  for (const name of PROGRAMS) await symlink(join(real, name), join(folder, name))
}
