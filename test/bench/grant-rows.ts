import { accountName, birthrightName, entitlementName, hasLeft, instant } from './bench-names.ts'
import {
  type BenchWorld,
  birthrightCount,
  changeOf,
  entitlementOf,
  firstNight,
  hasLevels,
  type NightNumber,
  newSlotOf,
  type Slot,
} from './bench-world.ts'
import { type Plant, plantedKind } from './planted.ts'

/** The rows of `access.ndjson`, by account, each person's with what is to be found in them. */
export function* grantRows(world: BenchWorld, night: NightNumber, plant: Plant): Generator<string> {
  for (let person = 0; person < world.people; person += 1) {
    const direct = [...slotRows(person, world, night, plant)]
    for (let right = 0; right < birthrightCount; right += 1) direct.push(birthrightRow(person, right))
    if (hasLeft(person, world)) plant('leaver-still-active', direct.length)
    yield* direct
    // Whatever the tickets did not give comes through a group, so that every person has the same number of grants.
    for (let at = direct.length; at < 20; at += 1) yield indirectRow(person, at + 10)
  }
}

/** What a person's tickets gave, as far as it is still held. */
function* slotRows(person: number, world: BenchWorld, night: NightNumber, plant: Plant): Generator<string> {
  for (const slot of slotsOf(person, world, night)) {
    const change = night === 2 ? changeOf(world, slot) : 'none'
    const kind = plantedKind(slot, change)
    if (kind) plant(kind, 1)
    if (change !== 'gone' && isHeld(slot)) yield directRow(slot, change === 'used-again')
  }
}

function slotsOf(person: number, world: BenchWorld, night: NightNumber): readonly Slot[] {
  const slots = Array.from({ length: 10 }, (_, at) => world.slotOf(person, at))
  const added = night === 2 ? newSlotOf(world, person) : undefined
  return added ? [...slots, added] : slots
}

function isHeld({ fate }: Slot): boolean {
  return fate !== 'not-provisioned' && fate !== 'expired' && fate !== 'removal' && fate !== 'removed'
}

function directRow(slot: Slot, usedAgain: boolean): string {
  const { person, entitlement, fate, openedAt, fulfilledAt, expiresAt } = slot
  const level = !hasLevels(entitlement) ? '' : fate === 'broader' ? ',"level":"admin"' : ',"level":"read"'
  const granted = instant(fate === 'early' ? openedAt : fulfilledAt)
  const until = expiresAt === undefined ? '' : `,"expiresAt":"${instant(expiresAt)}"`
  const used = instant(usedAgain ? firstNight + 3_600_000 : firstNight - slot.lot * 3_600_000)
  return `{"account":"${accountName(person)}","entitlement":"${entitlementName(entitlement)}"${level},"grantedAt":"${granted}","lastUsedAt":"${used}"${until}}`
}

function birthrightRow(person: number, right: number): string {
  return `{"account":"${accountName(person)}","entitlement":"${birthrightName(right)}"}`
}

function indirectRow(person: number, place: number): string {
  return `{"account":"${accountName(person)}","entitlement":"${entitlementName(entitlementOf(person, place))}","via":["${birthrightName(0)}"]}`
}
