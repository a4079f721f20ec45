/** What is sent back for a call. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Sent instead of the body where it is no text. */
  readonly bytes?: Buffer
  /** How the bytes go out, where not as they should. */
  readonly delivery?: Delivery
}

/** A way in which the bytes of an answer go out badly. */
export type Delivery =
  | { readonly how: 'late'; readonly afterMs: number }
  | { readonly how: 'stalled' | 'reset'; readonly afterBytes: number }
  | { readonly how: 'dropped' }

/** Answers with JSON in the words of the REST APIs. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** Answers with nothing. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' }
}

/** Answers that a call failed, in the envelope all REST APIs share. */
export function failure(
  status: number,
  message: string,
  detail: string | null = null,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, { error: { message, detail }, status: 'failure' }, headers)
}
