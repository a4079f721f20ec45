import { configError, upstreamError } from '../../errors.ts'
import type { HttpRequest, HttpResponse, Judgement } from '../../http/http-client.ts'
import { judgeByStatus } from '../../http/judge-by-status.ts'

/**
 * Judges an answer of a ServiceNow instance for the HTTP room: what passes, what does not, and what the caller has to
 * look into. A web page is never an answer of its APIs, whatever its status says.
 */
export function judgeAnswer(response: HttpResponse, request: HttpRequest): Judgement {
  const { status, text } = response
  if (isPage(response)) return judgePage(response, request)
  if (status >= 300 && status < 400) return { answer: 'fail', error: elsewhere(response) }
  // The caller asks for less; the same request again would take as long again. A write may have happened, though.
  if (status >= 500 && request.method === 'GET' && isCancelled(text)) return { answer: 'take' }
  if (status === 429) return { answer: 'retry', because: sayTooMany(response) }
  return judgeByStatus(response, request)
}

function isPage({ headers }: HttpResponse): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? '')
}

function judgePage(response: HttpResponse, request: HttpRequest): Judgement {
  const { status, text } = response
  if (/hibernat/i.test(text)) return { answer: 'fail', error: hibernating() }
  if (status === 401) return { answer: 'renew' }
  if (/maintenance|being upgraded|temporarily unavailable/i.test(text)) return { answer: 'fail', error: maintained() }
  if (status >= 300 && status < 400) return { answer: 'fail', error: elsewhere(response) }
  if (status < 300) return { answer: 'fail', error: webPage() }
  return judgeByStatus(response, request)
}

/** ServiceNow: `Transaction cancelled: maximum execution time exceeded`, with a status of 500 or 200. */
function isCancelled(text: string): boolean {
  return /transaction cancelled/i.test(text)
}

/** A rate limit rule names itself; a node whose pool of threads for integrations is full says nothing more. */
function sayTooMany({ headers }: HttpResponse): string {
  return headers['x-ratelimit-rule'] === undefined
    ? 'the instance has no thread free for it'
    : 'its rate limit rule allows no more this hour'
}

function hibernating() {
  return upstreamError({
    code: 'instance-hibernating',
    message: 'the ServiceNow instance hibernates',
    help: 'wake it at developer.servicenow.com (sign in, then "Start building"), and run again in some minutes',
  })
}

function maintained() {
  return upstreamError({
    code: 'instance-in-maintenance',
    message: 'the ServiceNow instance is in maintenance',
    help: 'run again when it is over',
  })
}

function webPage() {
  return configError({
    code: 'instance-answers-with-page',
    message: 'the ServiceNow instance answers an API request with a web page',
    help: 'check `servicenow.instance`, and whether a proxy or a single sign-on stands in front of it',
  })
}

function elsewhere({ status }: HttpResponse) {
  return configError({
    code: 'instance-elsewhere',
    message: `the ServiceNow instance sends API requests to another address (status ${status})`,
    help: 'write the address under which its APIs answer as `servicenow.instance`; redirects are not followed, because they would take the credentials along',
  })
}
