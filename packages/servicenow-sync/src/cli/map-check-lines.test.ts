import { describe, expect, it } from 'vitest'
import { type CheckedMap, isFine, mapCheckLines } from './map-check-lines.ts'
import { mapCheckJson } from './map-json.ts'
import { captured } from './testdata/small-house.ts'

const place = { file: 'servicenow-map.yaml', line: 3, column: 5 }
const note = { code: 'item-unknown', field: 'items[0].item', message: 'is not there', help: 'correct it', ...place }
const fault = { code: 'answer-missing', field: 'end', help: 'check the ACLs', tickets: 2, example: 'RITM1', ...place }

function checked(given: Partial<CheckedMap> = {}): CheckedMap {
  const sample = { tickets: 200, mapped: 200, clean: 200, faults: [] }
  return { instance: 'https://x', file: place.file, notes: [], sample, gaps: [], ...given }
}

function lines(given: Partial<CheckedMap> = {}): readonly string[] {
  return [...mapCheckLines(checked(given), captured().io.out)]
}

const fits = 'servicenow-map.yaml fits the instance.'

describe('what is told of a checked map', () => {
  it('is one line of its tickets, and that it fits, where there is nothing to look at', () => {
    expect(lines()).toEqual(['Of the latest 200 tickets it speaks of 200, and reads 200 without fault (all).', fits])
    expect(isFine(checked())).toBe(true)
  })

  it('is each note with its place, its code and what helps', () => {
    expect(lines({ notes: [note] })[0]).toBe(
      'servicenow-map.yaml:3:5: items[0].item: is not there (item-unknown); correct it',
    )
    expect(lines({ notes: [note] })).not.toContain(fits)
  })

  it.each([
    [{ tickets: 200, mapped: 199, clean: 198 }, 'it speaks of 199, and reads 198 without fault (99 %).'],
    [{ tickets: 1, mapped: 1, clean: 0 }, 'Of the latest 1 ticket it speaks of 1, and reads 0 without fault (0 %).'],
    [{ tickets: 12, mapped: 0, clean: 0 }, 'It speaks of none of the latest 12 tickets.'],
    [{ tickets: 0, mapped: 0, clean: 0 }, 'No ticket that it speaks of was read.'],
  ])('never says that more is read than is: %j', (counts, words) => {
    expect(lines({ sample: { ...counts, faults: [] } }).join('\n')).toContain(words)
  })

  it('is each fault of tickets once, with the part of the map and one ticket', () => {
    const faults = [fault, { ...fault, code: 'answer-empty', tickets: 1, example: 'RITM2' }]
    const [, ...told] = lines({ sample: { tickets: 3, mapped: 3, clean: 0, faults } })
    expect(told).toEqual([
      'servicenow-map.yaml:3:5: end: 2 tickets, such as RITM1 (answer-missing); check the ACLs',
      'servicenow-map.yaml:3:5: end: RITM2 (answer-empty); check the ACLs',
    ])
  })

  it('is once what could not be seen, and then it is not said to fit', () => {
    const gap = { table: 'question_choice', because: '3 rows are hidden' }
    expect(lines({ gaps: [gap, gap] }).slice(1)).toEqual(['  Not seen: question_choice: 3 rows are hidden'])
  })

  it('is not that it fits where it speaks of no ticket at all', () => {
    expect(isFine(checked({ sample: { tickets: 12, mapped: 0, clean: 0, faults: [] } }))).toBe(false)
    expect(isFine(checked({ sample: { tickets: 0, mapped: 0, clean: 0, faults: [] } }))).toBe(true)
  })

  it('is the same for a program', () => {
    const gap = { table: 'question_choice', because: '3 rows are hidden' }
    const sample = { tickets: 3, mapped: 3, clean: 1, faults: [fault] }
    expect(JSON.parse(mapCheckJson(checked({ notes: [note], sample, gaps: [gap, gap] })))).toEqual({
      instance: 'https://x',
      file: 'servicenow-map.yaml',
      ok: false,
      notes: [note],
      sample,
      gaps: [gap],
    })
  })
})
