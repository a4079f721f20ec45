import { formatInstant, type Instant } from '@ticketbound/core'

const hour = 3_600_000

/** The instant of a day of January 2026 at three in the morning; days beyond 31 go on into February. */
export function day(number: number): Instant {
  return Date.UTC(2026, 0, number, 3)
}

/** A day of January 2026 as rows write it, at noon, so that it lies between two nights. */
export function noon(number: number): string {
  return formatInstant(day(number) + 9 * hour)
}

/** A row of `requests.ndjson`. */
export interface RequestFields {
  readonly number: string
  readonly [field: string]: unknown
}

/** A closed provision of `deploy` for alice, approved by nobody, with what is given changed. */
export function requestRow(fields: RequestFields): RequestFields {
  return {
    kind: 'provision',
    principal: 'alice',
    entitlement: 'deploy',
    openedAt: noon(1),
    closedAt: noon(2),
    state: 'closed-complete',
    approvals: [],
    ...fields,
  }
}

/** A row of `access.ndjson`. */
export function grantRow(account: string, entitlement = 'deploy', fields: object = {}): object {
  return { account, entitlement, ...fields }
}

/** A row of `people.ndjson`. */
export interface PersonFields {
  readonly principal: string
  readonly [field: string]: unknown
}

/** A row of `people.ndjson`: an active human without accounts, with what is given changed. */
export function personRow(principal: string, fields: object = {}): PersonFields {
  return { principal, kind: 'human', active: true, accounts: [], ...fields }
}

/** A row of `exceptions.ndjson` that covers what is given from the first day of 2026 until the last of January. */
export function exceptionRow(id: string, covers: string | object, fields: object = {}): object {
  return {
    id,
    owner: 'olga',
    reason: 'agreed',
    from: '2026-01-01T00:00:00Z',
    until: '2026-01-31T00:00:00Z',
    covers,
    approvedBy: 'olga',
    ...fields,
  }
}

/** A row of `recertifications.ndjson`: olga keeps alice's `deploy` on the third of January, with what is given changed. */
export function recertificationRow(fields: object = {}): object {
  return {
    principal: 'alice',
    entitlement: 'deploy',
    decision: 'keep',
    decider: 'olga',
    decidedAt: noon(3),
    ...fields,
  }
}
