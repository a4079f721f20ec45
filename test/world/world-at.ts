import { exceptions, grants, recertifications, tickets } from './small-world.ts'
import {
  type NightNumber,
  nights,
  type System,
  type Ticket,
  type WorldException,
  type WorldGrant,
  type WorldRecertification,
} from './world.ts'

/** What each source of the small world says on one night. */
export interface WorldNight {
  readonly at: string
  readonly tickets: readonly Ticket[]
  readonly exceptions: readonly WorldException[]
  readonly recertifications: readonly WorldRecertification[]
  grantsOf(system: System): readonly WorldGrant[]
  /** True where the export of a system stops before its end. */
  isCutOff(system: System): boolean
}

/** The small world as its sources show it on a night: nothing that happens later is there yet. */
export function worldAt(night: NightNumber): WorldNight {
  const at = nights[night]
  return {
    at,
    tickets: tickets.filter(({ openedAt }) => openedAt <= at).map((ticket) => ticketAt(ticket, at)),
    exceptions,
    recertifications: recertifications.filter(({ decidedAt }) => decidedAt <= at),
    grantsOf: (system) => grants.filter((grant) => grant.system === system && isHeldAt(grant, at)),
    isCutOff: (system) => system === 'finance' && night === 2,
  }
}

/** All instants of the world are UTC in one form, so that their texts stand in the order of time. */
function ticketAt(ticket: Ticket, at: string): Ticket {
  const { closed, fulfilledAt, reopenedAt, gatePassedAt, approvals, ...rest } = ticket
  const isReopened = reopenedAt !== undefined && reopenedAt <= at
  const isClosed = closed !== undefined && closed.at <= at && !isReopened
  const isFulfilled = fulfilledAt !== undefined && fulfilledAt <= at && !isReopened
  return {
    ...rest,
    approvals: approvals.filter(({ decidedAt }) => decidedAt <= at),
    ...(isFulfilled && { fulfilledAt }),
    ...(isClosed && { closed }),
    ...(gatePassedAt !== undefined && gatePassedAt <= at && { gatePassedAt }),
  }
}

function isHeldAt({ from, until }: WorldGrant, at: string): boolean {
  return from <= at && (until === undefined || at < until)
}
