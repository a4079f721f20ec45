import type { Grant, Person, Recertification, RequestLine } from '@ticketbound/core'
import { type AccessRow, type PersonRow, type RecertificationRow, type RequestRow, requestSource } from '../world.ts'

const day = 86_400_000

/** An end: an instant, or a bare date that means the start of the next day (every world's zone is UTC). */
export function end(text: string): number {
  return text.length === 10 ? Date.parse(text) + day : Date.parse(text)
}

/** A request row as the model has it. */
export function toLine(row: RequestRow): RequestLine {
  const entitlement = row.entitlement ?? ''
  return {
    source: row.source ?? requestSource,
    number: row.number,
    item: row.item ?? JSON.stringify([row.principal, entitlement]),
    kind: row.kind,
    principal: row.principal,
    entitlement,
    state: row.state,
    openedAt: Date.parse(row.openedAt),
    approvals: row.approvals.map((approval) => ({ ...approval, decidedAt: Date.parse(approval.decidedAt) })),
    ...(row.level !== undefined && { level: row.level }),
    ...(row.requester !== undefined && { requester: row.requester }),
    ...(row.reopenedAt !== undefined && { reopenedAt: Date.parse(row.reopenedAt) }),
    ...(row.fulfilledAt !== undefined && { fulfilledAt: Date.parse(row.fulfilledAt) }),
    ...(row.closedAt !== undefined && { closedAt: Date.parse(row.closedAt) }),
    ...(row.expiresAt !== undefined && { expiresAt: end(row.expiresAt) }),
    ...(row.gate && { gate: { ...row.gate, passedAt: Date.parse(row.gate.passedAt) } }),
    ...(row.changes && { changes: row.changes.map(({ at, field }) => ({ at: Date.parse(at), field })) }),
  }
}

/** An access row as the model has it. */
export function toGrant(row: AccessRow): Grant {
  const { account, entitlement, level, grantedAt, expiresAt, credentialRotatedAt, via } = row
  return {
    account,
    entitlement,
    ...(level !== undefined && { level }),
    ...(grantedAt !== undefined && { grantedAt: Date.parse(grantedAt) }),
    ...(expiresAt !== undefined && { expiresAt: end(expiresAt) }),
    ...(credentialRotatedAt !== undefined && { credentialRotatedAt: Date.parse(credentialRotatedAt) }),
    ...(via && { via }),
  }
}

/** A people row as the model has it. */
export function toPerson(row: PersonRow): Person {
  const { principal, kind, active, startedAt, endedAt, sponsor, manager, peers, roles, groups, delegates, accounts } =
    row
  return {
    principal,
    kind,
    active,
    accounts,
    ...(startedAt !== undefined && { startedAt: Date.parse(startedAt) }),
    ...(endedAt !== undefined && { endedAt: end(endedAt) }),
    ...(sponsor !== undefined && { sponsor }),
    ...(manager !== undefined && { manager }),
    ...(peers && { peers }),
    ...(roles && { roles: roles.map(toMembership) }),
    ...(groups && { groups: groups.map(toMembership) }),
    ...(delegates && {
      delegates: delegates.map((it) => ({ ...it, from: Date.parse(it.from), until: end(it.until) })),
    }),
  }
}

/** A recertification row as the model has it. */
export function toRecertification({ decidedAt, until, ...row }: RecertificationRow): Recertification {
  return { ...row, decidedAt: Date.parse(decidedAt), ...(until !== undefined && { until: end(until) }) }
}

function toMembership({ id, from, until }: { readonly id: string; readonly from?: string; readonly until?: string }) {
  return {
    id,
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(until !== undefined && { until: end(until) }),
  }
}
