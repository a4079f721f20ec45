import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extraNotes } from './extra-notes.ts'
import { type MarkdownDocument, readMarkdown } from './read-markdown.ts'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every document whose code blocks must hold, from the project's folder. */
export const documentFiles: readonly string[] = globSync(
  ['README.md', 'CHANGELOG.md', 'docs/**/*.md', 'packages/*/README.md'],
  { cwd: root },
).sort()

/** Reads a document, with the notes that are kept apart from it. */
export function readDocument(file: string): MarkdownDocument {
  const { blocks, notes, prose } = readMarkdown(readFileSync(join(root, file), 'utf8'))
  const { document = {}, blocks: ofBlocks = [] } = extraNotes[file] ?? {}
  return {
    prose,
    notes: new Map([...notes, ...Object.entries(document)]),
    blocks: blocks.map((block) => {
      const extra = ofBlocks
        .filter(({ holds }) => block.text.includes(holds))
        .flatMap((each) => Object.entries(each.notes))
      return { ...block, notes: new Map([...block.notes, ...extra]) }
    }),
  }
}
