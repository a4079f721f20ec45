import { mixed } from './mixed.ts'
import { strideOf } from './stride-of.ts'

/** The instant of the first night that is measured. */
export const firstNight = Date.UTC(2026, 0, 1)
/** The instant of the second one, a week later. */
export const secondNight = Date.UTC(2026, 0, 8)

/** Which of the two nights the files are for. */
export type NightNumber = 1 | 2

const minute = 60_000
const day = 86_400_000
const firstOpening = Date.UTC(2023, 0, 1)
/** Every ticket closes well before the first night, so that no grace period hides anything. */
const lastOpening = Date.UTC(2025, 11, 20)

/** Ordinary entitlements are asked for; birthright ones are held by everybody. Together they are the catalogue's 500. */
export const ordinaryCount = 496
export const birthrightCount = 4

const ticketsEach = 10
const grantsEach = 20
const lotSize = 10_000

/**
 * What became of one ticket's access. Shares, in tickets: `stray` 4 % (2 % of the grants), `not-provisioned` 1.5 %,
 * `expired-held` 0.3 %, `expired` 3 %, `unproven` 0.5 %, `broader` 0.2 %, `early` 0.2 %, `open-held` 0.2 %; every third
 * person has one removal, of which one in ten was not carried out.
 */
export type Fate =
  | 'matched'
  | 'stray'
  | 'not-provisioned'
  | 'expired-held'
  | 'expired'
  | 'unproven'
  | 'broader'
  | 'early'
  | 'open-held'
  | 'removal'
  | 'removed'
  | 'not-removed'

/** One ticket slot of one person: the same numbers whether its request or its grant is being written. */
export interface Slot {
  readonly person: number
  readonly slot: number
  /** Its place in the order of time, from 0. */
  readonly ticket: number
  readonly entitlement: number
  readonly fate: Fate
  readonly openedAt: number
  readonly decidedAt: number
  readonly fulfilledAt: number
  readonly closedAt: number
  readonly expiresAt: number | undefined
  /** A number from 0 up to 9999 for what has no part in the comparison. */
  readonly lot: number
}

/** A made-up house, computed from its seed: nothing of it is held in memory, so it can be of any size. */
export interface BenchWorld {
  readonly people: number
  readonly tickets: number
  readonly grants: number
  /** The first so many people own entitlements and sponsor services. */
  readonly owners: number
  /** The ticket with this place in time. */
  ticketAt(ticket: number): Slot
  slotOf(person: number, slot: number): Slot
  /** A number from 0 up to 9999 that depends on nothing but the seed and these two. */
  lot(person: number, salt: number): number
}

/** Builds the house for a number of grants, which must be a multiple of 20: half as many tickets, a twentieth people. */
export function createBenchWorld(grants: number, seed: number): BenchWorld {
  if (grants % grantsEach !== 0 || grants < 800) throw new RangeError('grants: a multiple of 20, at least 800')
  const people = grants / grantsEach
  const tickets = people * ticketsEach
  const [step, stepBack] = strideOf(people)

  const lot = (person: number, salt: number): number => mixed(seed, person, salt) % lotSize

  /** Each round gives every person one ticket, in an order that has nothing to do with their accounts. */
  function ticketAt(ticket: number): Slot {
    return slotAt(((ticket % people) * step) % people, Math.floor(ticket / people), ticket)
  }

  function slotOf(person: number, slot: number): Slot {
    return slotAt(person, slot, slot * people + ((person * stepBack) % people))
  }

  function slotAt(person: number, slot: number, ticket: number): Slot {
    const lotOfSlot = lot(person, slot)
    const openedAt = wholeMinutes(firstOpening + (ticket * (lastOpening - firstOpening)) / tickets)
    const took = wholeMinutes((6 * day) / 24 + (lot(person, slot + 40) * 4 * day) / lotSize)
    const fate = fateOf(person, slot)
    const closedAt = openedAt + took
    return {
      person,
      slot,
      ticket,
      entitlement: entitlementOf(person, fate === 'removal' ? 0 : slot),
      fate,
      openedAt,
      decidedAt: openedAt + wholeMinutes(took / 3),
      fulfilledAt: openedAt + wholeMinutes((2 * took) / 3),
      closedAt,
      expiresAt: expiryOf(fate, closedAt, lotOfSlot),
      lot: lotOfSlot,
    }
  }

  function fateOf(person: number, slot: number): Fate {
    const removes = person % 3 === 0
    if (removes && slot === ticketsEach - 1) return 'removal'
    if (removes && slot === 0) return lot(person, 60) < lotSize / 10 ? 'not-removed' : 'removed'
    return drawnFate(lot(person, slot + 20))
  }

  return { people, tickets, grants, owners: Math.min(100, Math.max(8, Math.floor(people / 4))), ticketAt, slotOf, lot }
}

