import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBlock } from './check-block.ts'
import { readDocument } from './documents.ts'
import { openShell, type Shell } from './run-shell.ts'

/** Languages that are shown to people only; each use of one is listed in the test. */
export const shownOnly: ReadonlySet<string> = new Set(['text', 'mermaid'])

/** Runs documents; one that others continue is run once. */
export interface DocumentRunner {
  /** Runs every block of a document in order; gives the folder as it stands then. Throws at the first that fails. */
  run(file: string): Promise<string>
}

/** Opens a runner. The blocks of one document share a folder, which is new, or begins as another document left its own. */
export function openRunner(shell: Shell = openShell()): DocumentRunner {
  const runs = new Map<string, Promise<string>>()

  function run(file: string): Promise<string> {
    const known = runs.get(file) ?? runBlocks(file)
    runs.set(file, known)
    return known
  }

  async function runBlocks(file: string): Promise<string> {
    const { blocks, notes } = readDocument(file)
    const folder = mkdtempSync(join(tmpdir(), 'ticketbound-docs-'))
    const before = notes.get('continues')
    if (before !== undefined) cpSync(await run(before), folder, { recursive: true })
    for (const block of blocks) {
      if (shownOnly.has(block.language) || block.notes.has('not run')) continue
      try {
        await checkBlock(block, { folder, shell })
      } catch (cause) {
        const said = cause instanceof Error ? cause.message : String(cause)
        throw new Error(`${file}:${block.line} (${block.language}): ${said}`, { cause })
      }
    }
    return folder
  }

  return { run }
}
