import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { configError } from '../../errors.ts'

/** Where a block stands in the file, in bytes. */
export interface BlockPlace {
  readonly offset: number
  readonly length: number
}

/** A night's scratch file: blocks of text written once and read back in any order. It goes with the night, killed or not. */
export interface SpillFile {
  write(text: string): BlockPlace
  read(place: BlockPlace): string
  close(): void
}

/**
 * Opens a scratch file in a folder of its own below `folder`. It may hold personal data, so only this user may read it.
 * Throws a configuration error where the disk refuses to hold it.
 */
export function openSpillFile(folder: string): SpillFile {
  const own = onDisk(folder, () => mkdtempSync(join(folder, '.ticketbound-night-')))
  const file = onDisk(folder, () => openSync(join(own, 'spill'), 'wx+', 0o600))
  // An open file needs no name. Without one it is gone with the process, even when that is killed.
  removeIfPossible(own)
  let end = 0

  function write(text: string): BlockPlace {
    const bytes = Buffer.from(text, 'utf8')
    const place = { offset: end, length: bytes.length }
    for (let done = 0; done < bytes.length; ) {
      const from = done
      done += onDisk(folder, () => writeSync(file, bytes, from, bytes.length - from, end + from))
    }
    end += bytes.length
    return place
  }

  function read({ offset, length }: BlockPlace): string {
    const bytes = Buffer.allocUnsafe(length)
    for (let done = 0; done < length; ) {
      const count = readSync(file, bytes, done, length - done, offset + done)
      if (count === 0) throw new Error('the scratch file of this night was cut short')
      done += count
    }
    return bytes.toString('utf8')
  }

  function close(): void {
    closeSync(file)
    rmSync(own, { recursive: true, force: true })
  }

  return { write, read, close }
}

/** Windows keeps the folder of a file that is open: there it goes when the night ends. */
function removeIfPossible(own: string): void {
  try {
    rmSync(own, { recursive: true, force: true })
  } catch {
    // Tried again when the night ends.
  }
}

function onDisk<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
    if (reason === undefined) throw cause
    throw configError({
      code: 'scratch-file-not-written',
      message: `the night's scratch file in \`${folder}\` could not be written: ${reason}`,
      help: 'check that the folder may be written to and has room; nothing of this night was kept, and nothing older was lost',
      context: { reason },
      cause,
    })
  }
}
