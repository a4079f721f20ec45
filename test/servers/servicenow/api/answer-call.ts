import { authenticate, type Credentials } from '../access/authenticate.ts'
import { permissionsOf } from '../access/permissions.ts'
import type { Shown } from '../flaws/create-flaws.ts'
import { tokenEndpoint } from '../oauth/token-endpoint.ts'
import { type Answer, failure } from '../wire/answer.ts'
import type { Call, UserCall } from '../wire/call.ts'
import { aggregateApi } from './aggregate-api.ts'
import { attachmentApi } from './attachment-api.ts'
import { batchApi } from './batch-api.ts'
import { importSetApi } from './import-set-api.ts'
import type { Instance } from './instance.ts'
import { refusedHeaders } from './refused-headers.ts'
import { tableApi } from './table-api.ts'

/** Answers a call, and says who made it. */
export interface Answered {
  readonly answer: Answer
  /** Empty where nobody was known. */
  readonly user: string
}

/** Serves a call as the instance's APIs do, with the flaws that show for it. */
export function answerCall(instance: Instance, credentials: Credentials, call: Call, flaws: Shown): Answered {
  const instead = flaws.instead()
  if (instead !== undefined) return { answer: instead, user: '' }
  if (call.path === '/oauth_token.do') return { answer: flaws.after(tokenEndpoint(instance, call)), user: '' }
  const user = authenticate(call, credentials)
  if ('status' in user) return { answer: user, user: '' }
  const permissions = permissionsOf(user, instance.world, instance.rules)
  const answer = route(instance, { ...call, user, permissions, habits: flaws.habits })
  return { answer: flaws.after(answer), user: user.name }
}

const apiPath = /^\/api\/now(?:\/(v\d+))?\/([a-z_]+)(?:\/(.*))?$/

function route(instance: Instance, call: UserCall): Answer {
  const [, version, api, rest = ''] = apiPath.exec(call.path) ?? []
  const wrong = refusedHeaders(call)
  if (wrong !== undefined) return wrong
  const parts = rest
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent)
  const [first, , more] = parts
  if (api === 'batch' && first === undefined) return batchApi(instance, call, (item) => route(instance, item))
  if (api === 'attachment' && more === undefined) return attachmentApi(instance, call, parts)
  if (first === undefined || more !== undefined) return noResource()
  if (api === 'table') return tableApi(instance, call, parts, version)
  if (api === 'stats' && parts.length === 1) return aggregateApi(instance, call, first)
  return api === 'import' ? importSetApi(instance, call, parts) : noResource()
}

function noResource(): Answer {
  return failure(400, 'Requested URI does not represent any resource')
}
