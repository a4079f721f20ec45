import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SubjectChange } from '../../store/store.ts'
import { hardText, someFinding } from '../../store/testdata/records.ts'
import { createChangeJournal } from './change-journal.ts'
import { openSpillFile, type SpillFile } from './spill-file.ts'

let spill: SpillFile
let written: number
beforeEach(() => {
  written = 0
  const file = openSpillFile(tmpdir())
  spill = {
    ...file,
    write: (text) => {
      written += 1
      return file.write(text)
    },
  }
})
afterEach(() => spill.close())

const change = (subject: number, message = hardText): SubjectChange => ({
  subject,
  changed: { change: 'opened', finding: someFinding(`f-${subject}`, { message }) },
})

describe('a change journal', () => {
  it('is empty until something is noted', () => {
    expect([...createChangeJournal(spill).all()]).toEqual([])
  })

  it('gives changes back as they were, in order, as often as they are asked for', () => {
    const journal = createChangeJournal(spill)
    const changes = [3, 1, 2].map((subject) => change(subject))
    for (const it of changes) journal.note(it)
    expect([...journal.all()]).toEqual(changes)
    expect([...journal.all()]).toEqual(changes)
  })

  it('spills what is too much for memory, and still gives it back in order', () => {
    const journal = createChangeJournal(spill)
    const long = '白'.repeat(30_000)
    const count = 100
    for (let subject = 1; subject <= count; subject += 1) journal.note(change(subject, long))
    expect(written).toBeGreaterThan(1)
    const subjects = [...journal.all()].map(({ subject }) => subject)
    expect(subjects).toEqual(Array.from({ length: count }, (_, at) => at + 1))
    expect([...journal.all()].at(-1)).toEqual(change(count, long))
  })
})
