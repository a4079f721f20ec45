import * as v from 'valibot'
import { asked as askable, type Backend } from './backend.ts'
import type { Session, Sessions } from './sessions.ts'

/** What the page asks of the server of the preview itself. */
export interface Asked {
  readonly method: string
  /** Without its query. */
  readonly path: string
  readonly body: unknown
}

/** The answer, as JSON. */
export interface Answered {
  readonly status: number
  readonly body: unknown
}

const Become = v.object({ accountId: v.string() })
const Open = v.object({
  module: v.string(),
  place: v.object({
    issueKey: v.exactOptional(v.string()),
    projectKey: v.exactOptional(v.string()),
    rule: v.exactOptional(v.string()),
  }),
})
const Called = v.object({ command: v.picklist(askable), data: v.unknown() })
const Rule = v.object({ configuration: v.string() })

/** Answers `/api/…`: who you are, opening a screen of the app, what it asks over its bridge, saving a rule's configuration. */
export async function answerApi(
  asked: Asked,
  session: Session,
  sessions: Sessions,
  backend: Backend,
): Promise<Answered> {
  const [, , what = '', id = '', verb = ''] = asked.path.split('/')
  const way = `${asked.method} ${what}${verb === '' ? '' : `/${verb}`}`
  if (way === 'GET session') return ok(sayWho(session, backend))
  if (way === 'POST session') return becomeSomebody(asked.body, session, backend)
  if (way === 'POST views') return openView(asked.body, session, sessions, backend)
  if (way === 'POST views/bridge') return callBridge(asked.body, id, session)
  if (way === 'PUT rules') return saveRule(asked.body, decodeURIComponent(id), session, backend)
  return no(404, `there is no ${asked.method} ${asked.path}`)
}

function sayWho({ accountId }: Session, backend: Backend): unknown {
  const { people, projects } = backend
  return { you: people.find((one) => one.accountId === accountId), people, issues: backend.issues(), projects }
}

function becomeSomebody(body: unknown, session: Session, { people }: Backend): Answered {
  const { accountId } = v.parse(Become, body)
  if (!people.some((one) => one.accountId === accountId)) return no(404, `nobody is \`${accountId}\``)
  session.accountId = accountId
  session.views.clear()
  return ok({})
}

async function openView(body: unknown, session: Session, sessions: Sessions, backend: Backend): Promise<Answered> {
  const { module, place } = v.parse(Open, body)
  const view = await backend.openView(module, place, session.accountId)
  if ('refused' in view) return no(403, view.refused)
  return ok({ id: sessions.open(session, view), context: view.context })
}

async function callBridge(body: unknown, id: string, session: Session): Promise<Answered> {
  const view = session.views.get(id)
  if (view === undefined) return no(404, 'this screen is not open any more: load the page again')
  const { command, data } = v.parse(Called, body)
  return ok(await view.callBridge(command, data))
}

async function saveRule(body: unknown, rule: string, { accountId }: Session, backend: Backend): Promise<Answered> {
  const refusal = await backend.saveRule(rule, v.parse(Rule, body).configuration, accountId)
  return refusal === undefined ? ok({}) : no(403, refusal.refused)
}

function ok(body: unknown): Answered {
  return { status: 200, body }
}

function no(status: number, message: string): Answered {
  return { status, body: { message } }
}
