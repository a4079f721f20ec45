import type { Person } from './product.ts'

/** Who is at the screen, and what there is to see: what the server says of the session. */
export interface Session {
  readonly you: Character
  readonly people: readonly Character[]
  readonly issues: readonly IssueLink[]
  readonly projects: readonly { readonly key: string; readonly name: string }[]
}

/** Somebody the preview lets you be. */
export interface Character extends Person {
  readonly role: string
}

/** An issue that can be opened. */
export interface IssueLink {
  readonly key: string
  readonly summary: string
}

/** A place of the app on a page, opened for whoever is at the screen. */
export interface View {
  readonly id: string
  /** What `view.getContext()` gives the app's frontend. */
  readonly context: Readonly<Record<string, unknown>>
}

/** What Jira answered. */
export interface JiraAnswer {
  readonly ok: boolean
  readonly status: number
  readonly body: unknown
}

/** Where on the page a view is, which the server checks and makes the app's context of. */
export interface Place {
  readonly issueKey?: string
  readonly projectKey?: string
  /** Which rule of which transition is configured. */
  readonly rule?: string
}

/** Asks who is at the screen. */
export async function readSession(): Promise<Session> {
  return (await ask('GET', '/api/session')) as Session
}

/** Becomes somebody else. */
export async function become(accountId: string): Promise<void> {
  await ask('POST', '/api/session', { accountId })
}

/** Opens a module of the app at a place. */
export async function openView(module: string, place: Place): Promise<View> {
  return (await ask('POST', '/api/views', { module, place })) as View
}

/** Asks what a screen asks of the platform: its resolver, or Jira's REST interface within the app's scopes. */
export function callBridge(view: View, command: 'invoke' | 'fetchProduct', data: unknown): Promise<unknown> {
  return ask('POST', `/api/views/${view.id}/bridge`, { command, data })
}

/** Saves what a page of the app configured for a workflow rule, as Jira's workflow editor does. */
export async function saveRule(rule: string, configuration: string): Promise<void> {
  await ask('PUT', `/api/rules/${encodeURIComponent(rule)}`, { configuration })
}

/** Asks Jira's REST interface as whoever is at the screen, as Jira's own page does. */
export async function askJira(method: string, path: string, body?: unknown): Promise<JiraAnswer> {
  const answer = await send(method, `/jira${path}`, body)
  return { ok: answer.ok, status: answer.status, body: await bodyOf(answer) }
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await send(method, path, body)
  const said = await bodyOf(answer)
  if (!answer.ok) throw new Error(String(Object(said).message ?? `the preview answered ${answer.status}`))
  return said
}

function send(method: string, path: string, body?: unknown): Promise<Response> {
  if (body === undefined) return fetch(path, { method })
  return fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

async function bodyOf(answer: Response): Promise<unknown> {
  const written = await answer.text()
  return written === '' ? undefined : JSON.parse(written)
}
