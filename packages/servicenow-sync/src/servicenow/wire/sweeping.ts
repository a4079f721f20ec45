import type { Keyset } from './keyset.ts'
import type { ServiceNowClient } from './servicenow-client.ts'
import type { SweepRequest } from './sweep-request.ts'
import type { Tally } from './tally.ts'

/** What the parts of one sweep share. */
export interface Sweeping {
  readonly client: ServiceNowClient
  readonly request: SweepRequest
  readonly keyset: Keyset
  readonly tally: Tally
  readonly signal: AbortSignal
}
