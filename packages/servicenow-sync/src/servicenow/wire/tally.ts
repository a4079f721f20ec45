import type { RawRow } from '../raw-row.ts'
import type { SweepEnd, SweepRequest, SweepTally } from './sweep-request.ts'

/** Counts what a sweep was shown, and what it was not. */
export interface Tally {
  /** Takes the first count that there is for the number of all rows. */
  counted(total: number | undefined): void
  /** Takes the rows of a page that this sweep has not had before, and how many of them are handed on. */
  shown(rows: readonly RawRow[], visible: number): void
  /** Takes note of required fields that rows do not have. */
  lacks(rows: readonly RawRow[]): void
  /** Takes note of a page that had fewer rows than were counted in it. */
  short(by: number): void
  uncounted(): void
  unreadable(sysId: string): void
  passedOver(): void
  /** Whether it is certain already that rows are hidden. */
  hides(): boolean
  now(): SweepTally
  end(): SweepEnd
}

const nothingYet: SweepTally = {
  counted: undefined,
  visible: 0,
  shown: 0,
  short: 0,
  uncounted: 0,
  unreadable: [],
  passedOver: false,
  fieldsMissing: [],
}
const mostNamed = 5

/** Begins to count, or goes on where an earlier run stood. */
export function createTally({ require, from }: SweepRequest): Tally {
  let tally: SweepTally = { ...nothingYet, ...from?.tally }
  let isFirst = from === undefined
  const missing = new Set(tally.fieldsMissing)

  function counted(total: number | undefined): void {
    if (isFirst) tally = { ...tally, counted: total }
    isFirst = false
  }

  function lacks(rows: readonly RawRow[]): void {
    for (const row of rows) for (const name of require) if (row[name] === undefined) missing.add(name)
    if (missing.size > tally.fieldsMissing.length) tally = { ...tally, fieldsMissing: [...missing] }
  }

  function shown(rows: readonly RawRow[], visible: number): void {
    lacks(rows)
    tally = { ...tally, visible: tally.visible + visible, shown: tally.shown + rows.length }
  }

  function unreadable(sysId: string): void {
    if (tally.unreadable.length < mostNamed) tally = { ...tally, unreadable: [...tally.unreadable, sysId] }
  }

  return {
    counted,
    shown,
    lacks,
    short: (by) => {
      tally = { ...tally, short: Math.max(tally.short, by) }
    },
    uncounted: () => {
      tally = { ...tally, uncounted: tally.uncounted + 1 }
    },
    unreadable,
    passedOver: () => {
      tally = { ...tally, passedOver: true }
    },
    hides: () => tally.short > 0,
    now: () => tally,
    end: () => toEnd(tally),
  }
}

function toEnd(tally: SweepTally): SweepEnd {
  const { counted, visible, shown, short, fieldsMissing } = tally
  // Between two counts rows come and go, so that the difference alone proves nothing; a page that is short does.
  const hidden = short === 0 ? 0 : Math.max(short, (counted ?? 0) - shown)
  const reasons = sayReasons(tally, hidden)
  const facts = { counted, visible, hidden, fieldsMissing, complete: reasons.length === 0 }
  return reasons.length === 0 ? facts : { ...facts, reason: reasons.join('; ') }
}

function sayReasons({ uncounted, unreadable, passedOver, fieldsMissing }: SweepTally, hidden: number): string[] {
  const reasons: string[] = []
  if (hidden > 0) reasons.push(`${hidden} ${hidden === 1 ? 'row is' : 'rows are'} counted and not shown`)
  if (uncounted > 0) reasons.push('the instance does not say how many rows there are')
  if (unreadable.length > 0) reasons.push(`rows cannot be sent whole: ${unreadable.join(', ')}`)
  if (passedOver) reasons.push('rows stand between two pages that neither of them showed')
  if (fieldsMissing.length > 0) reasons.push(`fields are not shown: ${fieldsMissing.join(', ')}`)
  return reasons
}
