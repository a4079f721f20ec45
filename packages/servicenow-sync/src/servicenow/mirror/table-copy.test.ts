import { describe, expect, it } from 'vitest'
import type { RawRow } from '../raw-row.ts'
import type { Cursor, SweepEnd } from '../wire/sweep-request.ts'
import type { CopyDescription, KeptSweep, TableCopy } from './mirror.ts'
import { openMirror } from './open-mirror.ts'
import { rememberDecision } from './remember.ts'

const instance = 'https://example.service-now.com'
const until = '2026-03-01 00:00:00'
const before = '2026-02-01 00:00:00'

const description: CopyDescription = { table: 'sc_task', version: '1', parents: ['request_item', 'other'] }

const full: KeptSweep = { part: '0', request: { by: 'sys_id', until } }

function cursorAt(sysId: string): Cursor {
  const counts = { counted: 9, visible: 2, shown: 2, short: 0, uncounted: 0 }
  return { sysId, tally: { ...counts, unreadable: [], passedOver: false, fieldsMissing: [] } }
}

function newRow(sysId: string, given: RawRow = {}): RawRow {
  return { sys_id: sysId, sys_created_on: before, sys_updated_on: before, ...given }
}

function openCopy(given: Partial<CopyDescription> = {}): TableCopy {
  return openMirror(':memory:', instance).copy({ ...description, ...given })
}

/** A full sweep that showed these rows, and all of them. */
function sweepOf(copy: TableCopy, ...rows: readonly RawRow[]): number {
  copy.begin([full])
  copy.take('0', { rows, cursor: cursorAt('z') })
  return copy.settle({ proven: true }, { on: '2026-03-02 00:00:00', createdBefore: until })
}

const ids = (rows: Iterable<{ readonly row: RawRow }>): readonly string[] =>
  [...rows].map(({ row }) => row.sys_id ?? '')

describe('what is kept of a table', () => {
  it('is not proven before it was read', () => {
    const copy = openCopy()
    expect(copy.state()).toEqual({ proven: false })
    expect([copy.sweeps(), ids(copy.rows()), copy.count(until), copy.row('a')]).toEqual([[], [], 0, undefined])
  })

  it('is each row as it was read last, in the order of keys', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('b'), newRow('A'), newRow('a', { text: '1' }))
    copy.begin([{ part: '0', request: { by: 'updated', since: before, until } }])
    copy.take('0', { rows: [newRow('a', { text: '2' })], cursor: cursorAt('a') })
    copy.settle({ proven: true })
    expect(ids(copy.rows())).toEqual(['A', 'a', 'b'])
    expect(copy.row('a')).toEqual({ row: newRow('a', { text: '2' }) })
  })

  it('is walked through by several at once', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a'), newRow('b'))
    const pairs: string[] = []
    for (const one of copy.rows()) for (const other of copy.rows()) pairs.push(`${one.row.sys_id}${other.row.sys_id}`)
    expect(pairs).toEqual(['aa', 'ab', 'ba', 'bb'])
  })

  it('is found by each record that it belongs to, once', () => {
    const copy = openCopy()
    const both = newRow('c', { request_item: 'r', other: 'r' })
    sweepOf(copy, newRow('b', { request_item: 'r' }), newRow('a', { other: 'r' }), both, newRow('d', { other: 'q' }))
    expect(ids(copy.ofParent('r'))).toEqual(['a', 'b', 'c'])
    expect(ids(copy.ofParent(''))).toEqual([])
  })

  it('is found by the record that it belongs to now', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a', { request_item: 'r' }))
    sweepOf(copy, newRow('a', { request_item: 'q' }))
    expect([ids(copy.ofParent('r')), ids(copy.ofParent('q'))]).toEqual([[], ['a']])
  })

  it('is counted as the instance counts: created before a second, at a time that is known', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a'), newRow('b', { sys_created_on: until }), newRow('c', { sys_created_on: '' }))
    expect(copy.count(until)).toBe(1)
  })

  it('keeps what is remembered of a row while the row stays as it is', () => {
    const copy = openCopy({ remember: rememberDecision })
    const [first, second] = [newRow('a', { state: 'approved' }), newRow('a', { state: 'approved', text: 'x' })]
    for (const row of [first, second, second]) sweepOf(copy, row)
    expect(copy.row('a')).toEqual({ row: second, memory: { first } })
  })
})

