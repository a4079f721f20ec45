import type { Call } from './flaws/when.ts'

/** One call of the app as it was made and answered. */
export interface RecordedCall extends Call {
  /** Which invocation made it. */
  readonly invocation: string
  /** For a product: as whom. */
  readonly as?: string
  /** The status that was answered; 0 where nothing was. */
  readonly status: number
  /** The flaws that changed this answer. */
  readonly flaws: readonly string[]
}

/** What the app asked of the platform since it was started, or since the record was cleared. */
export interface ForgeRecord {
  readonly calls: readonly RecordedCall[]
  clear(): void
}

/** Starts an empty record. */
export function createRecord(): ForgeRecord & { add(call: RecordedCall): void } {
  const calls: RecordedCall[] = []
  return {
    calls,
    add: (call) => {
      calls.push(call)
    },
    clear: () => {
      calls.length = 0
    },
  }
}
