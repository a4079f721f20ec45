import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentFiles, readDocument, root } from './documents.ts'
import { extraNotes } from './extra-notes.ts'
import { openRunner, shownOnly } from './run-document.ts'

/** Where blocks stand that nothing can run, and how many: a picture, or lines for another program's files. */
const pictures: Readonly<Record<string, number>> = {
  'docs/architecture.md': 3,
  'docs/lifecycle.md': 1,
  'docs/nightly-run.md': 2,
  'docs/servicenow-install.md': 1,
  'docs/write-back.md': 2,
}

/** What a note before a block can say; a mistyped one must not go unnoticed. */
const knownNotes: ReadonlySet<string> = new Set(['before', 'exits', 'not run'])

const runner = openRunner()

const leftOut = documentFiles.flatMap((file) =>
  readDocument(file)
    .blocks.filter(({ notes }) => notes.has('not run'))
    .map(({ line, notes }) => ({ place: `${file}:${line}`, why: notes.get('not run') ?? '' })),
)

describe('the code blocks of the documents', () => {
  it.concurrent.each(documentFiles)('hold in %s', async (file) => {
    await runner.run(file)
  })

  for (const { place, why } of leftOut) {
    it(`at ${place} are not run here (${why}), and what covers them is there`, () => {
      const [, covers = ''] = /; covered by (\S.*)$/.exec(why) ?? []
      const missing = covers.split(' ').filter((file) => !existsSync(join(root, file)))
      expect({ covers, missing }).toEqual({ covers: expect.stringMatching(/./), missing: [] })
    })
  }

  it.each(documentFiles)('have only notes that are known: %s', (file) => {
    const names = readDocument(file).blocks.flatMap(({ notes }) => [...notes.keys()])
    expect(names.filter((name) => !knownNotes.has(name))).toEqual([])
  })

  it.each(Object.entries(extraNotes))('of %s that have notes elsewhere are still there', (file, { blocks = [] }) => {
    const texts = readDocument(file).blocks.map(({ text }) => text)
    for (const { holds } of blocks) expect(texts.filter((text) => text.includes(holds))).toHaveLength(1)
  })

  it.each(documentFiles)('are pictures only where that is known: %s', (file) => {
    const shown = readDocument(file).blocks.filter(({ language }) => shownOnly.has(language))
    expect(shown.length).toBe(pictures[file] ?? 0)
  })
})
