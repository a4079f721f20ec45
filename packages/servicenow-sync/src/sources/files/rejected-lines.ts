import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { configError } from '../../errors.ts'
import type { RejectedLine } from '../source.ts'

/** A file that rejected lines are copied to, so that they can be put right and tried again. */
export interface RejectedLines {
  add(line: RejectedLine): void
  /** Writes what is left and returns the file's path, or `undefined` if no line was rejected. */
  close(): string | undefined
}

const writeAt = 65_536

/**
 * Opens a rejected-lines file: NDJSON, one rejected line each. The file is made at the first rejected line, readable
 * by its owner alone, because rows hold personal data; an older file of that name is replaced then.
 * Throws a configuration error if it cannot be written.
 */
export function openRejectedLines(file: string): RejectedLines {
  let handle: number | undefined
  let waiting: string[] = []
  let waitingLength = 0
  return { add, close }

  function add(line: RejectedLine): void {
    handle ??= onDiskForRejected(file, () => create(file))
    const text = `${JSON.stringify(line)}\n`
    waiting.push(text)
    waitingLength += text.length
    if (waitingLength >= writeAt) write(handle)
  }

  function write(to: number): void {
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    waitingLength = 0
    for (let from = 0; from < bytes.length; ) {
      const start = from
      from += onDiskForRejected(file, () => writeSync(to, bytes, start))
    }
  }

  function close(): string | undefined {
    if (handle === undefined) return undefined
    const open = handle
    handle = undefined
    try {
      write(open)
    } finally {
      closeSync(open)
    }
    return file
  }
}

function create(file: string): number {
  rmSync(file, { force: true })
  return openSync(file, 'wx', 0o600)
}

/** Does something on disk for a rejected-lines file; what the disk refuses is a configuration error. */
export function onDiskForRejected<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    const message = `rejected lines could not be written to \`${file}\`: ${reason}`
    const help = 'check that its folder exists, may be written to and has room'
    throw configError({ code: 'rejected-lines-not-written', message, help, context: { reason }, cause })
  }
}
