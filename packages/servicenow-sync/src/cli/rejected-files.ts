import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onDiskForRejected, openRejectedLines, type RejectedLines } from '../sources/files/rejected-lines.ts'
import type { RejectedLine } from '../sources/source.ts'

/** Where the rejected lines of one night go: a file for each source that has any. */
export interface RejectedFiles {
  readonly reject: (line: RejectedLine) => void
  /** Writes what is left, and gives the files there are. */
  readonly close: () => readonly string[]
}

/** Opens `<store's folder>/rejected/<run>/`. What the same night left there
 * before is replaced as soon as a line is rejected: a night that is concluded is not read again, and keeps its files. */
export function openRejectedFiles(store: string, run: string): RejectedFiles {
  const folder = join(dirname(store), 'rejected', run)
  const files = new Map<string, RejectedLines>()

  function open(source: string): RejectedLines {
    if (files.size === 0) {
      onDiskForRejected(folder, () => {
        rmSync(folder, { recursive: true, force: true })
        mkdirSync(folder, { recursive: true, mode: 0o700 })
      })
    }
    const file = openRejectedLines(join(folder, `${source}.ndjson`))
    files.set(source, file)
    return file
  }

  return {
    reject: (line) => (files.get(line.source) ?? open(line.source)).add(line),
    close: () => [...files.values()].flatMap((file) => file.close() ?? []),
  }
}
