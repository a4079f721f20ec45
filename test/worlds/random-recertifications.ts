import type { Choices } from './prng.ts'
import { type House, instant } from './random-house.ts'
import type { RecertificationRow } from './world.ts'

/** Draws what had been decided about access by the first night; `tick` is the night's place on the grid. */
export function randomRecertifications(tick: number, house: House, choices: Choices): readonly RecertificationRow[] {
  const count = choices.below(5)
  return Array.from({ length: count }, () => randomDecision(choices.below(tick + 1), house, choices))
}

/** What a later night can read: some decisions have vanished, one was corrected, and others are new. */
export function laterRecertifications(
  rows: readonly RecertificationRow[],
  tick: number,
  house: House,
  choices: Choices,
): readonly RecertificationRow[] {
  const later = rows
    .filter(() => !choices.chance(0.1))
    .map((row) => (choices.chance(0.1) ? corrected(row, house, choices) : row))
  return choices.chance(0.5) ? [...later, randomDecision(tick - choices.below(3), house, choices)] : later
}

/** Repeats some decisions: word for word, or with another one about the same access at the same instant. */
export function withRepeatedDecisions(
  rows: readonly RecertificationRow[],
  house: House,
  choices: Choices,
): readonly RecertificationRow[] {
  return rows.flatMap((row) => {
    if (choices.chance(0.93)) return [row]
    return choices.chance(0.5) ? [row, row] : [row, corrected(row, house, choices)]
  })
}

function randomDecision(tick: number, house: House, choices: Choices): RecertificationRow {
  const entitlement = choices.pick(house.entitlements)
  const principal = choices.chance(0.85) ? choices.pick(house.principals) : choices.pick(['a1', 'a2', 'nobody'])
  const owners = house.catalogue?.find(({ id }) => id === entitlement)?.owners ?? []
  return {
    principal,
    entitlement,
    ...decided(tick, choices),
    decider: choices.chance(0.6) ? (owners[0] ?? 'olga') : choices.pick([...house.approvers, 'a1', 'nobody']),
    // Now and then later than tonight, because a night can be run as of an earlier day.
    decidedAt: instant(tick, choices),
  }
}

function decided(tick: number, choices: Choices): Pick<RecertificationRow, 'decision' | 'until'> {
  if (choices.chance(0.3)) return { decision: 'revoke' }
  // At least a day on, so that a bare date is after the decision too.
  const end = instant(tick + 2 + choices.below(6))
  if (!choices.chance(0.3)) return { decision: 'keep' }
  return { decision: 'keep', until: choices.chance(0.3) ? end.slice(0, 10) : end }
}

function corrected(row: RecertificationRow, house: House, choices: Choices): RecertificationRow {
  const { until: _until, ...rest } = row
  return choices.pick<RecertificationRow>([
    { ...rest, decision: row.decision === 'keep' ? 'revoke' : 'keep' },
    { ...row, decider: choices.pick(house.approvers) },
  ])
}
