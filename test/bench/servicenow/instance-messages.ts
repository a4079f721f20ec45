/** What the emulated instance's process is asked. */
export interface InstanceRequest {
  /** So many rows are to be changed once more; 0 for none. */
  readonly change: number
}

/** What it says when it listens, and after each request. */
export interface InstanceSays {
  readonly url: string
  /** Requests that it answered so far. */
  readonly requests: number
  readonly cpuSeconds: number
}
