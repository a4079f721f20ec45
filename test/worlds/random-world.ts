import type { BirthrightRule, FindingKind } from '@ticketbound/core'
import { type Choices, choicesFrom } from './prng.ts'
import { laterAccess, randomAccess, ticketedAccess } from './random-access.ts'
import { type House, instant, randomHouse } from './random-house.ts'
import { laterPeople, randomPeople } from './random-people.ts'
import { laterRecertifications, randomRecertifications, withRepeatedDecisions } from './random-recertifications.ts'
import { laterRequests, randomRequests, withRepeats } from './random-requests.ts'
import type {
  AccessRow,
  ExceptionRow,
  PersonRow,
  RecertificationRow,
  RequestRow,
  SourceNight,
  World,
  WorldNight,
} from './world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Draws a small world over one to five nights; the same seed gives the same world. */
export function randomWorld(seed: number): World {
  const choices = choicesFrom(seed)
  const house = randomHouse(choices)
  const grace = () => choices.pick([0, hour, day])
  return {
    ...(house.catalogue && { catalogue: house.catalogue }),
    systems: house.systems,
    grace: { provision: grace(), removal: grace(), expiry: grace(), rotation: grace(), recertification: grace() },
    approvalLevel: choices.pick([day, 3 * day]),
    ...(choices.chance(0.3) && { gateSince: Date.parse(instant(choices.below(8))) }),
    birthrights: choices.chance(0.2) ? [randomBirthright(house, choices)] : [],
    nights: randomNights(house, choices),
  }
}

function randomBirthright({ entitlements }: House, choices: Choices): BirthrightRule {
  return {
    entitlements: [choices.pick(entitlements)],
    ...(choices.chance(0.4) && { kinds: choices.pick([['human'], ['service', 'agent']] as const) }),
    ...(choices.chance(0.4) && { roles: ['leads'] }),
  }
}

interface Truth {
  readonly requests: readonly RequestRow[]
  readonly access: Readonly<Record<string, readonly AccessRow[]>>
  readonly people: readonly PersonRow[]
  readonly recertifications: readonly RecertificationRow[]
}

function randomNights(house: House, choices: Choices): readonly WorldNight[] {
  const isSteady = choices.chance(0.5)
  const exceptions = choices.chance(0.3) ? randomExceptions(house, choices) : []
  const nights: WorldNight[] = []
  let tick = 4 + choices.below(4)
  let truth = firstTruth(tick, house, choices)
  for (let left = 1 + choices.below(5); left > 0; left -= 1) {
    nights.push(toNight(tick, truth, { house, choices, isSteady, exceptions }))
    tick += 1 + choices.below(3)
    truth = laterTruth(truth, tick, house, choices)
  }
  return nights
}

function firstTruth(tick: number, house: House, choices: Choices): Truth {
  const requests = randomRequests(tick, house, choices)
  const isObedient = choices.chance(0.5)
  const accessOf = (system: string) =>
    isObedient ? ticketedAccess(requests, system, house, choices) : randomAccess(system, tick, house, choices)
  return {
    requests,
    access: Object.fromEntries(house.systems.map((system) => [system, accessOf(system)])),
    people: randomPeople(house, choices),
    recertifications: house.hasReviews ? randomRecertifications(tick, house, choices) : [],
  }
}

function laterTruth(truth: Truth, tick: number, house: House, choices: Choices): Truth {
  const { requests, access, people, recertifications } = truth
  return {
    requests: laterRequests(requests, tick, house, choices),
    access: Object.fromEntries(
      house.systems.map((system) => [system, laterAccess(access[system] ?? [], system, tick, house, choices)]),
    ),
    people: laterPeople(people, house, choices),
    recertifications: house.hasReviews ? laterRecertifications(recertifications, tick, house, choices) : [],
  }
}

interface Reading {
  readonly house: House
  readonly choices: Choices
  /** A world whose sources are always complete, so that its later nights rest on something. */
  readonly isSteady: boolean
  readonly exceptions: readonly ExceptionRow[]
}

function toNight(tick: number, truth: Truth, { house, choices, isSteady, exceptions }: Reading): WorldNight {
  const read = <Row>(rows: readonly Row[]): SourceNight<Row> =>
    isSteady ? { complete: true, rows } : randomReading(rows, choices)
  const repeats = isSteady ? truth.requests : withRepeats(truth.requests, choices)
  return {
    at: instant(tick, choices),
    requests: read(repeats),
    access: Object.fromEntries(house.systems.map((system) => [system, read(truth.access[system] ?? [])])),
    ...(house.hasPeople && { people: read(truth.people) }),
    ...(house.hasReviews && {
      recertifications: read(
        isSteady ? truth.recertifications : withRepeatedDecisions(truth.recertifications, house, choices),
      ),
    }),
    exceptions: exceptions
      .filter(() => !choices.chance(0.05))
      .map((it) => (choices.chance(0.05) ? postponed(it, tick) : it)),
    accept: choices.chance(0.4) ? randomAcceptances(tick, choices) : [],
  }
}

/** The exception as it reads once somebody has put off its beginning. */
function postponed(exception: ExceptionRow, tick: number): ExceptionRow {
  return { ...exception, from: instant(tick + 1), until: instant(tick + 6) }
}

function randomReading<Row>(rows: readonly Row[], choices: Choices): SourceNight<Row> {
  const luck = choices.below(20)
  if (luck < 3) return { complete: false, rows: choices.some(rows, 0.6) }
  return luck < 5 ? { complete: false, rows: [] } : { complete: true, rows }
}

function randomAcceptances(tick: number, choices: Choices) {
  const count = 1 + choices.below(2)
  return Array.from({ length: count }, () => ({
    ...(choices.chance(0.85) && { index: choices.below(50) }),
    until: instant(tick + 1 + choices.below(8)),
  }))
}

function randomExceptions(
  { principals, entitlements, systems, accounts }: House,
  choices: Choices,
): readonly ExceptionRow[] {
  const count = 1 + choices.below(2)
  return Array.from({ length: count }, (_, index) => {
    const from = choices.below(10)
    const kinds: readonly [FindingKind, ...FindingKind[]] = [
      'access-without-ticket',
      'closed-not-removed',
      'leaver-still-active',
      'expired-still-active',
    ]
    return {
      id: `EXC-${index + 1}`,
      owner: 'auditor',
      reason: 'known and being put right',
      from: instant(from),
      until: instant(from + 1 + choices.below(8)),
      covers: choices.pick<ExceptionRow['covers']>([
        { entitlement: choices.pick(entitlements) },
        { principal: choices.pick(principals) },
        { kind: choices.pick(kinds) },
        { account: choices.pick(accounts), system: choices.pick(systems) },
      ]),
      approvedBy: 'auditor',
    }
  })
}
