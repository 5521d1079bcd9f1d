import { setTimeout as sleep } from 'node:timers/promises'
import { Cachix } from '../../../src/caches/cachix/client.ts'
import { uploadPath } from '../../../src/caches/cachix/upload.ts'
import { madePath } from '../nars.ts'

// A process of its own, so that only the upload's memory counts.
const [host = '', name = '', token = ''] = process.argv.slice(2)
const cachix = new Cachix({ host, name, token })
const { info, dump } = madePath('huge', 300 << 20)
await cachix.info()
await sleep(100)
const before = process.memoryUsage.rss()
const began = performance.now()
await uploadPath(cachix, info, dump)
const seconds = (performance.now() - began) / 1000
const grown = process.resourceUsage().maxRSS * 1024 - before
process.stdout.write(JSON.stringify({ grown, seconds }))
await cachix.close()
