import type { GateState } from '@ticketbound/jira'

/** Somebody as the screen shows them: by Jira where the account is known, else by the name that the documents use. */
export interface ScreenPerson {
  readonly name: string
  readonly accountId?: string
}

/** A sentence with the people in it. Texts are data: nothing in them is markup. */
export type Said = readonly (string | ScreenPerson)[]

/** Where an issue stands, as the screen says it. */
export type ScreenState = GateState | 'unconfigured' | 'no-request'

/** Where an issue stands, at a glance. */
export interface Glance {
  readonly state: ScreenState
  /** One or two words; never only a colour. */
  readonly label: string
  readonly sentence: string
}

/** What an access request says, each part by the name that the exchange format gives it. */
export type ScreenFieldName =
  | 'kind'
  | 'principal'
  | 'entitlement'
  | 'level'
  | 'owner'
  | 'requester'
  | 'expiresAt'
  | 'justification'
  | 'exception'

/** One value to choose, and how it is shown. */
export interface FixChoice {
  readonly value: string
  readonly label: string
}

/** How a field can be set in place. What is offered is checked again when it comes back. */
export type Fix =
  /** Somebody whom Jira knows; `suggested` are those whom the catalogue lets be named. */
  | { readonly kind: 'user'; readonly field: ScreenFieldName; readonly suggested: readonly FixChoice[] }
  /** Days as `YYYY-MM-DD`, both of which may be chosen; no `max` where the catalogue sets no longest duration. */
  | { readonly kind: 'date'; readonly field: ScreenFieldName; readonly min: string; readonly max?: string }
  /** One of the catalogue; `more` where there are others that `search` finds. */
  | {
      readonly kind: 'entitlement'
      readonly field: ScreenFieldName
      readonly choices: readonly FixChoice[]
      readonly more: boolean
    }
  | { readonly kind: 'choice'; readonly field: ScreenFieldName; readonly choices: readonly FixChoice[] }
  /** Words; at least `least` characters where the policy asks for some. */
  | { readonly kind: 'text'; readonly field: ScreenFieldName; readonly least: number; readonly longest: number }

/** One rule that the request breaks. */
export interface ScreenViolation {
  readonly code: string
  readonly message: Said
  /** What to do, who does it and where. */
  readonly remedy: Said
}

/** What a field says now. */
export type ShownValue =
  | { readonly as: 'nothing' }
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'person'; readonly person: ScreenPerson }
  /** The last day, `YYYY-MM-DD`. */
  | { readonly as: 'day'; readonly day: string }

/** One field of the request. */
export interface ScreenField {
  readonly field: ScreenFieldName
  readonly label: string
  readonly shown: ShownValue
  /** Whether a change makes approvals void. */
  readonly material: boolean
  readonly violations: readonly ScreenViolation[]
  /** Absent where whoever looks may not set the field, or no field of the issue stands for it. */
  readonly fix?: Fix
}

/** One thing that happened to the request. */
export interface TimelineEntry {
  /** RFC 3339. */
  readonly at: string
  readonly what: Said
  /** Whether it counts as an approval; absent for what is none. */
  readonly counts?: boolean
  /** Why it does not count. */
  readonly why: readonly string[]
}

/** How far the approvals go. */
export interface ScreenApprovals {
  /** Who must approve, in words. */
  readonly rule: string
  readonly needed: number
  readonly counted: number
}

/** Whom to ask next, for one part of what is missing. */
export interface AskNext {
  readonly what: string
  readonly people: readonly ScreenPerson[]
}

/** In which of their rights somebody can decide. */
export interface DecisionRole {
  readonly label: string
  readonly group?: string
  readonly onBehalfOf?: string
}

/** A broken rule that an exception could excuse. */
export interface ExcusableRule {
  readonly rule: string
  readonly title: string
}

/** Somebody who decides in one's place for a while. */
export interface ScreenDelegation {
  readonly to: ScreenPerson
  /** What names them to the resolver. */
  readonly id: string
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string
}

/** What whoever looks may do. */
export interface ScreenMay {
  /** The rights in which they may approve; none where they may not. */
  readonly approve: readonly DecisionRole[]
  /** The rights in which they may decline; none where they may not. */
  readonly decline: readonly DecisionRole[]
  readonly withdraw: boolean
  readonly delegate: boolean
  /** What they have delegated in the app, and can end. */
  readonly delegations: readonly ScreenDelegation[]
  /** Why they may not approve, and who may. */
  readonly whyNot?: Said
  /** What to know before approving. */
  readonly beware?: Said
  readonly exceptions: readonly ExcusableRule[]
}

/** One finding of last night. */
export interface ScreenFinding {
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly message: Said
  readonly action: Said
  /** RFC 3339. */
  readonly since: string
}

/** What last night's reconciliation left on the issue. A copy that anybody who can edit the issue can change. */
export interface ScreenNight {
  /** RFC 3339. */
  readonly at: string
  readonly complete: boolean
  readonly findings: readonly ScreenFinding[]
}

/** Something about how the app is set up that keeps it from judging, in words that can be handed on. */
export interface ScreenProblem {
  readonly message: string
  readonly help: string
}

/** Everything that the issue panel shows, as plain data. */
export interface IssueScreen {
  readonly issueKey: string
  readonly glance: Glance
  readonly fields: readonly ScreenField[]
  /** Broken rules that are about no field that is shown. */
  readonly others: readonly ScreenViolation[]
  /** Broken rules that an exception excuses, each with the exception. */
  readonly excused: readonly Said[]
  readonly approvals?: ScreenApprovals
  readonly timeline: readonly TimelineEntry[]
  readonly askNext: readonly AskNext[]
  readonly may: ScreenMay
  readonly night?: ScreenNight
  readonly problems: readonly ScreenProblem[]
  /** Of the material fields as shown; a decision names it, so that nobody decides about something else than they saw. */
  readonly digest?: string
}

/** What the requester sees in the portal: why it waits, on whom, and what they can do. */
export interface PortalScreen {
  readonly state: 'waits-for-you' | 'waits-for-others' | 'approved' | 'closed' | 'no-request'
  readonly sentence: string
  /** What the requester can put right. */
  readonly todo: readonly { readonly message: string; readonly remedy: string }[]
  /** On whom it waits, by name or by what they are. */
  readonly waitsOn: readonly string[]
}

/** Why a resolver did nothing. */
export interface ScreenRefusal {
  readonly ok: false
  readonly code: string
  readonly message: string
  readonly help: string
  /** The screen anew, where what was shown is no longer so. */
  readonly screen?: IssueScreen
}

/** What `draw`, and everything that changes something, answers: the whole screen anew. */
export type ScreenAnswer = { readonly ok: true; readonly screen: IssueScreen } | ScreenRefusal

/** What the portal's `draw` answers. */
export type PortalAnswer = { readonly ok: true; readonly screen: PortalScreen } | ScreenRefusal

/** What `search` answers. */
export type SearchAnswer = { readonly ok: true; readonly choices: readonly FixChoice[] } | ScreenRefusal
