import { entitlementOf } from './entitlements.ts'
import type { Principal, Ticket, WorldException, WorldGrant, WorldRecertification } from './world.ts'

/** A ticket as a row of `requests.ndjson`. */
export function requestRow(ticket: Ticket): object {
  const { number, kind, principal, entitlement, level, requester, openedAt, fulfilledAt, closed } = ticket
  const { expiresAt, justification, gatePassedAt, approvals } = ticket
  return {
    number,
    kind,
    principal,
    entitlement,
    level,
    owner: ownerOf(ticket),
    requester,
    openedAt,
    fulfilledAt,
    closedAt: closed?.at,
    state: closed?.as ?? 'open',
    expiresAt,
    justification,
    changes: [],
    gate: gatePassedAt === undefined ? undefined : { passedAt: gatePassedAt, verdict: 'allow' },
    approvals: approvals.map((approval, index) => ({ id: `${number}-${index + 1}`, ...approval })),
  }
}

/** Says who answers for the access: an owner other than who gets it, where there is one. */
export function ownerOf({ kind, principal, entitlement }: Ticket): string | undefined {
  if (kind === 'none' || kind === 'deprovision') return undefined
  const owners = entitlementOf(entitlement ?? '')?.owners ?? []
  return owners.find((owner) => owner !== principal) ?? owners[0]
}

/** A grant as a row of `access.ndjson`. The finance system does not say since when something is held. */
export function accessRow(grant: WorldGrant): object {
  const { system, account, entitlement, level, from, credentialRotatedAt, via } = grant
  const native = entitlementOf(entitlement)?.native ?? entitlement
  return {
    account,
    entitlement: native,
    level,
    grantedAt: system === 'finance' ? undefined : from,
    credentialRotatedAt,
    via,
  }
}

/** A principal as a row of `people.ndjson`. Whether somebody is active follows from the dates. */
export function personRow(person: Principal): object {
  const { principal, kind, startedAt, endedAt, manager, sponsor, peers, groups, delegates, accounts } = person
  const { employeeNumber } = person
  return {
    principal,
    kind,
    active: true,
    startedAt,
    endedAt,
    manager,
    sponsor,
    peers,
    groups: groups?.map((id) => ({ id })),
    delegates,
    ids: employeeNumber === undefined ? undefined : { employeeNumber },
    accounts,
  }
}

/** An exception as a row of `exceptions.ndjson`. */
export function exceptionRow({ id, owner, reason, from, until, covers, approvedBy }: WorldException): object {
  return { id, owner, reason, from, until, covers, approvedBy }
}

/** A decision about access as a row of `recertifications.ndjson`. */
export function recertificationRow(decided: WorldRecertification): object {
  const { principal, entitlement, decision, until, decider, decidedAt } = decided
  return { principal, entitlement, decision, until, decider, decidedAt }
}
