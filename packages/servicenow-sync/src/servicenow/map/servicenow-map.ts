import type { PrincipalKind, RequestKind, RequestState } from '@ticketbound/core'

/** The tables whose records are tickets that can ask for access. */
export type TicketTable = 'sc_req_item' | 'change_request'

/** The tables whose `state` is given a meaning. */
export type StateTable = TicketTable | 'sc_task'

/** Where the text stands that a value is for: the record of another table that an answer leads to. */
export interface Lookup {
  readonly table: string
  readonly field: string
}

/** What stands for something on every ticket: a text of the map's own, an answer, or a field of the ticket. */
export type ValueRule = ConstantRule | ReadRule

/** A text that holds for every ticket. */
export interface ConstantRule {
  readonly from: 'constant'
  readonly value: string
}

/** A text that each ticket says itself. */
export interface ReadRule {
  readonly from: 'field' | 'variable'
  readonly name: string
  /** What each text stands for; `*` is any other. Absent where the text stands for itself. */
  readonly values?: ReadonlyMap<string, string>
  /** What holds where the ticket says nothing, which is then no fault. Empty: that it says nothing. */
  readonly default?: string
  /** The record that the text names, where it is no user. */
  readonly lookup?: Lookup
  /** What separates several values in one text; a list variable needs none. */
  readonly split?: string
}

/** The kind that each ticket says itself. */
export interface KindRule {
  readonly from: 'field' | 'variable'
  readonly name: string
  /** Which text gives which kind; `*` is any other. */
  readonly values: ReadonlyMap<string, RequestKind>
  readonly default?: RequestKind
}

/** When a rule holds. */
export interface Condition {
  readonly from: 'field' | 'variable'
  readonly name: string
  /** Any of these texts. */
  readonly is: readonly string[]
}

/** What the tickets of one catalogue item, or of one sort of change, ask for. */
export interface ItemRule {
  /** Name or sys_id of the catalogue item, `*` for any other, or for a change what the map calls it. */
  readonly item: string
  readonly table: TicketTable
  readonly when?: Condition
  readonly kind: RequestKind | KindRule
  readonly principal: ValueRule
  readonly entitlement?: ValueRule
  readonly level?: ValueRule
  readonly owner?: ValueRule
  readonly expiresAt?: ValueRule
  readonly justification?: ValueRule
  /** Internal name of the multi-row variable set whose rows are request lines of their own. */
  readonly rows?: string
  /** Short descriptions of the tasks that give the access. Absent: every task does. */
  readonly tasks?: readonly string[]
}

/** How users become principals. */
export interface PeopleRule {
  /** The field of a user that is the principal's id. */
  readonly principal: string
  /** The field that tells kinds apart, and what each of its texts means. */
  readonly kinds?: { readonly field: string; readonly values: ReadonlyMap<string, PrincipalKind> }
  /** The field of a service or an agent that names the user who answers for it. */
  readonly sponsor: string
}

/** What a state means, by its value; `*` is any other. */
export type StateMeaning = ReadonlyMap<string, RequestState>

/** `servicenow-map.yaml`: what the tickets of one instance mean. */
export interface ServiceNowMap {
  /** The IANA zone in which a bare date of a ticket ends. Absent: the policy's. */
  readonly zone?: string
  readonly people: PeopleRule
  readonly states: Readonly<Record<StateTable, StateMeaning>>
  /** What the state of an approver's row decides; any other decides nothing. */
  readonly approvals: ReadonlyMap<string, 'approved' | 'rejected'>
  /** The field of tickets that says when one passed the gate. Absent where no gate leaves that on tickets. */
  readonly gate?: { readonly field: string }
  readonly items: readonly ItemRule[]
}
