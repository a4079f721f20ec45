import type { FlawName } from './flaws/catalogue.ts'
import type { Call } from './flaws/when.ts'
import type { FailureReason } from './runtime/invocation-failure.ts'

/** One call of the app as it was made and answered. */
export interface RecordedCall extends Call {
  /** Which invocation made it. */
  readonly invocation: string
  /** For a product: as whom. */
  readonly as?: string
  /** The status that was answered; 0 where nothing was. */
  readonly status: number
  /** The flaws that changed this answer. */
  readonly flaws: readonly FlawName[]
}

/** One invocation as it went. */
export interface RecordedInvocation {
  readonly id: string
  readonly function: string
  readonly outcome: 'done' | FailureReason
  /** How long it took, and how much of that the process worked; what else it did in the meantime counts too. */
  readonly ms: number
  readonly cpuMs: number
}

/** What the app did since it was installed, or since the record was cleared. */
export interface ForgeRecord {
  readonly calls: readonly RecordedCall[]
  readonly invocations: readonly RecordedInvocation[]
  clear(): void
}

/** A record that can be added to. */
export interface OpenRecord extends ForgeRecord {
  addCall(call: RecordedCall): void
  addInvocation(invocation: RecordedInvocation): void
}

/** Starts an empty record. */
export function createRecord(): OpenRecord {
  const calls: RecordedCall[] = []
  const invocations: RecordedInvocation[] = []
  return {
    calls,
    invocations,
    addCall: (call) => {
      calls.push(call)
    },
    addInvocation: (invocation) => {
      invocations.push(invocation)
    },
    clear: () => {
      calls.length = 0
      invocations.length = 0
    },
  }
}
