import type { Choices } from './prng.ts'
import { type House, instant, ownAccount } from './random-house.ts'
import type { AccessRow, RequestRow } from './world.ts'

const paths: readonly [readonly string[], ...(readonly string[])[]] = [['staff'], ['staff', 'all'], ['ops']]

/** Draws what one system grants in the first night; `tick` is the night's place on the grid. */
export function randomAccess(system: string, tick: number, house: House, choices: Choices): readonly AccessRow[] {
  const rows: AccessRow[] = []
  for (const account of house.accounts) {
    for (const native of house.natives[system] ?? []) {
      if (choices.chance(house.principals.length === 1 ? 0.6 : 0.3))
        rows.push(...randomGrant(account, native, tick, choices))
    }
  }
  return rows
}

/** Draws what those who act on tickets granted: often what was asked for, at about the time it was done. */
export function ticketedAccess(
  requests: readonly RequestRow[],
  system: string,
  house: House,
  choices: Choices,
): readonly AccessRow[] {
  return requests.flatMap(({ kind, state, principal, entitlement, level, closedAt, fulfilledAt }) => {
    if (kind !== 'provision' || state !== 'closed-complete' || entitlement === undefined) return []
    const entry = house.catalogue?.find(({ id }) => id === entitlement)
    if ((entry?.system ?? system) !== system || choices.chance(0.2)) return []
    const grantedAt = choices.pick([closedAt, fulfilledAt, undefined])
    return [
      {
        account: house.hasPeople ? ownAccount(principal) : principal,
        entitlement: entry?.aliases[system]?.[0] ?? entitlement,
        ...(level !== undefined && { level: choices.pick([level, level, 'admin']) }),
        ...(grantedAt !== undefined && { grantedAt }),
      },
    ]
  })
}

/** What became of a system's grants by a later night: some are gone, some are new, some hold something else. */
export function laterAccess(
  rows: readonly AccessRow[],
  system: string,
  tick: number,
  house: House,
  choices: Choices,
): readonly AccessRow[] {
  const later: AccessRow[] = []
  for (const account of house.accounts) {
    for (const native of house.natives[system] ?? []) {
      const before = rows.filter((row) => row.account === account && row.entitlement === native)
      const isChanged = choices.chance(before.length > 0 ? 0.35 : 0.15)
      if (!isChanged) later.push(...before.map((row) => rerouted(row, choices)))
      else if (before.length === 0 || choices.chance(0.4)) later.push(...randomGrant(account, native, tick, choices))
    }
  }
  return later
}

/** What is held through something else is now and then held through something else again. */
function rerouted(row: AccessRow, choices: Choices): AccessRow {
  return row.via && choices.chance(0.4) ? { ...row, via: choices.pick(paths) } : row
}

/** One account holding one entitlement: on one line, on two that are the same, or also through something else. */
function randomGrant(account: string, entitlement: string, tick: number, choices: Choices): readonly AccessRow[] {
  const direct: AccessRow = {
    account,
    entitlement,
    ...(choices.chance(0.5) && { level: choices.pick(['read', 'write', 'admin', 'odd']) }),
    ...(choices.chance(0.5) && { grantedAt: instant(choices.below(tick + 1)) }),
    ...(choices.chance(0.25) && { credentialRotatedAt: instant(choices.below(tick + 1)) }),
    ...(choices.chance(0.25) && { expiresAt: instant(tick + choices.below(8)) }),
  }
  const { level: _level, ...indirect } = { ...direct, via: choices.pick(paths) }
  return choices.pick([
    [direct],
    [direct],
    [direct],
    [direct],
    [indirect],
    [indirect],
    [direct, direct],
    [direct, indirect],
    [direct, { ...direct, level: 'write' }],
  ])
}
