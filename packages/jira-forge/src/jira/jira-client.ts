/** One request to Jira's REST interface. */
export interface JiraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** The path's parts after the host, each encoded by the client: `['rest', 'api', '3', 'issue', key]`. */
  readonly path: readonly string[]
  /** A list is a parameter that is given several times. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: unknown
  /** What is asked, in words for messages: 'issue `ACC-1`'. */
  readonly what: string
}

/** What Jira answered: any status, with the body as parsed JSON (`undefined` where there is none). */
export interface JiraAnswer {
  readonly status: number
  readonly body: unknown
}

/**
 * Asks Jira, as the app or as whoever is at the screen. Throws only where there is no answer that can be read; what a
 * status means is for whoever asked.
 */
export interface JiraClient {
  send(request: JiraRequest): Promise<JiraAnswer>
}
