/** A piece of paths, by its SHA-256 in latin1. */
export interface StoredContent {
  readonly hash: string
  /** Bytes, not compressed. */
  readonly size: number
}

/** Contents that are compressed together. Frames stand in a pack one behind the other, without a gap. */
export interface StoredFrame {
  /** Bytes in the pack. */
  readonly bytes: number
  readonly contents: readonly StoredContent[]
}

/** An entry of GitHub's cache with contents. */
export interface StoredPack {
  /** The SHA-256 of its bytes in hexadecimal digits, or of that if an entry with it was damaged. */
  readonly id: string
  readonly bytes: number
  readonly frames: readonly StoredFrame[]
}

/** A store path that can be put together. */
export interface StoredPath {
  /** The whole store path. */
  readonly path: string
  /** SHA-256. */
  readonly narHash: Buffer
  readonly narSize: number
  /** Base names; the place of each is its number in contents. */
  readonly references: readonly string[]
  /** A base name. */
  readonly deriver?: string
  /** If the path is content-addressed, its address. */
  readonly ca?: string
  /** When it was first saved, in seconds since 1970. */
  readonly saved: number
  /** The hashes of its contents, in order. */
  readonly contents: readonly string[]
}

/** What the newest entry says: which paths there are, and in which packs. */
export interface Manifest {
  readonly packs: readonly StoredPack[]
  readonly paths: readonly StoredPath[]
}

/** Nothing. */
export const EMPTY_MANIFEST: Manifest = { packs: [], paths: [] }

/** Where a content is. */
export interface ContentPlace {
  readonly pack: StoredPack
  readonly frame: StoredFrame
  /** Where the frame begins in the pack. */
  readonly offset: number
}

/** The places of all contents of packs, by their hashes; of one that is there twice, the first. */
export function placesOf(packs: readonly StoredPack[]): Map<string, ContentPlace> {
  const places = new Map<string, ContentPlace>()
  for (const pack of packs) {
    let offset = 0
    for (const frame of pack.frames) {
      const place = { pack, frame, offset }
      for (const { hash } of frame.contents) if (!places.has(hash)) places.set(hash, place)
      offset += frame.bytes
    }
  }
  return places
}

/** The hash of a store path, which names its narinfo. */
export function hashOf(path: string): string {
  return path.slice('/nix/store/'.length, '/nix/store/'.length + 32)
}
