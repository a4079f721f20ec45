/** Somebody the preview lets you be. */
export interface Character {
  readonly accountId: string
  readonly displayName: string
  readonly role: string
}

/** Where on a page a screen of the app is opened. */
export interface Place {
  readonly issueKey?: string
  readonly projectKey?: string
  readonly rule?: string
}

/** A screen of the app that was opened for somebody: what its frontend is told, and what its calls carry. */
export interface OpenedView {
  readonly module: string
  readonly accountId: string
  readonly place: Place
  readonly context: Readonly<Record<string, unknown>>
}

/** What Jira answered, as it is passed on. */
export interface Passed {
  readonly status: number
  readonly body: string
}

/** A request to Jira's REST interface as somebody. */
export interface AskedJira {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: string
}

/** What stands behind the page: Jira and the app. The preview has the emulators; the renderer's test has less. */
export interface Backend {
  readonly people: readonly Character[]
  readonly issues: () => Promise<readonly { readonly key: string; readonly summary: string }[]>
  readonly projects: readonly { readonly key: string; readonly name: string }[]
  askJira(asked: AskedJira, accountId: string): Promise<Passed>
  /** Opens a screen of the app at a place, or says why this account does not get it. */
  openView(module: string, place: Place, accountId: string): Promise<OpenedView | { readonly refused: string }>
  /** Calls the resolver of the module that a view shows. */
  invoke(view: OpenedView, functionKey: string, payload: unknown): Promise<unknown>
  saveRule(rule: string, configuration: string, accountId: string): Promise<void>
}
