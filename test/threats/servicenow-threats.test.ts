import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../docs/documents.ts'

const text = readDocument('docs/servicenow-threats.md').prose
const rows = text.split('\n').filter((line) => /^\| (?!it \||they \|)[a-z]/.test(line))
const tried = rows.map((row) => /\[([^\]]+)\]\(\.\.\/([^)]+\.test\.ts)\) \|$/.exec(row)?.slice(1) ?? [row, ''])

describe('servicenow-threats.md', () => {
  it('has threats', () => {
    expect(rows.length).toBeGreaterThan(20)
  })

  it.each(tried)('names a test that is there: %s', (name = '', path = '') => {
    expect(path).not.toBe('')
    expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toContain(name)
  })
})
