import type { RequestKind } from '@ticketbound/core'
import { accountOf, personOf } from './accounts.ts'
import { entitlementOf } from './entitlements.ts'
import { principals } from './principals.ts'
import { type Affair, type Decision, gateSince, type Ticket, type WorldEntitlement, type WorldGrant } from './world.ts'

/** What an ordinary request says; the rest follows from the house's own rules. */
export interface Asking {
  readonly number: string
  readonly principal: string
  readonly entitlement: string
  readonly level?: string
  /** The day on which it is asked for, approved, fulfilled and closed. */
  readonly day: string
  readonly expiresAt?: string
  readonly justification?: string
  readonly kind?: Exclude<RequestKind, 'none'>
}

/** A request as it should be: asked for, approved by whom the catalogue names, fulfilled and closed within a day. */
export function ticket(asking: Asking, more: Partial<Ticket> = {}): Ticket {
  const { number, principal, entitlement, level, day, expiresAt, kind = 'provision' } = asking
  return {
    number,
    kind,
    principal,
    entitlement,
    ...(level !== undefined && { level }),
    requester: requesterOf(principal),
    justification: asking.justification ?? 'Needed for daily work',
    openedAt: `${day}T08:00:00Z`,
    approvals: kind === 'deprovision' ? [] : approvalsOf(principal, catalogued(entitlement), `${day}T10:00:00Z`),
    fulfilledAt: `${day}T14:00:00Z`,
    closed: { at: `${day}T14:30:00Z`, as: 'closed-complete' },
    ...(expiresAt !== undefined && { expiresAt }),
    ...(day >= gateSince && kind !== 'deprovision' && { gatePassedAt: `${day}T10:05:00Z` }),
    ...more,
  }
}

/** The access that such a request asks for, as the system gives it when the request is fulfilled. */
export function grant(asking: Asking, more: Partial<WorldGrant> = {}): WorldGrant {
  const { principal, entitlement, level, day } = asking
  const { system } = catalogued(entitlement)
  const account = accountOf(principal, system)
  const { renewedAt } = personOf(principal)
  return {
    system,
    account,
    entitlement,
    ...(level !== undefined && { level }),
    ...(renewedAt !== undefined && { credentialRotatedAt: renewedAt }),
    from: `${day}T14:00:00Z`,
    ...more,
  }
}

/** A request as it should be and exactly the access it asks for. */
export function matching(asking: Asking): Affair {
  return { tickets: [ticket(asking)], grants: [grant(asking)] }
}

function catalogued(id: string): WorldEntitlement {
  const found = entitlementOf(id)
  if (found === undefined) throw new Error(`the small world has no entitlement ${id}`)
  return found
}

/** People ask for themselves; for a service or an agent its sponsor asks. */
function requesterOf(principal: string): string {
  return personOf(principal).sponsor ?? principal
}

function approvalsOf(principal: string, entitlement: WorldEntitlement, decidedAt: string): readonly Decision[] {
  const { from, count } = entitlement.approval ?? { from: 'owner', count: 1 }
  const may = approversOf(principal, entitlement, from).filter(
    (approver) => approver !== principal && approver !== requesterOf(principal),
  )
  if (may.length < count) throw new Error(`nobody may approve ${entitlement.id} for ${principal}`)
  return may.slice(0, count).map((approver) => ({ approver, decision: 'approved', decidedAt, how: 'native' }))
}

function approversOf(
  principal: string,
  { owners, approval }: WorldEntitlement,
  from: 'owner' | 'manager' | 'group',
): readonly string[] {
  if (from === 'owner') return owners
  const { manager } = personOf(principal)
  if (from === 'manager') return manager === undefined ? [] : [manager]
  return principals.filter(({ groups }) => groups?.includes(approval?.name ?? '')).map((member) => member.principal)
}
