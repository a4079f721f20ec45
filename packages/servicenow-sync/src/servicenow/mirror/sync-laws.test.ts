import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { ServiceNowClient } from '../wire/servicenow-client.ts'
import { addSeconds } from './stamp.ts'
import type { TableSync } from './syncing.ts'
import { killedBefore, type SyncedTable, syncedTable, ticketRow } from './testdata/synced-table.ts'

const firstNight = '2026-03-02 02:00:00'
const oneDay = 86_400

/** What someone does to a row. Everything that is written is stamped with its time; what is hidden or shown is not. */
const event = fc.record({
  what: fc.constantFrom('insert', 'insert', 'update', 'delete', 'hide', 'show', 'insert-hidden', 'hide-and-update'),
  which: fc.nat(1000),
  id: fc.oneof(fc.stringMatching(/^[0-9a-f]{2}$/), fc.stringMatching(/^[0-9A-Za-z_.-]{1,2}$/)),
  text: fc.constantFrom('x', 'y'),
})

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

const night = fc.record({
  /** What happens on the day before. */
  before: fc.array(event, { maxLength: 6 }),
  /** What happens while it is read, each before one of the pages. */
  during: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), event), { maxLength: 3 }),
  /** Before which of its pages the reading is killed; it is then run again at once, or only on the next night. */
  killedAt: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  isRunAgain: fc.boolean(),
})

const history = fc.record({
  rows: fc.uniqueArray(event, { selector: ({ id }) => id, maxLength: 30 }),
  nights: fc.array(night, { minLength: 1, maxLength: 5 }),
  hides: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 5 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  fullSweepDays: fc.constantFrom(1, 7, 30),
  collation: fc.constantFrom('binary' as const, 'letters-first' as const),
})

type History = typeof history extends fc.Arbitrary<infer T> ? T : never

interface Lived extends SyncedTable {
  readonly everHidden: Set<string>
}

/** Lives through a history and reads after it once more, undisturbed, when nothing has happened for a day. */
async function livedThrough(given: History): Promise<{ table: Lived; last: TableSync }> {
  const rows = given.rows.map(({ id, text }) => ticketRow(id, '2026-02-01 10:00:00', { text }))
  const fullSweepSeconds = given.fullSweepDays * oneDay
  const { pageSize, concurrency } = given
  const options = { pageSize, concurrency, fullSweepSeconds }
  const habits = { collation: given.collation }
  const table = { ...syncedTable(rows, { habits, options }), everHidden: new Set<string>() }
  let now = firstNight
  for (const one of given.nights) {
    for (const happening of one.before) happen(table, happening, addSeconds(now, -3600), given.hides)
    await readThrough(table, one, now, given.hides)
    now = addSeconds(now, oneDay)
  }
  return { table, last: await table.sync(now) }
}

async function readThrough(
  table: Lived,
  { during, killedAt, isRunAgain }: History['nights'][number],
  now: string,
  hides: boolean,
): Promise<void> {
  let nth = 0
  const meanwhile: ServiceNowClient = {
    ...table.model.client,
    page: async (...request) => {
      nth += 1
      for (const [at, happening] of during) if (at === nth) happen(table, happening, addSeconds(now, 1), hides)
      return table.model.client.page(...request)
    },
  }
  for (const at of killedAt) {
    const ended = await table.sync(now, { client: killedBefore(meanwhile, at) }).then(
      () => 'ended',
      (error: Error) => error.message,
    )
    if (ended === 'ended') return
    expect(ended).toBe('killed')
  }
  if (isRunAgain) await table.sync(now, { client: meanwhile })
}

function happen(table: Lived, { what, which, id, text }: Event, at: string, hides: boolean): void {
  const { rows } = table.model
  if (what === 'insert-hidden') table.everHidden.add(id)
  if (what.startsWith('insert')) {
    if (!rows.has(id)) table.put(ticketRow(id, at, { text }), { hidden: hides && what === 'insert-hidden' })
    return
  }
  const one = [...rows.values()][which % Math.max(1, rows.size)]
  if (one === undefined) return
  if (what.startsWith('hide')) table.everHidden.add(one.row.sys_id ?? '')
  const updated: RawRow = { ...one.row, text, sys_updated_on: at }
  if (what === 'delete') table.remove(one.row.sys_id ?? '')
  if (what === 'update') table.put(updated, { hidden: one.hidden === true })
  if (what === 'hide') table.put(one.row, { hidden: hides })
  if (what === 'show') table.put(one.row, { hidden: false })
  if (what === 'hide-and-update') table.put(updated, { hidden: hides })
}

const byKey = (rows: readonly RawRow[]): readonly RawRow[] =>
  rows.toSorted((one, other) => ((one.sys_id ?? '') < (other.sys_id ?? '') ? -1 : 1))

const mirrored = (table: SyncedTable): readonly RawRow[] => byKey([...table.copy().rows()].map(({ row }) => row))

const present = (table: SyncedTable): readonly RawRow[] => byKey([...table.model.rows.values()].map(({ row }) => row))

describe('a table read night by night, whatever happens to it and however often the reading is killed', () => {
  it('is the table itself, row for row, whenever it is said to be complete', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (given) => {
        const { table, last } = await livedThrough(given)
        if (last.complete) expect(mirrored(table)).toEqual(present(table))
      }),
      { numRuns: 150 },
    )
  })

  it('is complete where everything can be seen', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (given) => {
        const { table, last } = await livedThrough({ ...given, hides: false })
        expect(last).toMatchObject({ complete: true, hidden: 0 })
        expect(mirrored(table)).toEqual(present(table))
      }),
      { numRuns: 150 },
    )
  })

  it('has every row that could be seen all the time as it is now, complete or not', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (given) => {
        const { table } = await livedThrough(given)
        const seen = present(table).filter(({ sys_id: id = '' }) => !table.everHidden.has(id))
        expect(mirrored(table)).toEqual(expect.arrayContaining([...seen]))
      }),
      { numRuns: 150 },
    )
  })
})
