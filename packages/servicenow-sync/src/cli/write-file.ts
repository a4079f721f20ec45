import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { draftOf } from './draft-file.ts'
import { whyNotWritten } from './why-not-written.ts'

/**
 * Writes a file whole or not at all: whoever reads it sees the old one or the new one. A file that names people is
 * readable by its owner alone, unless the one it replaces was open to others; one that names nobody can have another
 * `newMode`.
 * Throws a configuration error where the disk refuses.
 */
export function writeWhole(file: string, text: string, newMode = 0o600): void {
  let draft: string | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    draft = draftOf(file)
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? newMode
    writeFileSync(draft, text, { mode: mode & 0o777, flush: true })
    renameSync(draft, file)
  } catch (cause) {
    if (draft !== undefined) rmSync(draft, { force: true })
    throw whyNotWritten(file, cause)
  }
}
