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
  /** Which rule of which transition is configured. */
  readonly rule?: string
}

/** What a page may ask of whoever opened it: the rest of the bridge is the page's own. */
export const asked = ['invoke', 'fetchProduct'] as const

/** A screen of the app that was opened for somebody. Whom for and where stays with it. */
export interface OpenedView {
  /** What `view.getContext()` gives the app's frontend. */
  readonly context: Readonly<Record<string, unknown>>
  callBridge(command: string, data: unknown): Promise<unknown>
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
  readonly projects: readonly { readonly key: string; readonly name: string }[]
  issues(): readonly { readonly key: string; readonly summary: string }[]
  askJira(asked: AskedJira, accountId: string): Promise<Passed>
  /** Opens a screen of the app at a place, or says why this account does not get it. */
  openView(module: string, place: Place, accountId: string): Promise<OpenedView | { readonly refused: string }>
  /** Keeps what a page of the app configured for a rule, or says why not. */
  saveRule(rule: string, configuration: string, accountId: string): Promise<{ readonly refused: string } | undefined>
}
