import * as v from 'valibot'
import type { Backend } from './backend.ts'
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
const Invoke = v.object({ functionKey: v.string(), payload: v.optional(v.unknown()) })
const Rule = v.object({ configuration: v.string() })

/** Answers `/api/…`: who you are, opening a screen of the app, calling its resolver, saving a rule's configuration. */
export async function answerApi(
  asked: Asked,
  session: Session,
  sessions: Sessions,
  backend: Backend,
): Promise<Answered> {
  const [, , what = '', id = '', verb = ''] = asked.path.split('/')
  const way = `${asked.method} ${what}${verb === '' ? '' : `/${verb}`}`
  if (way === 'GET session') return ok(await sayWho(session, backend))
  if (way === 'POST session') return becomeSomebody(asked.body, session, backend)
  if (way === 'POST views') return openView(asked.body, session, sessions, backend)
  if (way === 'POST views/invoke') return invoke(asked.body, id, session, backend)
  if (way === 'PUT rules') return saveRule(asked.body, decodeURIComponent(id), session, backend)
  return no(404, `there is no ${asked.method} ${asked.path}`)
}

async function sayWho({ accountId }: Session, { people, issues, projects }: Backend): Promise<unknown> {
  return { you: people.find((one) => one.accountId === accountId), people, issues: await issues(), projects }
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

async function invoke(body: unknown, id: string, session: Session, backend: Backend): Promise<Answered> {
  const view = session.views.get(id)
  if (view === undefined) return no(404, 'this screen is not open any more: load the page again')
  const { functionKey, payload } = v.parse(Invoke, body)
  return ok(await backend.invoke(view, functionKey, payload))
}

async function saveRule(body: unknown, rule: string, { accountId }: Session, backend: Backend): Promise<Answered> {
  await backend.saveRule(rule, v.parse(Rule, body).configuration, accountId)
  return ok({})
}

function ok(body: unknown): Answered {
  return { status: 200, body }
}

function no(status: number, message: string): Answered {
  return { status, body: { message } }
}
