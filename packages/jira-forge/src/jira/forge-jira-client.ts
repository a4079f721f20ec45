import { assumeTrustedRoute, type RequestProductMethods, type Route } from '@forge/api'
import { AppError } from '../app-error.ts'
import type { JiraAnswer, JiraClient, JiraRequest } from './jira-client.ts'

/** What Jira is asked through: `asApp()` or `asUser()` of `@forge/api`. */
export type AskJira = Pick<RequestProductMethods, 'requestJira'>

/**
 * Asks Jira through Forge. Every part of a path is encoded, and none may climb, so that no key or id can lead a request
 * elsewhere.
 *
 * @see https://developer.atlassian.com/platform/forge/apis-reference/fetch-api-product.requestjira/
 */
export function createForgeJiraClient({ requestJira }: AskJira): JiraClient {
  return {
    async send(request) {
      const response = await answered(request, requestJira(routeOf(request), initOf(request)))
      return { status: response.status, body: bodyOf(request, await answered(request, response.text())) }
    },
  }
}

function routeOf({ path, query, what }: JiraRequest): Route {
  // Encoding leaves dots alone, and a host takes a part of dots for a way up.
  if (path.some((part) => part === '' || part === '.' || part === '..')) {
    throw new AppError('input', {
      code: 'jira-path-refused',
      message: `${what} cannot be asked for: a part of its path is empty or climbs`,
      help: 'check the key or id that was given',
    })
  }
  const search = searchOf(query)
  const encoded = path.map(encodeURIComponent).join('/')
  return assumeTrustedRoute(search === '' ? `/${encoded}` : `/${encoded}?${search}`)
}

function searchOf(query: JiraRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
  return new URLSearchParams(pairs).toString()
}

function initOf({ method, body }: JiraRequest) {
  const accept = { Accept: 'application/json' }
  if (body === undefined) return { method, headers: accept }
  return { method, headers: { ...accept, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

/** The platform asks for consent by an error of its own, which must reach it as it is. */
async function answered<T>({ what }: JiraRequest, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR') throw error
    throw new AppError('upstream', {
      code: 'jira-silent',
      message: `Jira gave no answer about ${what}`,
      help: 'try again',
      cause: error,
    })
  }
}

function bodyOf({ what }: JiraRequest, text: string): JiraAnswer['body'] {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('upstream', {
      code: 'jira-unreadable',
      message: `what Jira answered about ${what} is no JSON`,
      help: 'try again',
      cause,
    })
  }
}
