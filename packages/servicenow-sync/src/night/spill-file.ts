import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Where a block stands in the file, in bytes. */
export interface BlockPlace {
  readonly offset: number
  readonly length: number
}

/** A night's scratch file: blocks of text written once and read back in any order. It goes with the night. */
export interface SpillFile {
  write(text: string): BlockPlace
  read(place: BlockPlace): string
  close(): void
}

/** Opens a scratch file in a folder of its own below `folder`. It may hold personal data, so only this user may read it. */
export function openSpillFile(folder: string): SpillFile {
  const own = mkdtempSync(join(folder, '.ticketbound-night-'))
  const file = openSync(join(own, 'spill'), 'wx+', 0o600)
  let end = 0

  function write(text: string): BlockPlace {
    const bytes = Buffer.from(text, 'utf8')
    const place = { offset: end, length: bytes.length }
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, end + done)
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
