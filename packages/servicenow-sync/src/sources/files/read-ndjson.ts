import { type Fault, jsonFault, quote } from '@ticketbound/core'
import type { FileTally } from './file-tally.ts'
import { type LinesRead, readLines, type Watch } from './read-lines.ts'

/**
 * Reads an NDJSON file, one JSON value a line, into a tally. Blank lines are passed over. A last line without a
 * newline is taken if it parses; otherwise it was cut off, and is neither taken nor rejected.
 */
export function readNdjson(path: string, tally: FileTally, watch: Watch): Promise<LinesRead> {
  return readLines(path, { line: takeLine, bad }, watch)

  function takeLine(text: string, line: number, ended: boolean): void {
    if (text === '' || text === '\r') return
    let row: unknown
    try {
      // A carriage return is white space to JSON, so CRLF needs no care.
      row = JSON.parse(text)
    } catch (error) {
      if (ended && text.trim() !== '') tally.refuse(line, [lineNotJson(text, error)], text)
      return
    }
    const fault = jsonFault(text, row)
    if (fault === undefined) tally.take(row, line, text)
    else tally.refuse(line, [fault], text)
  }

  function bad(fault: Fault, line: number, text: string, cut: boolean): void {
    tally.refuse(line, [fault], text, cut)
  }
}

function lineNotJson(text: string, error: unknown): Fault {
  const said = error instanceof Error ? error.message : ''
  const at = jsonFaultAt(text, said)
  const where =
    at === undefined ? `: ${quote(said)}` : ` at character ${at + 1}, near ${quote(text.slice(at, at + 20))}`
  return {
    code: 'line-not-json',
    message: at === text.length ? 'the line stops in the middle of its JSON' : `the line is not JSON${where}`,
    help: 'each line of an NDJSON file holds one whole JSON object',
  }
}

/** Where JSON.parse met the fault, counted from 0: V8 either says so or shows ten characters on both sides of it. */
function jsonFaultAt(text: string, said: string): number | undefined {
  const told = /at position (\d+)/.exec(said)?.[1]
  if (told !== undefined) return Number(told)
  if (said.startsWith('Unexpected end')) return text.length
  const around = /^Unexpected token .+?, \.\.\."(.+)"(?:\.\.\.)? is not valid JSON$/su.exec(said)?.[1]
  const from = around === undefined ? -1 : text.lastIndexOf(around)
  return from === -1 ? undefined : from + 10
}
