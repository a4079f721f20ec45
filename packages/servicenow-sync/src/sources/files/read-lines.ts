import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { onDisk } from './file-errors.ts'
import { type LineSink, longestLine, splitLines } from './split-lines.ts'

/** A line sink that may have work to finish between two pieces of a file. */
export interface DrainingSink extends LineSink {
  /** Called after each piece and once after the last line. */
  drain?(): Promise<void>
}

/** What goes along with every reading of one source. */
export interface Watch {
  readonly source: string
  readonly signal: AbortSignal | undefined
  /** Told how many bytes were read since the last call. */
  readonly onBytes: (bytes: number) => void
}

/** What a file is made of, whatever its rows mean. */
export interface LinesRead {
  readonly bytes: number
  readonly sha256: string
  /** The last line's number where no newline follows it. */
  readonly unendedLine: number | undefined
}

/**
 * Reads a file's lines into a sink, one piece after another; while a piece is worked on, the next is being read.
 * Throws a configuration error for what the disk refuses, and the signal's reason once it is aborted.
 */
export async function readLines(path: string, sink: DrainingSink, watch: Watch): Promise<LinesRead> {
  watch.signal?.throwIfAborted()
  const handle = await onDisk(watch.source, path, open(path, 'r'))
  const hash = createHash('sha256')
  const splitter = splitLines(basename(path), sink)
  let [buffer, spare] = [Buffer.allocUnsafeSlow(longestLine), Buffer.allocUnsafeSlow(longestLine)]
  let bytes = 0
  let reading = readAhead(handle, buffer)
  try {
    for (;;) {
      const { bytesRead } = await onDisk(watch.source, path, reading)
      watch.signal?.throwIfAborted()
      if (bytesRead === 0) break
      const chunk = buffer.subarray(0, bytesRead)
      ;[buffer, spare] = [spare, buffer]
      reading = readAhead(handle, buffer)
      hash.update(chunk)
      splitter.push(chunk)
      await sink.drain?.()
      bytes += bytesRead
      watch.onBytes(bytesRead)
    }
    const unendedLine = splitter.end()
    await sink.drain?.()
    return { bytes, sha256: hash.digest('hex'), unendedLine }
  } finally {
    await reading.catch(() => undefined)
    await handle.close()
  }
}

/** Starts a read that is waited for later; if it fails before then, that is not an unhandled rejection. */
function readAhead(handle: FileHandle, into: Buffer): Promise<{ readonly bytesRead: number }> {
  const reading = handle.read(into, 0, into.length)
  reading.catch(() => undefined)
  return reading
}
