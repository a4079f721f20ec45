import { upstreamError } from '../../../errors.ts'
import type { HttpClient, HttpResponse } from '../../../http/http-client.ts'
import type { RawRow } from '../../raw-row.ts'
import type { Look } from '../look.ts'
import type { Page } from '../probe-table.ts'

/** A page of these rows, which are all there are. */
export function page(rows: readonly RawRow[], total: number | undefined = rows.length): Page {
  return { kind: 'page', rows, total }
}

/** A refusal in the words of the vendor. */
export function refused(status: number, message = 'User Not Authorized', detail?: string): Look {
  return { kind: 'refused', status, message, ...(detail !== undefined && { detail }) }
}

/** A failure with a code of its own. */
export function broken(code: string): Look {
  return { kind: 'error', error: upstreamError({ code, message: 'it does not answer', help: 'try again' }) }
}

/** Rows whose keys and times follow one another. */
export function rowsOf(count: number): readonly RawRow[] {
  return Array.from({ length: count }, (_, at) => ({
    sys_id: `a${at}`,
    sys_created_on: `2026-01-01 00:00:0${at}`,
    sys_updated_on: `2026-02-01 00:00:0${at}`,
  }))
}

/** A client that gives these answers, one after another, and the last one again and again. */
export function answering(...answers: readonly Partial<HttpResponse>[]): HttpClient {
  let at = 0
  return {
    send: async () => {
      const answer = answers[Math.min(at, answers.length - 1)]
      at += 1
      return { status: 200, headers: {}, text: '', ...answer }
    },
    usage: () => ({ requests: at, retries: 0, waitedMs: 0, bytes: 0 }),
    close: () => {},
  }
}
