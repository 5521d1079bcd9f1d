export interface Timeout {
  readonly seconds: number
  /** For a process that reaches it: `ran for 20 min, its timeout`. */
  readonly message: string
}

export interface TimeoutOptions {
  /** Wall clock time. */
  readonly time?: Timeout | undefined
  /** Time without output. */
  readonly silence?: Timeout | undefined
  /** When others of the same task last printed something, in milliseconds of the process clock. */
  readonly lastOutputAt?: () => number
}

/**
 * Starts the timers of a process.
 * @param lastOutputAt milliseconds of the process clock; 0 if there was no output
 * @param onExpire called once, with the first timeout that is reached
 * @returns a function that stops them
 */
export function startTimeouts(
  { time, silence }: TimeoutOptions,
  lastOutputAt: () => number,
  onExpire: (timeout: Timeout) => void,
): () => void {
  const timers: NodeJS.Timeout[] = []
  const start = performance.now()
  const later = (milliseconds: number, work: () => void) => {
    // setTimeout takes at most 2^31 - 1; it treats larger values as 1.
    timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)))
  }
  const stop = () => {
    for (const timer of timers.splice(0)) clearTimeout(timer)
  }
  const expire = (timeout: Timeout) => {
    stop()
    onExpire(timeout)
  }
  const check = (limit: Timeout) => {
    const quiet = performance.now() - Math.max(start, lastOutputAt())
    const remaining = limit.seconds * 1000 - quiet
    if (remaining <= 0) expire(limit)
    else later(remaining, () => check(limit))
  }
  if (time) later(time.seconds * 1000, () => expire(time))
  if (silence) check(silence)
  return stop
}
