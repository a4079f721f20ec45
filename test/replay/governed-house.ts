import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccessEvent } from './access-history.ts'

/** An account whose end was set, was never put off, and has come. */
export interface AccountEnd {
  readonly principal: string
  /** The first moment after its last day. */
  readonly endedAt: string
}

/** Something that happened to an account or an entitlement, as far as the end and the owners are told by it. */
type TellingEvent = AccessEvent & {
  readonly owners?: readonly string[]
  readonly expiry?: string | null
  readonly to?: string | null
}

const day = 86_400_000

/**
 * The accounts that ended. An end that was changed before it came is none; one that was taken out of the file after it
 * had come is one. Days that are malformed, as some really were, are passed over.
 */
export function accountEnds(history: readonly AccessEvent[], until: string): readonly AccountEnd[] {
  const set = new Map<string, string>()
  const come = new Map<string, string>()
  const settle = (principal: string, at: string): void => {
    const end = endOf(set.get(principal))
    if (end !== undefined && end <= at) come.set(principal, end)
  }
  for (const { type, at, principal = '', expiry, to } of history as readonly TellingEvent[]) {
    const next = type === 'account_created' ? expiry : type === 'expiry_changed' ? to : undefined
    if (next === undefined) continue
    settle(principal, at)
    // A new end, however late it was set, puts off the old one.
    if (next === null) set.delete(principal)
    else {
      set.set(principal, next)
      come.delete(principal)
    }
  }
  for (const principal of set.keys()) settle(principal, until)
  return [...come].map(([principal, endedAt]) => ({ principal, endedAt }))
}

/** Access ends when its last day is over. */
function endOf(lastDay: string | undefined): string | undefined {
  if (lastDay === undefined || !/^\d{4}-\d\d-\d\d$/.test(lastDay)) return undefined
  return new Date(Date.parse(lastDay) + day).toISOString().replace('.000Z', 'Z')
}

/** The entitlements that are there at the end of a history, each with whom it last named as owners. */
export function ownersAtEnd(history: readonly AccessEvent[]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, readonly string[]>()
  const there = new Set<string>()
  for (const { type, entitlement, owners: named } of history as readonly TellingEvent[]) {
    if (entitlement === undefined) continue
    if (type === 'entitlement_created') there.add(entitlement)
    if (type === 'entitlement_removed') there.delete(entitlement)
    if (named !== undefined) owners.set(entitlement, named)
  }
  return new Map([...there].map((entitlement) => [entitlement, owners.get(entitlement) ?? []]))
}

/**
 * Gives a replayed house the catalogue and the people that its history tells of, so that the next night, which must be
 * that of `at`, knows owners and ends. Its access is that of the last night before.
 */
export function governReplayHouse(
  folder: string,
  history: readonly AccessEvent[],
  lastNight: string,
  at: string,
): void {
  const owners = ownersAtEnd(history)
  const ends = new Map(accountEnds(history, at).map(({ principal, endedAt }) => [principal, endedAt]))
  const accounts = new Set(history.flatMap(({ principal }) => principal ?? []))
  const names = [...accounts, ...new Set([...owners.values()].flat())]
  const people = names.map((principal) => {
    const endedAt = ends.get(principal)
    const ended = endedAt === undefined ? { active: true } : { active: false, endedAt }
    return { principal, kind: 'human', ...ended, accounts: [] }
  })
  const entitlements = [...owners].map(([id, named]) => ({ id, system: 'prod', owners: named, approval: { count: 0 } }))
  const config = readFileSync(join(folder, 'ticketbound.yaml'), 'utf8')
  const more =
    'catalogue: ./catalogue.yaml\nsources:\n  - { name: hr, reads: people, type: files, path: ./people.ndjson }'
  writeFileSync(join(folder, 'ticketbound.yaml'), config.replace('sources:', more))
  writeFileSync(join(folder, 'catalogue.yaml'), JSON.stringify({ entitlements }))
  writeFileSync(join(folder, 'people.ndjson'), people.map((row) => `${JSON.stringify(row)}\n`).join(''))
  copyFileSync(
    join(folder, 'access', `${lastNight.slice(0, 10)}.ndjson`),
    join(folder, 'access', `${at.slice(0, 10)}.ndjson`),
  )
}
