import { tokenFor } from './access/authenticate.ts'

/** What a test gets back. */
export interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  readonly body: any
}

/** What a test may say beside the path. */
export interface Asking {
  readonly method?: string
  /** Sent as JSON, unless it is text. */
  readonly body?: unknown
  /** An account; default `acc-mia`, who administers Jira. Empty: nobody. */
  readonly as?: string
}

/** Asks a site something as a plain client does; `path` goes on after `/rest/api/3/`, unless it begins with a slash. */
export async function ask(server: { readonly url: string }, path: string, asking: Asking = {}): Promise<Asked> {
  const { method = 'GET', body, as = 'acc-mia' } = asking
  const response = await fetch(`${server.url}${path.startsWith('/') ? path : `/rest/api/3/${path}`}`, {
    method,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      ...(as !== '' && { Authorization: `Bearer ${tokenFor(as)}` }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
