import { createHash, type Hash } from 'node:crypto'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'

/** The NAR form of a file or folder: SHA-256 in hex and size in bytes, as `.reginfo` wants them. */
export async function narOf(path: string): Promise<{ sha256: string; size: number }> {
  const sink = new Sink()
  sink.string('nix-archive-1')
  await node(sink, path)
  return { sha256: sink.hash.digest('hex'), size: sink.size }
}

class Sink {
  readonly hash: Hash = createHash('sha256')
  size = 0

  string(content: string | Buffer): void {
    const bytes = Buffer.from(content)
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(bytes.length))
    this.add(length)
    this.add(bytes)
    this.add(Buffer.alloc((8 - (bytes.length % 8)) % 8))
  }

  private add(bytes: Buffer): void {
    this.hash.update(bytes)
    this.size += bytes.length
  }
}

async function node(sink: Sink, path: string): Promise<void> {
  const say = (...words: string[]) => {
    for (const word of words) sink.string(word)
  }
  const stat = await lstat(path)
  say('(', 'type')
  if (stat.isSymbolicLink()) say('symlink', 'target', await readlink(path))
  else if (stat.isFile()) {
    say('regular')
    if (stat.mode & 0o100) say('executable', '')
    say('contents')
    sink.string(await readFile(path))
  } else {
    say('directory')
    for (const name of (await readdir(path)).sort()) {
      say('entry', '(', 'name', name, 'node')
      await node(sink, `${path}/${name}`)
      say(')')
    }
  }
  say(')')
}
