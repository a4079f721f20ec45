import type { Change } from './world/create-world.ts'

/** One request as the emulator got and answered it. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The status that was sent; 0 where the connection ended without one. */
  readonly status: number
  /** Who asked; empty where nobody was known. */
  readonly user: string
  readonly at: number
  readonly userAgent: string
  /** Whether the client sent cookies back, which binds it to a session. */
  readonly cookies: boolean
  /** Bytes of the body that went out, as they went. */
  readonly bytes: number
  /** The flaws that changed this answer. */
  readonly flaws: readonly string[]
}

/** What the emulator saw and did since it started. */
export interface ServiceNowRecord {
  readonly requests: readonly RecordedRequest[]
  /** Every write that was committed, whatever was answered. */
  readonly writes: readonly Change[]
  clear(): void
}

/** A record that can be added to. */
export interface OpenRecord extends ServiceNowRecord {
  addRequest(request: RecordedRequest): void
  addWrite(change: Change): void
}

/** Starts an empty record. */
export function createRecord(): OpenRecord {
  const requests: RecordedRequest[] = []
  const writes: Change[] = []
  return {
    requests,
    writes,
    addRequest: (request) => requests.push(request),
    addWrite: (change) => writes.push(change),
    clear: () => {
      requests.length = 0
      writes.length = 0
    },
  }
}
