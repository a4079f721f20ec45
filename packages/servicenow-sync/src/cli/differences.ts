import type { ChangedDecision, Judged, Turn } from '../decide/compare-rules.ts'

/** The requests whose decision turns in one way: how many, for which reasons, and the first of them. */
export interface TurnDifferences {
  readonly count: number
  /** How many of them each code stands against now and did not before. */
  readonly added: ReadonlyMap<string, number>
  readonly removed: ReadonlyMap<string, number>
  readonly listed: readonly ChangedDecision[]
}

/** What a comparison of two sets of rules comes down to. */
export interface Differences {
  readonly closed: number
  readonly open: number
  readonly turns: Readonly<Record<Turn, TurnDifferences>>
}

/** Counts every difference, and keeps the first `limit` of each turn. */
export function gatherDifferences(judged: Iterable<Judged>, limit: number): Differences {
  let [closed, open] = [0, 0]
  const turns = { 'allowed-to-denied': tally(), 'denied-to-allowed': tally(), 'denied-otherwise': tally() }
  for (const { isClosed, changed } of judged) {
    if (isClosed) closed += 1
    else open += 1
    if (changed === undefined) continue
    const turn = turns[changed.turn]
    turn.count += 1
    for (const code of changed.added) turn.added.set(code, (turn.added.get(code) ?? 0) + 1)
    for (const code of changed.removed) turn.removed.set(code, (turn.removed.get(code) ?? 0) + 1)
    if (turn.listed.length < limit) turn.listed.push(changed)
  }
  return { closed, open, turns }
}

function tally() {
  const listed: ChangedDecision[] = []
  return { count: 0, added: new Map<string, number>(), removed: new Map<string, number>(), listed }
}
