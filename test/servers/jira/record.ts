/** One request as the emulator got and answered it. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** As it came. */
  readonly body: string
  /** The status that was sent; 0 where the connection ended without one. */
  readonly status: number
  /** The account that asked; empty where nobody was known. */
  readonly account: string
  readonly at: number
  /** The flaws that changed this answer. */
  readonly flaws: readonly string[]
}

/** What the emulator was asked since it started. */
export interface JiraRecord {
  readonly requests: readonly RecordedRequest[]
  clear(): void
}

/** A record that can be added to. */
export interface OpenRecord extends JiraRecord {
  add(request: RecordedRequest): void
}

/** Starts an empty record. */
export function createRecord(): OpenRecord {
  const requests: RecordedRequest[] = []
  return {
    requests,
    add: (request) => requests.push(request),
    clear: () => {
      requests.length = 0
    },
  }
}
