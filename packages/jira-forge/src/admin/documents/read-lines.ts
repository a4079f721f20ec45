import { type Fault, foldId, parseStrictJson, quote, type Reading } from '@ticketbound/core'
import type { PlacedFault, PlacedReading } from '@ticketbound/documents'

/** How the lines of one document are read. */
export interface LineReader<T> {
  readonly file: string
  readonly read: (row: unknown) => Reading<T>
  /** The field that may stand once only, and its value. */
  readonly id: { readonly field: string; readonly of: (value: T) => string }
}

/**
 * Reads the text of a file with one JSON object a line, and tells every fault of every line at once. Two lines with one
 * id, and ids that differ by case or by form only, are faults: nobody could say which is meant.
 */
export function readLines<T>(text: string, reader: LineReader<T>): PlacedReading<readonly T[]> {
  const values: T[] = []
  const faults: PlacedFault[] = []
  const seen = new Map<string, { readonly id: string; readonly line: number }>()
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    const reading = readLine(line, reader)
    const given = reading.ok ? clash(reading.value, index + 1, seen, reader) : reading.faults
    faults.push(...given.map((fault) => ({ ...fault, file: reader.file, line: index + 1 })))
    if (reading.ok) values.push(reading.value)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: values }
}

function readLine<T>(line: string, { read }: LineReader<T>): Reading<T> {
  const parsed = parseStrictJson(line)
  return parsed.ok ? read(parsed.value) : parsed
}

function clash<T>(
  value: T,
  line: number,
  seen: Map<string, { readonly id: string; readonly line: number }>,
  { id: { field, of } }: LineReader<T>,
): readonly Fault[] {
  const id = of(value)
  const earlier = seen.get(foldId(id))
  if (earlier === undefined) seen.set(foldId(id), { id, line })
  if (earlier === undefined) return []
  if (earlier.id === id) {
    const message = `${quote(id)} already stands on line ${earlier.line}`
    return [{ code: 'id-repeated', field, message, help: 'keep one line for each, and take the other out' }]
  }
  return [
    {
      code: 'id-collides',
      field,
      message: `${quote(id)} looks like ${quote(earlier.id)} on line ${earlier.line}, and is not the same`,
      help: 'ids are case-sensitive: spell one name one way, or rename one of two that are meant to differ',
    },
  ]
}
