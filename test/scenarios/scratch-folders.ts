import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Folders of one test file, which are all gone after it. */
export interface ScratchFolders {
  /** Remembers a folder that was made elsewhere. */
  track(folder: string): string
  copyOf(folder: string): string
  removeAll(): void
}

/** Starts with none; the names of copies begin with `prefix`. */
export function scratchFolders(prefix: string): ScratchFolders {
  const folders: string[] = []

  function track(folder: string): string {
    folders.push(folder)
    return folder
  }

  return {
    track,
    copyOf: (folder) => {
      const copy = track(mkdtempSync(join(tmpdir(), prefix)))
      cpSync(folder, copy, { recursive: true })
      return copy
    },
    removeAll: () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Changes a store behind the command's back. */
export function sql(store: string, text: string): void {
  const db = new DatabaseSync(store)
  db.exec(text)
  db.close()
}
