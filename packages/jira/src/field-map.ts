/** Where one part of a request stands on an issue. */
export interface IssueField {
  /** The field's id: `customfield_10050`, `reporter`, `assignee`, `duedate`, `summary`. Never its name, which changes. */
  readonly field: string
  /** What the field's values stand for, by option id, or by value where it has no ids; others are taken as written. */
  readonly values?: Readonly<Record<string, string>>
}

/** What every issue of a project says, without a field for it. */
export interface FixedValue {
  readonly fixed: string
}

/** Where a part of a request is read from. */
export type FieldSource = IssueField | FixedValue

/** What the statuses of a project mean. By id: a status that was renamed is still the same. */
export interface StatusMap {
  /** Done without what was asked for. */
  readonly closedIncomplete?: readonly string[]
  /** Withdrawn before anything was done. */
  readonly cancelled?: readonly string[]
  /** Where the access has been given, or is being given: who is here has passed the gate. */
  readonly pastGate?: readonly string[]
}

/** Which field of an issue says what of an access request. */
export interface FieldMap {
  /** Values stand for a kind: `provision`, `change`, `deprovision`, `none`. */
  readonly kind: FieldSource
  readonly principal: FieldSource
  readonly entitlement: FieldSource
  readonly level?: FieldSource
  readonly owner?: FieldSource
  /** The issue's reporter where it is left out. */
  readonly requester?: FieldSource
  readonly expiresAt?: FieldSource
  readonly justification?: FieldSource
  readonly exception?: FieldSource
  readonly statuses?: StatusMap
}
