import type { ServiceNowServer } from './start-servicenow.ts'

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
  readonly headers?: Readonly<Record<string, string>>
  /** `name:password`; default `admin:admin`. */
  readonly as?: string
  readonly signal?: AbortSignal
}

/** Asks an instance something as a plain client does; `path` goes on after `/api/now/`, unless it begins with a slash. */
export async function ask(server: ServiceNowServer, path: string, asking: Asking = {}): Promise<Asked> {
  const { method = 'GET', body, as = 'admin:admin', headers, signal } = asking
  const response = await fetch(`${server.url}${path.startsWith('/') ? path : `/api/now/${path}`}`, {
    method,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      Authorization: `Basic ${btoa(as)}`,
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
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
