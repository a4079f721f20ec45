import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRejectedLines } from './rejected-lines.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rejected-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fault = { code: 'line-not-json', message: 'the line is not JSON', help: 'write JSON' }
const line = (number: number, text = '{') => ({ source: 'itsm', file: 'x.ndjson', line: number, faults: [fault], text })

describe('the rejected-lines file', () => {
  it('is not made while nothing is rejected', () => {
    const file = join(folder, 'rejected.ndjson')
    expect(openRejectedLines(file).close()).toBeUndefined()
    expect(existsSync(file)).toBe(false)
  })

  it('holds every rejected line as one line of JSON', () => {
    const file = join(folder, 'rejected.ndjson')
    const rejected = openRejectedLines(file)
    rejected.add(line(1, 'a\nb'))
    rejected.add({ ...line(2), cut: true })
    expect(rejected.close()).toBe(file)
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines.map((text) => JSON.parse(text))).toEqual([line(1, 'a\nb'), { ...line(2), cut: true }])
  })

  it('is for its owner alone, even where an older file was not', () => {
    const file = join(folder, 'rejected.ndjson')
    writeFileSync(file, 'old\n', { mode: 0o644 })
    const rejected = openRejectedLines(file)
    rejected.add(line(1))
    rejected.close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain('old')
  })

  it('is written as it grows, so that waiting lines take little memory', () => {
    const file = join(folder, 'rejected.ndjson')
    const rejected = openRejectedLines(file)
    for (let number = 1; number <= 100; number += 1) rejected.add(line(number, 'é'.repeat(4000)))
    expect(statSync(file).size).toBeGreaterThan(500_000)
    rejected.close()
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(101)
  })

  it('says so when it cannot be written', () => {
    const rejected = openRejectedLines(join(folder, 'missing', 'rejected.ndjson'))
    expect(() => rejected.add(line(1))).toThrow(
      expect.objectContaining({ kind: 'config', code: 'rejected-lines-not-written' }),
    )
  })
})
