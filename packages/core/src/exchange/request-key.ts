import type { RequestLine } from '../model/request.ts'

/** The identity of a request line as one text that no other line can have: ids hold no control character. */
export function requestKey(line: Pick<RequestLine, 'source' | 'number' | 'item'>): string {
  return `${line.source}\u0000${line.number}\u0000${line.item}`
}
