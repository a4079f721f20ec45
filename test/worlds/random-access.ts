import type { Choices } from './prng.ts'
import { type House, instant } from './random-house.ts'
import type { AccessRow } from './world.ts'

/** Draws what one system grants in the first night; `tick` is the night's place on the grid. */
export function randomAccess(system: string, tick: number, house: House, choices: Choices): readonly AccessRow[] {
  const rows: AccessRow[] = []
  for (const account of house.accounts) {
    for (const native of house.natives[system] ?? []) {
      if (choices.chance(0.3)) rows.push(...randomGrant(account, native, tick, choices))
    }
  }
  return rows
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
      if (!isChanged) later.push(...before)
      else if (before.length === 0 || choices.chance(0.4)) later.push(...randomGrant(account, native, tick, choices))
    }
  }
  return later
}

/** One account holding one entitlement: on one line, on two that are the same, or also through something else. */
function randomGrant(account: string, entitlement: string, tick: number, choices: Choices): readonly AccessRow[] {
  const direct: AccessRow = {
    account,
    entitlement,
    ...(choices.chance(0.5) && { level: choices.pick(['read', 'write', 'admin', 'odd']) }),
    ...(choices.chance(0.5) && { grantedAt: instant(choices.below(tick + 1)) }),
    ...(choices.chance(0.25) && { expiresAt: instant(tick + choices.below(8)) }),
  }
  const { level: _level, ...indirect } = { ...direct, via: choices.pick([['staff'], ['staff', 'all']]) }
  return choices.pick([
    [direct],
    [direct],
    [direct],
    [direct],
    [indirect],
    [direct, direct],
    [direct, indirect],
    [direct, { ...direct, level: 'write' }],
  ])
}
