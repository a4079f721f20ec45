import type { Entitlement } from '@ticketbound/core'
import { type Choices, choicesFrom } from './prng.ts'
import { instant } from './random-house.ts'
import type { AccessRow, PersonRow, RequestRow, World, WorldNight } from './world.ts'

/** Draws a world in which nothing is wrong: every access has its approved ticket, and every ticket its access. */
export function matchingWorld(seed: number): World {
  const choices = choicesFrom(seed)
  const hasCatalogue = choices.chance(0.8)
  const hasPeople = choices.chance(0.8)
  const catalogue = ['deploy', 'read-logs'].map((id) => randomEntitlement(id, choices))
  const stays = principals.flatMap((principal) => catalogue.flatMap(({ id }) => randomStays(principal, id, choices)))
  const requests = stays.flatMap((stay, index) => ticketsOf(stay, `REQ${index + 1}`))
  const called = (id: string) => (hasCatalogue ? (catalogue.find((it) => it.id === id)?.aliases.prod?.[0] ?? id) : id)
  const ticks = [6, 9, 12, 15].slice(0, 1 + choices.below(4))
  return {
    ...(hasCatalogue && { catalogue }),
    systems: ['prod'],
    grace: { provision: 0, removal: 0, expiry: 0, rotation: 0, recertification: 0 },
    approvalLevel: 259_200_000,
    birthrights: [],
    nights: ticks.map(
      (tick): WorldNight => ({
        at: instant(tick),
        requests: { complete: true, rows: requests },
        access: {
          prod: {
            complete: true,
            rows: stays.filter((stay) => isHeldAt(stay, tick)).map((stay) => grantOf(stay, tick, called, hasPeople)),
          },
        },
        ...(hasPeople && { people: { complete: true, rows: people } }),
        exceptions: [],
        accept: [],
      }),
    ),
  }
}

const principals = ['ann', 'bob', 'bot']

const people: readonly PersonRow[] = [
  { principal: 'olga', kind: 'human', active: true, accounts: [] },
  { principal: 'ann', kind: 'human', active: true, accounts: [{ system: 'prod', account: 'a-ann' }] },
  { principal: 'bob', kind: 'human', active: true, accounts: [{ account: 'a-bob' }] },
  { principal: 'bot', kind: 'service', active: true, sponsor: 'ann', accounts: [{ system: 'prod', account: 'a-bot' }] },
]

/** A stretch of time in which somebody holds something, in ticks: from the closing of its ticket until its end. */
interface Stay {
  readonly principal: string
  readonly entitlement: string
  readonly from: number
  readonly until: number
  readonly endsBy: 'removal' | 'expiry' | 'nothing'
  /** When its level rises from `read` to `write` by a change. */
  readonly raisedAt?: number
}

function randomStays(principal: string, entitlement: string, choices: Choices): readonly Stay[] {
  const stays: Stay[] = []
  let from = 2 + choices.below(6)
  while (from < 16 && choices.chance(0.7)) {
    const endsBy = choices.pick<Stay['endsBy']>(['removal', 'expiry', 'nothing'])
    const until = endsBy === 'nothing' ? 99 : from + 4 + choices.below(4)
    stays.push({ principal, entitlement, from, until, endsBy, ...(choices.chance(0.4) && { raisedAt: from + 3 }) })
    from = until + 2 + choices.below(3)
  }
  return stays
}

function isHeldAt({ from, until }: Stay, tick: number): boolean {
  return from <= tick && tick < until
}

function levelAt({ raisedAt }: Stay, tick: number): string {
  return raisedAt !== undefined && tick >= raisedAt ? 'write' : 'read'
}

function grantOf(stay: Stay, tick: number, called: (id: string) => string, hasPeople: boolean): AccessRow {
  const { principal, entitlement, from, until, endsBy } = stay
  return {
    account: hasPeople ? `a-${principal}` : principal,
    entitlement: called(entitlement),
    level: levelAt(stay, tick),
    grantedAt: instant(from),
    ...(endsBy === 'expiry' && { expiresAt: instant(until) }),
  }
}

function ticketsOf(stay: Stay, number: string): readonly RequestRow[] {
  const { from, until, endsBy, raisedAt } = stay
  const end = endsBy === 'expiry' ? { expiresAt: instant(until) } : {}
  return [
    ticket(stay, { number, kind: 'provision', level: 'read', ...end }, from),
    ...(raisedAt === undefined
      ? []
      : [ticket(stay, { number: `${number}-up`, kind: 'change', level: 'write' }, raisedAt)]),
    ...(endsBy === 'removal' ? [ticket(stay, { number: `${number}-out`, kind: 'deprovision' }, until)] : []),
  ]
}

/** A ticket that was opened, approved by the owner a tick later, and closed another tick later. */
function ticket(
  { principal, entitlement }: Stay,
  asked: Pick<RequestRow, 'number' | 'kind' | 'level' | 'expiresAt'>,
  closed: number,
): RequestRow {
  return {
    ...asked,
    principal,
    entitlement,
    requester: principal === 'bob' ? 'ann' : 'bob',
    openedAt: instant(closed - 2),
    closedAt: instant(closed),
    state: 'closed-complete',
    approvals: [{ approver: 'olga', decision: 'approved', decidedAt: instant(closed - 1), how: 'native' }],
  }
}

function randomEntitlement(id: string, choices: Choices): Entitlement {
  return {
    id,
    system: 'prod',
    owners: ['olga'],
    approval: { parts: choices.chance(0.33) ? [] : [{ from: 'owner', count: 1 }] },
    risk: 'medium',
    levels: ['read', 'write', 'admin'],
    permanent: true,
    requestable: true,
    roles: [],
    conflicts: [],
    aliases: choices.chance(0.3) ? { prod: [`${id}-group`] } : {},
    birthright: false,
  }
}
