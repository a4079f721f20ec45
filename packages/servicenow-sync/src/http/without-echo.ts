import type { Headers } from './headers.ts'
import type { HttpResponse } from './http-client.ts'
import { redact } from './redact.ts'

/** Anything shorter may well be a word of the data that was asked for. */
const longEnough = 16

/**
 * Gives an answer that repeats nothing of what it was asked with: what a server says of a refusal goes into messages. Data
 * is left as it came, unless it holds the very credentials that were sent, which is no data.
 */
export function withoutEcho(response: HttpResponse, sent: Headers, secrets: readonly string[]): HttpResponse {
  const { status, text, headers } = response
  const told = [text, ...Object.values(headers)]
  if (status < 400 && !wordsOf(sent).some((word) => told.some((each) => each.includes(word)))) return response
  const clean = Object.entries(headers).map(([name, value]) => [name, redact(value, secrets)] as const)
  return { status, text: redact(text, secrets), headers: Object.fromEntries(clean) }
}

/** The words of `Bearer …` and the like, as they are, and as some write them in JSON. */
function wordsOf(sent: Headers): readonly string[] {
  const words = Object.values(sent).flatMap((value) => value.split(' '))
  return words.filter((word) => word.length >= longEnough).flatMap((word) => [word, word.replaceAll('/', '\\/')])
}
