import { describe, expect, it } from 'vitest'
import { someLine, someVerdict } from '../testdata/lines.ts'
import { lineText, recordPlace, rehomedRecord, toKeptRecord, toRehomedRecord, toShelfRecord } from './line-record.ts'
import { packLine, parseLine } from './packed-line.ts'

const line = someLine('T1', { justification: 'one\n\ttwo', changes: [] })

describe('a shelf record', () => {
  const record = toShelfRecord(line, 3, { file: 'requests.ndjson', line: 45 })

  it('is one line of text, and gives back the line and where it stands', () => {
    expect(record).not.toContain('\n')
    expect(parseLine(lineText(record))).toEqual(line)
    expect(recordPlace(record)).toEqual({ file: 3, line: 45 })
  })

  it('says the same of a line wherever it stands', () => {
    const elsewhere = toShelfRecord(line, 0, { file: 'other.ndjson', line: 1 })
    expect(lineText(elsewhere)).toBe(lineText(record))
  })

  it('is no rehomed one', () => {
    expect(rehomedRecord(record)).toBeUndefined()
  })
})

describe('a kept record', () => {
  it.each([
    ['without a verdict', undefined],
    ['with a verdict', someVerdict],
  ])('%s holds the same text as the shelf', (_what, verdict) => {
    const record = toKeptRecord({ line, ...(verdict && { verdict }) }, packLine(line))
    expect(lineText(record)).toBe(lineText(toShelfRecord(line, 1, { file: 'f', line: 1 })))
    expect(rehomedRecord(toRehomedRecord(record))).toBe(record)
  })
})
