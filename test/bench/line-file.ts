import { closeSync, openSync, writeSync } from 'node:fs'

/** A text file that is written line by line. */
export interface LineFile {
  write(line: string): void
  /** Writes the rest and gives what was written in all. */
  close(): { readonly rows: number; readonly bytes: number }
}

const chunkChars = 1_048_576

/** Creates a file; lines go to the disk a megabyte at a time. */
export function createLineFile(path: string): LineFile {
  const handle = openSync(path, 'w')
  let waiting = ''
  let rows = 0
  let bytes = 0

  function flush(): void {
    const chunk = Buffer.from(waiting, 'utf8')
    for (let done = 0; done < chunk.length; ) done += writeSync(handle, chunk, done)
    bytes += chunk.length
    waiting = ''
  }

  function write(line: string): void {
    waiting += `${line}\n`
    rows += 1
    if (waiting.length >= chunkChars) flush()
  }

  function close(): { readonly rows: number; readonly bytes: number } {
    flush()
    closeSync(handle)
    return { rows, bytes }
  }

  return { write, close }
}
