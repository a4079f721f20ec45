import type { BenchWorld } from './bench-world.ts'

/** What a person is: four in fifty a service, the owners all human. Nobody is an agent: it would exceed its peers. */
export function kindOf(person: number, { owners }: BenchWorld): 'human' | 'service' {
  if (person < owners) return 'human'
  const place = person % 50
  return place === 7 || place % 16 === 3 ? 'service' : 'human'
}

/** Who answers for a person. Owners answer to the next owner, all others to one of the owners. */
export function managerOf(person: number, { owners }: BenchWorld): number {
  return (person * 13 + 1) % owners
}

/** The id of a person. */
export function principalName(person: number): string {
  return `p${String(person).padStart(7, '0')}`
}

/** The login of a person. */
export function accountName(person: number): string {
  return `u${String(person).padStart(7, '0')}`
}

/** The id of an ordinary entitlement. */
export function entitlementName(entitlement: number): string {
  return `app-${String(entitlement).padStart(3, '0')}`
}

/** The id of an entitlement that everybody holds. */
export function birthrightName(right: number): string {
  return `everyone-${right}`
}

/** The number of a ticket, in the order of time. */
export function ticketNumber(ticket: number): string {
  return `RITM${String(ticket).padStart(8, '0')}`
}

/** Says whether a person has left: one human in five hundred, none of them an owner. */
export function hasLeft(person: number, world: BenchWorld): boolean {
  return person >= world.owners && kindOf(person, world) === 'human' && world.lot(person, 70) < 20
}

/** A moment as the files have it. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