describe('rows that a full sweep did not show', () => {
  it('are handed on no more, found no more, and counted no more', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a', { request_item: 'r' }), newRow('b'))
    expect(sweepOf(copy, newRow('b'))).toBe(1)
    expect([ids(copy.rows()), copy.row('a'), copy.ofParent('r'), copy.count(until)]).toEqual([['b'], undefined, [], 1])
    expect(sweepOf(copy, newRow('b'))).toBe(0)
  })

  it('are back with all that is remembered of them as soon as they are shown', () => {
    const copy = openCopy({ remember: rememberDecision })
    const [first, second] = [newRow('a', { state: 'approved' }), newRow('a', { state: 'approved', text: 'x' })]
    sweepOf(copy, first)
    sweepOf(copy, second)
    sweepOf(copy)
    expect(copy.row('a')).toBeUndefined()
    sweepOf(copy, second)
    expect(copy.row('a')).toEqual({ row: second, memory: { first } })
  })

  it('stay where they were created too late for it', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a', { sys_created_on: until }))
    expect(sweepOf(copy)).toBe(0)
    expect(ids(copy.rows())).toEqual(['a'])
  })

  it('stay where it was not shown all', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a'))
    copy.begin([full])
    expect(copy.settle({ proven: false, reason: 'hidden' })).toBe(0)
    expect(ids(copy.rows())).toEqual(['a'])
    expect(copy.state()).toEqual({ proven: false, reason: 'hidden' })
  })
})

describe('a sweep that was begun', () => {
  const end: SweepEnd = { counted: 2, visible: 2, hidden: 0, fieldsMissing: [], complete: true }
  const parts: readonly KeptSweep[] = [
    { part: '0', request: { by: 'sys_id', range: { below: '80' }, until } },
    { part: '1', request: { by: 'sys_id', range: { from: '80' }, until } },
  ]

  it('is known part by part, with where each stands and how it ended', () => {
    const copy = openCopy()
    copy.begin(parts)
    copy.take('1', { rows: [newRow('9')], cursor: cursorAt('9') })
    copy.end('1', end)
    expect(copy.sweeps()).toEqual([parts[0], { ...parts[1], cursor: cursorAt('9'), end }])
  })

  it('knows what it saw, whatever number of times it was taken up again', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('1'), newRow('9'), newRow('c'))
    copy.begin(parts)
    copy.take('0', { rows: [newRow('1')], cursor: cursorAt('1') })
    copy.take('1', { rows: [newRow('9')], cursor: cursorAt('9') })
    expect(copy.settle({ proven: true }, { on: until, createdBefore: until })).toBe(1)
    expect(ids(copy.rows())).toEqual(['1', '9'])
  })

  it('is forgotten with what it saw when another one begins, and when it is settled', () => {
    const copy = openCopy()
    sweepOf(copy, newRow('a'))
    copy.begin(parts)
    copy.take('0', { rows: [newRow('a')], cursor: cursorAt('a') })
    copy.begin([full])
    expect(copy.sweeps()).toEqual([full])
    expect(copy.settle({ proven: true }, { on: until, createdBefore: until })).toBe(1)
    expect(copy.sweeps()).toEqual([])
  })

  it('keeps a page whole or not at all', () => {
    const copy = openCopy({
      remember: () => {
        throw new Error('in the middle')
      },
    })
    sweepOf(copy, newRow('b'))
    copy.begin([full])
    const page = { rows: [newRow('a'), newRow('b', { text: 'x' })], cursor: cursorAt('b') }
    expect(() => copy.take('0', page)).toThrow('in the middle')
    expect([ids(copy.rows()), copy.sweeps()]).toEqual([['b'], [full]])
  })
})

describe('a table that is read with other fields or another filter', () => {
  it('begins empty and unproven, and no other does', () => {
    const mirror = openMirror(':memory:', instance)
    const other = mirror.copy({ table: 'sys_user', version: '1' })
    sweepOf(other, newRow('u'))
    sweepOf(mirror.copy(description), newRow('a'))
    const anew = mirror.copy({ ...description, version: '2' })
    expect([ids(anew.rows()), anew.state(), anew.sweeps()]).toEqual([[], { proven: false }, []])
    expect(ids(other.rows())).toEqual(['u'])
    expect(ids(mirror.copy({ ...description, version: '2' }).rows())).toEqual([])
  })

  it('hands a row on once it was read again, with what was remembered of it', () => {
    const mirror = openMirror(':memory:', instance)
    const remember: CopyDescription['remember'] = ({ row }) => ({ first: row })
    sweepOf(mirror.copy({ ...description, remember }), newRow('a'), newRow('b'))
    const anew = mirror.copy({ ...description, remember, version: '2' })
    anew.begin([full])
    anew.take('0', { rows: [newRow('a', { more: 'x' })], cursor: cursorAt('a') })
    expect([...anew.rows()]).toEqual([{ row: newRow('a', { more: 'x' }), memory: { first: newRow('a') } }])
    expect([anew.row('b'), anew.count('9')]).toEqual([undefined, 1])
  })

  it('forgets where a sweep of it stood', () => {
    const mirror = openMirror(':memory:', instance)
    mirror.copy(description).begin([full])
    expect(mirror.copy({ ...description, version: '2' }).sweeps()).toEqual([])
  })
})