/**
 * What one week changes, in one row of a hundred: of the matched grants 0.2 % are gone without a ticket and 1.8 % were
 * used again, and one person in ten has a new ticket, of which one in twenty gave nothing.
 */
export type Change = 'gone' | 'used-again' | 'none'

/** What became of one ticket's grant between the two nights. */
export function changeOf(world: BenchWorld, { person, slot, fate, openedAt }: Slot): Change {
  // What came in that week was not there before: it can neither go nor be used again.
  if (openedAt >= firstNight) return 'none'
  const lot = world.lot(person, slot + 80)
  if (fate !== 'matched' || lot >= 200) return 'none'
  return lot < 20 ? 'gone' : 'used-again'
}

/** The ticket that a person closed between the two nights, if there is one. */
export function newSlotOf(world: BenchWorld, person: number): Slot | undefined {
  const lot = world.lot(person, 100)
  if (lot >= lotSize / 10) return undefined
  const openedAt = firstNight + day + wholeMinutes((person * day) / world.people)
  return {
    person,
    slot: ticketsEach,
    ticket: world.tickets + person,
    entitlement: entitlementOf(person, ticketsEach),
    fate: lot < lotSize / 200 ? 'not-provisioned' : 'matched',
    openedAt,
    decidedAt: openedAt + 60 * minute,
    fulfilledAt: openedAt + 120 * minute,
    closedAt: openedAt + 180 * minute,
    expiresAt: undefined,
    lot,
  }
}

/** The ordinary entitlement in one of a person's places, of which the first 30 all differ. */
export function entitlementOf(person: number, place: number): number {
  return (person * 7 + place * 29) % ordinaryCount
}

/** The two people who own an entitlement, by number. */
export function ownersOf(entitlement: number, owners: number): readonly [number, number] {
  return [entitlement % owners, (entitlement + 7) % owners]
}

/** Entitlements with an even number have levels. */
export function hasLevels(entitlement: number): boolean {
  return entitlement % 2 === 0
}

const fates: readonly (readonly [below: number, fate: Fate])[] = [
  [400, 'stray'],
  [550, 'not-provisioned'],
  [580, 'expired-held'],
  [880, 'expired'],
  [930, 'unproven'],
  [950, 'broader'],
  [970, 'early'],
  [990, 'open-held'],
]

function drawnFate(lot: number): Fate {
  for (const [below, fate] of fates) if (lot < below) return fate
  return 'matched'
}

/** A fifth of what stands is for a time; nothing ends within a month of the first night, so the second one is quiet. */
function expiryOf(fate: Fate, closedAt: number, lot: number): number | undefined {
  if (fate === 'expired' || fate === 'expired-held') return wholeMinutes((closedAt + firstNight) / 2)
  const forATime = lot < lotSize / 5 && fate !== 'removal'
  return forATime ? firstNight + 30 * day + wholeMinutes((lot * 180 * day) / lotSize) : undefined
}

function wholeMinutes(ms: number): number {
  return ms - (ms % minute)
}
