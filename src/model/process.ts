/** A daemon that this job started, as post has to find it again. */
export interface StartedDaemon {
  readonly pid: number
  /** The kernel's start time of the process, so that a reused pid is never taken for it. Empty on macOS. */
  readonly birth: string
}
