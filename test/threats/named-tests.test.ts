import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument, root } from '../docs/documents.ts'

/** The rows of a document's tables, each as the name of a test and the file that it is in. */
function triedIn(document: string): readonly (readonly [name: string, path: string])[] {
  const rows = readDocument(document)
    .prose.split('\n')
    .filter((line) => /^\| (?!it \||they \|)[a-z]/.test(line))
  return rows.map((row) => {
    const [, name = row, path = ''] = /\[([^\]]+)\]\(\.\.\/([^)]+\.test\.tsx?)\) \|$/.exec(row) ?? []
    return [name, path]
  })
}

describe.each(['docs/servicenow-threats.md', 'docs/jira-threats.md'])('%s', (document) => {
  const tried = triedIn(document)

  it('has threats', () => {
    expect(tried.length).toBeGreaterThan(20)
  })

  it.each(tried)('names a test that is there: %s', (name, path) => {
    expect(path).not.toBe('')
    expect(readFileSync(join(root, path), 'utf8')).toContain(name)
  })
})
