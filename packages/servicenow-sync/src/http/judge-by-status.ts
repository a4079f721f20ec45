import type { HttpRequest, HttpResponse, Judgement } from './http-client.ts'

const passing: Readonly<Record<number, string>> = {
  429: 'too many requests',
  500: 'an error of the server',
  502: 'a bad gateway',
  503: 'the service is not available',
  504: 'a gateway timed out',
}

/** Judges an answer by its status alone: what passes is asked again, a 401 renews the credentials, all else is taken. */
export function judgeByStatus(response: HttpResponse, request: HttpRequest): Judgement {
  const { status } = response
  if (status === 401) return { answer: 'renew' }
  // A GET that is merely accepted has no answer: ServiceNow drops requests of a busy session this way.
  if (status === 202 && request.method === 'GET') return { answer: 'retry', because: 'it was only accepted' }
  const because = passing[status]
  return because === undefined ? { answer: 'take' } : { answer: 'retry', because }
}
