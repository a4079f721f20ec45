import type { ApprovalPart, ApprovalRule, Entitlement } from '@ticketbound/core'
import type { Choices } from './prng.ts'

const halfDay = 43_200_000
const hour = 3_600_000
const start = Date.parse('2026-03-01T00:00:00Z')

/** Names that a world's rows are made of: small sets, so that they meet often. */
export interface House {
  readonly catalogue?: readonly Entitlement[]
  readonly systems: readonly [string, ...string[]]
  /** Names that requests can ask for. */
  readonly entitlements: readonly [string, ...string[]]
  /** What each system calls what it grants, by system. */
  readonly natives: Readonly<Record<string, readonly [string, ...string[]]>>
  readonly principals: readonly [string, ...string[]]
  readonly approvers: readonly [string, ...string[]]
  readonly accounts: readonly [string, ...string[]]
  readonly hasPeople: boolean
  /** Whether anybody writes down what is decided about access that is already there. */
  readonly hasReviews: boolean
}

/** An instant on a coarse grid of half days, so that ties are common; now and then an hour past it. */
export function instant(tick: number, choices?: Choices): string {
  const past = choices?.chance(0.1) ? hour : 0
  return new Date(start + tick * halfDay + past).toISOString()
}

/** Draws the names of a world: who, where, and what. */
export function randomHouse(choices: Choices): House {
  if (choices.chance(0.35)) return narrowHouse(choices)
  const systems = choices.pick<readonly [string, ...string[]]>([['prod'], ['prod', 'test']])
  const principals = choices.pick<readonly [string, ...string[]]>([
    ['ann'],
    ['ann', 'bot'],
    ['ann', 'bob', 'bot'],
    ['ann', 'bob', 'bot', 'job'],
  ])
  const hasCatalogue = choices.chance(0.75)
  const hasPeople = choices.chance(0.8)
  const catalogue = hasCatalogue ? randomCatalogue(systems, choices) : undefined
  const accounts = hasPeople ? (['a1', 'a2', 'a3', ...principals] as const) : principals
  return {
    ...(catalogue && { catalogue }),
    systems,
    entitlements: [
      'deploy',
      'read-logs',
      ...(choices.chance(0.5) ? ['vault-key'] : []),
      ...(choices.chance(0.2) ? ['unheard-of'] : []),
    ],
    natives: Object.fromEntries(systems.map((system) => [system, nativesOn(system, catalogue, choices)])),
    principals,
    approvers: ['olga', 'max', ...principals],
    accounts,
    hasPeople,
    hasReviews: choices.chance(0.7),
  }
}

/** One principal, one account, one entitlement: little happens beside each other, so much happens after one another. */
function narrowHouse(choices: Choices): House {
  const catalogue = choices.chance(0.8) ? [randomEntitlement('deploy', 'prod', choices)] : undefined
  const hasPeople = choices.chance(0.6)
  return {
    ...(catalogue && { catalogue }),
    systems: ['prod'],
    entitlements: ['deploy'],
    natives: { prod: catalogue?.[0]?.aliases.prod ? ['deploy-group', 'deploy-team'] : ['deploy'] },
    principals: ['ann'],
    approvers: ['olga', 'max', 'ann'],
    accounts: hasPeople ? ['a1'] : ['ann'],
    hasPeople,
    hasReviews: choices.chance(0.7),
  }
}

/** The account that a principal has in most worlds with people. */
export function ownAccount(principal: string): string {
  return { ann: 'a1', bob: 'a2' }[principal] ?? 'a3'
}

function nativesOn(
  system: string,
  catalogue: readonly Entitlement[] | undefined,
  choices: Choices,
): readonly [string, ...string[]] {
  const other = choices.chance(0.2) ? ['shadow'] : []
  if (catalogue === undefined) return system === 'prod' ? ['deploy', 'read-logs', ...other] : ['vault-key', ...other]
  const names = catalogue
    .filter((it) => (it.system ?? system) === system)
    .flatMap(({ id, aliases }) => aliases[system] ?? [id])
  const [first, ...rest] = [...names, ...other]
  return [first ?? 'shadow', ...rest]
}

function randomCatalogue(systems: readonly [string, ...string[]], choices: Choices): readonly Entitlement[] {
  const elsewhere = systems[1] ?? 'unread'
  const entries = [
    randomEntitlement('deploy', systems.length === 1 && choices.chance(0.2) ? undefined : 'prod', choices),
    randomEntitlement('read-logs', 'prod', choices),
    ...(choices.chance(0.5) ? [randomEntitlement('vault-key', elsewhere, choices)] : []),
  ]
  if (!choices.chance(0.3)) return entries
  const [one, other] = choices.pick<readonly [string, string]>([
    ['deploy', 'read-logs'],
    ['read-logs', 'deploy'],
    ['vault-key', 'deploy'],
  ])
  return entries.map((entry) => (entry.id === one ? { ...entry, conflicts: [other] } : entry))
}

function randomEntitlement(id: string, system: string | undefined, choices: Choices): Entitlement {
  const isAliased = system !== undefined && choices.chance(0.3)
  return {
    id,
    ...(system !== undefined && { system }),
    owners: choices.pick([['olga'], ['olga', 'max'], ['max'], ['ann'], []]),
    approval: randomRule(choices),
    risk: 'medium',
    levels: choices.chance(0.5) ? ['read', 'write', 'admin'] : [],
    ...(choices.chance(0.3) && { rotate: choices.pick([2, 6]) * halfDay }),
    permanent: true,
    requestable: true,
    roles: [],
    conflicts: [],
    aliases: isAliased ? { [system]: choices.chance(0.5) ? [`${id}-group`] : [`${id}-group`, `${id}-team`] } : {},
    birthright: choices.chance(0.1),
    ...(choices.chance(0.6) && { recertify: (1 + choices.below(6)) * halfDay }),
  }
}

function randomRule(choices: Choices): ApprovalRule {
  const parts = choices.chance(0.15) ? [randomPart(choices, [1]), randomPart(choices, [1, 2])] : oneOrNone(choices)
  return { parts, ...(choices.chance(0.15) && { maxAge: 2 * halfDay }) }
}

function oneOrNone(choices: Choices): readonly ApprovalPart[] {
  return choices.chance(0.2) ? [] : [randomPart(choices, [1, 1, 1, 2])]
}

function randomPart(choices: Choices, counts: readonly [number, ...number[]]): ApprovalPart {
  const from = choices.pick<ApprovalPart['from']>(['owner', 'owner', 'owner', 'manager', 'group', 'role'])
  return { from, count: choices.pick(counts), ...((from === 'group' || from === 'role') && { name: 'leads' }) }
}
