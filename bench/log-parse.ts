/** Reads a log of Nix from standard input and prints the peak of its own memory in MiB. */
import { readFileSync, readSync } from 'node:fs'
import { NixLog } from '../src/nix/log/log.ts'
import { LogReader } from '../src/nix/log/reader.ts'
import { RunModel } from '../src/nix/log/run-model.ts'

const model = new RunModel(performance.now())
const reader = new LogReader(model)
let shown = 0
const live = new NixLog(line => {
  shown += line.length
})
const chunk = Buffer.alloc(65_536)
for (;;) {
  const size = readSync(0, chunk)
  if (size === 0) break
  if (process.argv[2] === 'live') live.write(chunk.subarray(0, size))
  else {
    model.now = performance.now()
    reader.write(chunk.subarray(0, size))
  }
}
reader.end()
live.end()
const lines = model.run().builds.length
if (shown + lines === 0) throw new Error('Nothing was read.')
const peak = /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
console.log(Math.round(Number(peak) / 1024))
