import { type Answer, failure } from '../wire/answer.ts'
import type { Call } from '../wire/call.ts'

/**
 * Says why a request's headers are refused; undefined where they are not. A request must say what it takes, and one with a
 * body what it brings. XML, which an instance speaks too, is not emulated.
 * @see https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/c_RESTAPI.html
 */
export function refusedHeaders({ method, path, headers }: Call): Answer | undefined {
  if (headers.accept === undefined) return failure(400, 'Bad Request', 'Missing Accept header')
  if (path.includes('/attachment')) return undefined
  if (!/\*\/\*|application\/(json|\*)/.test(headers.accept))
    return failure(406, 'Invalid response content-type. Not supported by the API', headers.accept)
  if (method !== 'POST' && method !== 'PUT' && method !== 'PATCH') return undefined
  const type = headers['content-type']
  if (type === undefined) return failure(400, 'Bad Request', 'Missing Content-Type header')
  return /\bjson\b/.test(type) ? undefined : failure(415, 'Unsupported media type', type)
}
