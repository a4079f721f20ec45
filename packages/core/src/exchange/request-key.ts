import type { RequestLine } from '../model/request.ts'

/** The identity of a request line as one text that no other line can have: a canonical JSON list. */
export function requestKey(line: Pick<RequestLine, 'source' | 'number' | 'item'>): string {
  return JSON.stringify([line.source, line.number, line.item])
}
