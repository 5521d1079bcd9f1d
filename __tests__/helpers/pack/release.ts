import { sha256Of } from './tarball.ts'

/** One release in the official layout. */
export interface Release {
  version: string
  /** Major and minor version: `2.8`, `2.26`, `2.34`. */
  line: string
  /** The Debian suite that it is packed from, or `official`. */
  suite: string
  /** The file. */
  tarball: string
  /** SHA-256 of the tarball, in hex. */
  sha256: string
}

/** The manifest's entry of a tarball. */
export async function describe(version: string, suite: string, tarball: string): Promise<Release> {
  const line = version.split('.').slice(0, 2).join('.')
  return { version, line, suite, tarball, sha256: await sha256Of(tarball) }
}
