import { entitlementName, instant, kindOf, managerOf, principalName, ticketNumber } from './bench-names.ts'
import { type BenchWorld, hasLevels, type NightNumber, newSlotOf, ownersOf, type Slot } from './bench-world.ts'

/** The rows of `requests.ndjson`, by number, which is by time. */
export function* requestRows(world: BenchWorld, night: NightNumber): Generator<string> {
  for (let ticket = 0; ticket < world.tickets; ticket += 1) yield requestRow(world.ticketAt(ticket), world)
  if (night === 1) return
  for (let person = 0; person < world.people; person += 1) {
    const slot = newSlotOf(world, person)
    if (slot) yield requestRow(slot, world)
  }
}

function requestRow(slot: Slot, world: BenchWorld): string {
  const { person, entitlement, fate, openedAt, expiresAt } = slot
  const [owner] = ownersOf(entitlement, world.owners)
  const requester = kindOf(person, world) === 'human' ? person : managerOf(person, world)
  const until = expiresAt === undefined || fate === 'stray' ? '' : `,"expiresAt":"${instant(expiresAt)}"`
  return `{"number":"${ticketNumber(slot.ticket)}",${askedOf(slot)},"principal":"${principalName(person)}","entitlement":"${entitlementName(entitlement)}","owner":"${principalName(owner)}","requester":"${principalName(requester)}","openedAt":"${instant(openedAt)}",${endOf(slot)}${until},"justification":"${reasons[slot.lot % reasons.length]}","changes":[],"approvals":[${approvalOf(slot, world)}]}`
}

/** A stray grant's ticket asks for no access: somebody had their password reset. */
function askedOf({ entitlement, fate }: Slot): string {
  if (fate === 'stray') return '"kind":"none"'
  if (fate === 'removal') return '"kind":"deprovision"'
  return hasLevels(entitlement) ? '"kind":"provision","level":"read"' : '"kind":"provision"'
}

function endOf({ fate, fulfilledAt, closedAt }: Slot): string {
  if (fate === 'open-held') return '"state":"open"'
  return `"fulfilledAt":"${instant(fulfilledAt)}","closedAt":"${instant(closedAt)}","state":"closed-complete"`
}

const reasons = [
  'Joins the team that runs this service and takes part in its rota.',
  'Needs to look into a fault that customers reported.',
  'Covers for a colleague on leave; agreed with the owner of the service.',
]

/** By an owner who is neither the principal nor its sponsor; what has no evidence has it only in words. */
function approvalOf(slot: Slot, world: BenchWorld): string {
  const { person, entitlement, fate, decidedAt, ticket } = slot
  const [first, second] = ownersOf(entitlement, world.owners)
  const barred = kindOf(person, world) === 'human' ? person : managerOf(person, world)
  const approver = principalName(first === barred ? second : first)
  const how = fate === 'unproven' ? 'informal' : 'native'
  return `{"id":"A${ticket}","approver":"${approver}","decision":"approved","decidedAt":"${instant(decidedAt)}","how":"${how}"}`
}
