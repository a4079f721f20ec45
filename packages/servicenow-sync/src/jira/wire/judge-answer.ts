import { configError } from '../../errors.ts'
import type { HttpRequest, HttpResponse, Judgement } from '../../http/http-client.ts'
import { judgeByStatus } from '../../http/judge-by-status.ts'

/** Judges an answer of a Jira site for the HTTP room. A web page is never an answer of its REST API. */
export function judgeAnswer(response: HttpResponse, request: HttpRequest): Judgement {
  const { status } = response
  if (status === 429) return { answer: 'retry', because: 'its rate limit allows no more for now' }
  if (status >= 300 && status < 400) return { answer: 'fail', error: elsewhere(status) }
  if (status < 300 && isPage(response)) return judgePage(response)
  return judgeByStatus(response, request)
}

/** A page that says it is soon over passes; any other, such as one to log in on, stays. */
function judgePage({ text }: HttpResponse): Judgement {
  if (/maintenance|right back|temporarily|unavailable/i.test(text)) {
    return { answer: 'retry', because: 'the site is being maintained' }
  }
  return { answer: 'fail', error: webPage() }
}

function isPage({ headers }: HttpResponse): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '')
}

function webPage() {
  return configError({
    code: 'site-answers-with-page',
    message: 'the Jira site answers an API request with a web page',
    help: 'check `jira.site`, and whether a proxy or a single sign-on stands in front of it',
  })
}

function elsewhere(status: number) {
  return configError({
    code: 'site-elsewhere',
    message: `the Jira site sends API requests to another address (status ${status})`,
    help: 'write the address under which its REST API answers as `jira.site`; redirects are not followed, because they would take the credentials along',
  })
}
