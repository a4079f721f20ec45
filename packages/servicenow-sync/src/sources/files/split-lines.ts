import { isUtf8 } from 'node:buffer'
import type { Fault } from '@ticketbound/core'
import { inputError } from '../../errors.ts'
import { longestRejectedText } from './file-tally.ts'

/** What lines are given to. Line numbers count from 1; texts come without their newline but with a carriage return. */
export interface LineSink {
  /** Takes a line. `ended` is false for a last line that no newline follows. */
  line(text: string, line: number, ended: boolean): void
  /** Takes a line that is no text; `text` is what can be shown of it, and `cut` says whether that is less than all. */
  bad(fault: Fault, line: number, text: string, cut: boolean): void
}

/** Splits bytes into lines as they come. */
export interface LineSplitter {
  /** Takes the next bytes, at most `longestLine` of them; they may be overwritten afterwards. */
  push(chunk: Buffer): void
  /** Gives out what is left, and says at which line the bytes stop without a newline (undefined: they end in one). */
  end(): number | undefined
}

/** The longest line that is read, in bytes; a longer one is rejected without being held in memory. */
export const longestLine = 1_048_576

const newline = 10

/**
 * Splits UTF-8 bytes into lines. A byte order mark at the start is dropped; UTF-16 is an input error.
 * Holds at most one line, so memory does not grow with the file, whatever it contains.
 */
export function splitLines(file: string, sink: LineSink): LineSplitter {
  let line = 1
  let atStart = true
  let held: Buffer[] = []
  let heldBytes = 0
  return { push, end }

  function push(chunk: Buffer): void {
    let from = atStart ? skipByteOrderMark(file, chunk) : 0
    atStart = false
    if (heldBytes > 0) {
      const first = chunk.indexOf(newline)
      hold(first === -1 ? chunk : chunk.subarray(0, first))
      if (first === -1) return
      giveHeld(true)
      from = first + 1
    }
    const afterLast = chunk.lastIndexOf(newline) + 1
    if (afterLast > from) giveRegion(chunk.subarray(from, afterLast))
    hold(chunk.subarray(Math.max(from, afterLast)))
  }

  function end(): number | undefined {
    if (heldBytes === 0) return undefined
    giveHeld(false)
    return line - 1
  }

  // Past the limit only what a rejected line may show is kept: a line of any length costs no more than that.
  function hold(piece: Buffer): void {
    if (piece.length === 0) return
    heldBytes += piece.length
    if (heldBytes <= longestLine) held.push(Buffer.from(piece))
    else held = [Buffer.concat([...held, piece], longestRejectedText)]
  }

  function giveHeld(ended: boolean): void {
    const bytes = Buffer.concat(held)
    if (heldBytes > longestLine) sink.bad(lineTooLong(heldBytes), line, bytes.toString('utf8'), true)
    else giveBytes(bytes, ended)
    line += 1
    held = []
    heldBytes = 0
  }

  /** Whole lines, each with its newline: decoded in one go where they are sound, which is ten times cheaper. */
  function giveRegion(region: Buffer): void {
    if (isUtf8(region) && !region.includes(0)) giveText(region.toString('utf8'))
    else giveDirtyRegion(region)
  }

  function giveText(text: string): void {
    let from = 0
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      sink.line(text.slice(from, to), line, true)
      line += 1
      from = to + 1
    }
  }

  function giveDirtyRegion(region: Buffer): void {
    let from = 0
    for (let to = region.indexOf(newline); to !== -1; to = region.indexOf(newline, from)) {
      giveBytes(region.subarray(from, to), true)
      line += 1
      from = to + 1
    }
  }

  function giveBytes(bytes: Buffer, ended: boolean): void {
    if (bytes.includes(0)) sink.bad(lineHasNul, line, bytes.toString('utf8'), false)
    else if (!isUtf8(bytes)) sink.bad(lineNotUtf8, line, bytes.toString('utf8'), false)
    else sink.line(bytes.toString('utf8'), line, ended)
  }
}

function skipByteOrderMark(file: string, chunk: Buffer): number {
  const [first, second, third] = chunk
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const message = `\`${file}\` is UTF-16, not UTF-8`
    throw inputError({ code: 'file-not-utf8', message, help: 'export it again as UTF-8', context: { file } })
  }
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0
}

function lineTooLong(bytes: number): Fault {
  return {
    code: 'line-too-long',
    message: `the line is ${bytes} bytes long; at most ${longestLine} are read`,
    help: 'check that the export writes one row a line, and shorten its longest field',
  }
}

const lineHasNul: Fault = {
  code: 'line-has-nul',
  message: 'the line holds a NUL byte, which no text does',
  help: 'export it again as UTF-8; a UTF-16 file or a crash while writing looks like this',
}

const lineNotUtf8: Fault = {
  code: 'line-not-utf8',
  message: 'the line is not valid UTF-8',
  help: 'export it again as UTF-8; � marks the bytes in question',
}
