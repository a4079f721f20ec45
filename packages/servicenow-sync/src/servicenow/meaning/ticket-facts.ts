import type { TicketTable } from '../map/servicenow-map.ts'
import type { RawRow } from '../raw-row.ts'

/** Everything that was read about one ticket. The order of rows does not matter, and a row may be there twice. */
export interface TicketFacts {
  readonly table: TicketTable
  /** The requested item or the change. */
  readonly ticket: RawRow
  /** The request that the item was ordered with. */
  readonly request?: RawRow
  /** Rows of `sc_task`. */
  readonly tasks: readonly RawRow[]
  /** Rows of `sc_item_option_mtom`, each an answer with its question. */
  readonly answers: readonly RawRow[]
  /** Rows of `sc_item_option`, where answers were read again without their questions: the later reading counts. */
  readonly options?: readonly RawRow[]
  /** Rows of `sc_multi_row_question_answer`. */
  readonly cells: readonly RawRow[]
  /** Rows of `sysapproval_approver` for the ticket or its request. */
  readonly approvals: readonly RawRow[]
  /** Rows of `sysapproval_group` for the ticket or its request. */
  readonly groupApprovals: readonly RawRow[]
  readonly history?: TicketHistory
}

/** What is known of earlier versions of a ticket. Times are as the Table API writes them: `YYYY-MM-DD HH:MM:SS`, UTC. */
export interface TicketHistory {
  /** When it was last opened again after a closing, as far as that was seen. */
  readonly reopenedAt?: string
  /** An earlier `closed_at` than the present one. */
  readonly closedAtBefore?: string
  /** Fields of the ticket itself that were seen to change, each at the later version's `sys_updated_on`. */
  readonly fieldChanges?: readonly { readonly field: string; readonly at: string }[]
  /** By the `sys_id` of an approver's row: its first version in the present unbroken run of versions in the same state. */
  readonly firstDecisions?: ReadonlyMap<string, RawRow>
}
