import type { TicketboundError } from '../errors.ts'
import type { Clock } from './clock.ts'

/** One request of a vendor. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the base URL; begins with `/`, and is percent-encoded already. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Default `application/json` where there is a body. */
  readonly contentType?: string
  /** What is asked, in words for messages: ``table `sc_req_item` ``. */
  readonly what: string
  /**
   * Whether sending it twice does no harm. A GET always is. Others are sent once, and a doubtful end throws
   * `http-outcome-unknown`; they are sent again only where the other side has certainly not acted on them.
   */
  readonly repeatable?: boolean
}

/** A vendor's whole answer. The names of headers are in lower case; cookies are not among them. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** What a client has cost so far. */
export interface HttpUsage {
  /** Everything that was sent, tries that failed included. */
  readonly requests: number
  readonly retries: number
  /** What was waited between requests, in milliseconds. */
  readonly waitedMs: number
  /** Of bodies, as they came over the wire. */
  readonly bytes: number
}

/** Asks one vendor. */
export interface HttpClient {
  /**
   * Gives every answer that is one: 400, 403 and 404 are data. Throws an upstream error for what did not end well after
   * its retries, `rate-limited` or `request-budget-spent` for a wait longer than the patience, a config error for
   * refused credentials and certificates, and the signal's reason at once where that is aborted.
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>
  usage(): HttpUsage
  /** Ends all connections and what is under way on them. */
  close(): void
}

/** What a vendor's room says of an answer. */
export type Judgement =
  | { readonly answer: 'take' }
  /** Passing: asked again after the server's `Retry-After`, or after our own back-off. */
  | { readonly answer: 'retry'; readonly because: string }
  /** The credentials were refused: they are renewed once, then it fails. Taken where the client has no credentials. */
  | { readonly answer: 'renew' }
  | { readonly answer: 'fail'; readonly error: TicketboundError }

/** Gives a client its credentials. */
export interface Authorizer {
  headers(signal?: AbortSignal): Promise<Readonly<Record<string, string>>>
  /** Forgets what was refused, so that the next headers are new. */
  renew(): void
  /** Everything that must never stand in an error. */
  readonly secrets: () => readonly string[]
}

/** Certificates and a key, each as PEM text. */
export interface TlsMaterial {
  /** Trusted besides the authorities that the system trusts. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** How long one try may take, in milliseconds. */
export interface HttpTimeouts {
  /** Until the connection stands, TLS included. Default 10 s. */
  readonly connectMs?: number
  /** Until the first byte of the answer: a server may have to work for it. Default 90 s. */
  readonly firstByteMs?: number
  /** Between two bytes of the answer: what has begun comes on, or is stuck. Default 20 s. */
  readonly stallMs?: number
  /** For the whole try. Default 300 s. */
  readonly totalMs?: number
}

/** How failures that pass are met, in milliseconds. */
export interface HttpRetry {
  /** Tries in all. Default 8. */
  readonly attempts?: number
  /** The longest first wait; it doubles with each. Default 500 ms. */
  readonly firstMs?: number
  /** The longest wait of our own. Default 30 s. */
  readonly mostMs?: number
  /** The longest wait that a server or the budget is granted before it is thrown instead. Default 120 s. */
  readonly patienceMs?: number
}

/** What a client is made of. */
export interface HttpOptions {
  /** `https`; `http` for this machine only. Without user, password, query and fragment. */
  readonly baseUrl: string
  /** For messages: `ServiceNow`. */
  readonly vendor: string
  readonly userAgent: string
  readonly authorize?: Authorizer
  /** Default: `judgeByStatus`. A judge of one's own replaces it, and had better begin from it. */
  readonly judge?: (response: HttpResponse, request: HttpRequest) => Judgement
  readonly tls?: TlsMaterial
  /** Requests under way at once, those that wait for their next try included. */
  readonly concurrency: number
  /** In any hour, tries included. Default: without limit. */
  readonly requestsPerHour?: number
  readonly timeouts?: HttpTimeouts
  readonly retry?: HttpRetry
  /** The longest body that is read, unpacked. Default 64 MiB. */
  readonly maxBytes?: number
  /** Default: the system's. */
  readonly clock?: Clock
}
