import type { Fault, RequestSurroundings } from '@ticketbound/core'
import type { FieldMap, Issue, NightProperty } from '@ticketbound/jira'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import type { KeptDelegation } from '../storage/delegations.ts'
import type { EditableField } from './editable-fields.ts'
import type { PeopleShown } from './people-shown.ts'

/** An issue as it was read and judged, with everything that its screen is drawn from. */
export interface Drawn {
  readonly issueKey: string
  readonly issue: Issue
  readonly map: FieldMap
  /** What the account at the screen may set, by the field's id. */
  readonly editable: ReadonlyMap<string, EditableField>
  readonly surroundings: RequestSurroundings
  readonly people: PeopleShown
  /** The account at the screen, as the platform names it. */
  readonly account: string
  readonly now: number
  /** The judged issue, or why it cannot be read as a request. */
  readonly reading:
    | { readonly ok: true; readonly desk: IssueOnDesk }
    | { readonly ok: false; readonly faults: readonly Fault[] }
  /** What whoever looks has delegated in the app. */
  readonly delegations: readonly KeptDelegation[]
  /** What last night left on the issue; anybody may have written it. */
  readonly night?: NightProperty
}
