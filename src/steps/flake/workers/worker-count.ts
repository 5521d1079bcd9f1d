import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { EvalWorkers } from '../../../inputs/inputs.ts'
import { bytesText, plural } from '../../../lib/format.ts'
import type { StepRun } from '../../step-run.ts'

/** Bytes of memory that a process which evaluates may need. */
const BYTES_PER_WORKER = 2 * 2 ** 30

/** What limits the number of processes. */
interface Machine {
  readonly cores: number
  /** Bytes; undefined if the system does not say. */
  readonly memory: number | undefined
}

/** How many processes evaluate side by side, at least 1. Pure. */
export function countWorkers(asked: EvalWorkers, { cores, memory }: Machine): number {
  const fitting = memory === undefined ? Number.POSITIVE_INFINITY : memory / BYTES_PER_WORKER
  return Math.max(1, Math.floor(Math.min(asked === 'auto' ? cores : asked, fitting)))
}

/** How many processes evaluate in a step; a notice says if memory allows fewer than wanted. */
export async function workersOf({ step, context }: StepRun): Promise<number> {
  const { evalWorkers } = context
  const cores = availableParallelism()
  const memory = await availableMemory()
  const wanted = countWorkers(evalWorkers, { cores, memory: undefined })
  const workers = countWorkers(evalWorkers, { cores, memory })
  if (workers < wanted && memory !== undefined) {
    context.ctx.logger.notice(
      `${step.name}: evaluating with ${plural(workers, 'process').replace(/processs$/, 'processes')} instead of ${wanted}, because ${bytesText(memory)} of memory is available and each may need 2 GiB. Set eval-workers to a lower number to hide this notice.`,
      'Evaluation',
    )
  }
  return workers
}

/** Bytes that processes can use without swapping; undefined where the kernel does not say. */
async function availableMemory(): Promise<number | undefined> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  const kilobytes = /^MemAvailable:\s*(\d+) kB$/m.exec(text)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}
