import type { HttpResponse } from '../../http/http-client.ts'
import { readResult, readRow, sayRefusal } from './envelope.ts'
import type { Written } from './servicenow-client.ts'

/** Reads the answer to a new or changed record: the record as it stands now, or why there is none. */
export function readWritten(response: HttpResponse): Written {
  const { status } = response
  if (status !== 200 && status !== 201) return { status, message: sayRefusal(response) }
  const result = readResult(response)
  const row = result.ok ? readRow(result.value, fieldsOf(result.value)) : result
  return row.ok ? { status, row: row.value } : { status, message: row.because }
}

/**
 * Reads the answer to a row of an import set, which has one entry for each target table: what became of the row in the first,
 * in the instance's own words.
 */
export function readImported(response: HttpResponse): Written {
  const { status } = response
  if (status !== 200 && status !== 201) return { status, message: sayRefusal(response) }
  const result = readResult(response)
  if (!result.ok) return { status, message: result.because }
  const [entry] = Array.isArray(result.value) ? result.value : []
  const row = readRow(entry, fieldsOf(entry))
  const error = (entry as { readonly error_message?: unknown } | undefined)?.error_message
  const message = typeof error === 'string' && error !== '' ? error : row.ok ? undefined : row.because
  return { status, ...(row.ok && { row: row.value }), ...(message !== undefined && { message }) }
}

/** Fields of an answer to a write whose value is one; what else it holds is passed over. */
function fieldsOf(given: unknown): readonly string[] {
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).flatMap(([name, value]) => (Array.isArray(value) ? [] : [name]))
}
