import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createShelf, type ShelfGroup } from './shelf.ts'
import { openSpillFile } from './spill-file.ts'

/** Every record is a run of its own, and every group a block of its own. */
const tiny = { runChars: 1, blockChars: 1 }
const small = { runChars: 40, blockChars: 12 }
const large = { runChars: 1_000_000, blockChars: 1000 }

function shelved(puts: readonly (readonly [subject: number, record: string])[], limits: typeof tiny) {
  const spill = openSpillFile(tmpdir())
  try {
    const shelf = createShelf(spill, limits)
    for (const [subject, record] of puts) shelf.put(subject, record)
    return { first: [...shelf.groups()], second: [...shelf.groups()] }
  } finally {
    spill.close()
  }
}

function grouped(puts: readonly (readonly [subject: number, record: string])[]): readonly ShelfGroup[] {
  const groups = new Map<number, string[]>()
  for (const [subject, record] of puts) groups.set(subject, [...(groups.get(subject) ?? []), record])
  return [...groups].sort(([a], [b]) => a - b).map(([subject, records]) => ({ subject, records }))
}

const record = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => JSON.stringify(text))
const puts = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), record), { maxLength: 60 })

describe('a shelf', () => {
  it.each([
    ['one run for each record', tiny],
    ['several runs', small],
    ['no run at all', large],
  ])('gives by subject, in the order they were put, what a Map would: with %s', (_, limits) => {
    fc.assert(
      fc.property(puts, (given) => {
        const { first, second } = shelved(given, limits)
        expect(first).toEqual(grouped(given))
        expect(second).toEqual(first)
      }),
    )
  })

  it('is empty when nothing was put', () => {
    expect(shelved([], tiny).first).toEqual([])
  })

  it('keeps records of every length apart, an empty one among them', () => {
    const given = [
      [7, ''],
      [3, 'x'.repeat(5000)],
      [7, '3 1'],
      [3, ''],
    ] as const
    expect(shelved(given, small).first).toEqual(grouped(given))
  })

  it('orders subjects by number, however large', () => {
    const given = [
      [2_000_000_000, 'b'],
      [10, 'a'],
      [9, 'c'],
    ] as const
    expect(shelved(given, small).first.map(({ subject }) => subject)).toEqual([9, 10, 2_000_000_000])
  })

  it('can be read again while it is being read', () => {
    const spill = openSpillFile(tmpdir())
    const shelf = createShelf(spill, tiny)
    for (const subject of [3, 1, 2]) shelf.put(subject, `of ${subject}`)
    const reading = shelf.groups()
    expect(reading.next().value).toEqual({ subject: 1, records: ['of 1'] })
    expect([...shelf.groups()]).toHaveLength(3)
    expect(reading.next().value).toEqual({ subject: 2, records: ['of 2'] })
    spill.close()
  })
})
