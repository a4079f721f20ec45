import { AppError, type AppErrorKind } from '../app-error.ts'
import type { JiraAnswer } from './jira-client.ts'

/** The body of an answer of success, or an error that says who can do something about it. */
export function bodyOf({ status, body }: JiraAnswer, what: string): unknown {
  if (status >= 200 && status < 300) return body
  const { kind, code, says, help } = refusalOf(status)
  throw new AppError(kind, { code, message: `Jira ${says} ${what}`, help, context: { status } })
}

interface JiraRefusal {
  readonly kind: AppErrorKind
  readonly code: string
  readonly says: string
  readonly help: string
}

const refusals: ReadonlyMap<number, JiraRefusal> = new Map([
  [401, notAllowed()],
  [403, notAllowed()],
  [
    404,
    {
      kind: 'input',
      code: 'jira-not-found',
      says: 'does not show the app',
      help: 'check that it is still there, and that the app may browse its project',
    },
  ],
  [409, { kind: 'upstream', code: 'jira-conflict', says: 'was changing', help: 'try again' }],
  [429, { kind: 'upstream', code: 'jira-busy', says: 'is too busy for', help: 'try again in a minute' }],
])

function notAllowed(): JiraRefusal {
  const help =
    'have a Jira administrator give the app access to the project, and accept the scopes of its latest version'
  return { kind: 'config', code: 'jira-forbidden', says: 'does not let the app at', help }
}

function refusalOf(status: number): JiraRefusal {
  const known = refusals.get(status)
  if (known) return known
  if (status >= 500) return { kind: 'upstream', code: 'jira-failed', says: 'failed over', help: 'try again' }
  return { kind: 'upstream', code: 'jira-refused', says: 'refused', help: 'look the status up in the app log' }
}
