/** A daemon that this job started, with what post needs to find it again. */
export interface StartedDaemon {
  readonly pid: number
  /** The kernel's start time of the process, which tells it from another with the same pid. Empty on macOS. */
  readonly birth: string
}
