import type { RequestLine } from '@ticketbound/core'

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
  /**
   * Done with what was asked for. Whatever is in Jira's category "done" counts as that without being listed; a move out
   * of a listed status opens an issue again, though its workflow does not clear the resolution.
   */
  readonly closedComplete?: readonly string[]
  /** Done without what was asked for. */
  readonly closedIncomplete?: readonly string[]
  /** Withdrawn before anything was done. */
  readonly cancelled?: readonly string[]
  /** Where the access has been given, or is being given: who is here has passed the gate. */
  readonly pastGate?: readonly string[]
}

/** What the resolutions of a site mean, by id. A resolution goes before a status that is not listed as closed. */
export interface ResolutionMap {
  readonly closedIncomplete?: readonly string[]
  readonly cancelled?: readonly string[]
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
  readonly resolutions?: ResolutionMap
}

/** A part of a request that an issue says, named as the exchange format names it. */
export type RequestPart = Exclude<keyof FieldMap, 'statuses' | 'resolutions'> & keyof RequestLine

/** Every part of a request that can be read from an issue, those whose change makes an approval void first. */
export const requestParts = [
  'kind',
  'principal',
  'entitlement',
  'level',
  'owner',
  'requester',
  'expiresAt',
  'justification',
  'exception',
] as const satisfies readonly RequestPart[]

/** Where a part is read from; `undefined` for one that issues do not say. The reporter is who asks unless the map says otherwise. */
export function sourceOf(part: RequestPart, map: FieldMap): FieldSource | undefined {
  return map[part] ?? (part === 'requester' ? { field: 'reporter' } : undefined)
}
