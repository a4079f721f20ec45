import type { AdministeredHost } from '../admin-function.ts'

/** One thing that was looked at, and what to do where it is not as it should be. */
export interface HealthLine {
  readonly id: string
  readonly title: string
  /** `warn`: it works, and somebody should look. `fail`: the gate stays shut, or something goes round it. */
  readonly state: 'ok' | 'warn' | 'fail'
  readonly says: string
  readonly remedy?: string
}

/** Looks at one thing. Throws where it cannot. */
export interface HealthCheck {
  readonly id: string
  readonly title: string
  readonly look: (host: AdministeredHost) => Promise<Seen>
}

/** What was seen. */
export type Seen = Omit<HealthLine, 'id' | 'title'>

/** Says that all is well. */
export function fine(says: string): Seen {
  return { state: 'ok', says }
}

/** Says what somebody should look at. */
export function warn(says: string, remedy: string): Seen {
  return { state: 'warn', says, remedy }
}

/** Says what must be put right. */
export function fail(says: string, remedy: string): Seen {
  return { state: 'fail', says, remedy }
}
