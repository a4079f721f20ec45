import type { Call } from '../../servicenow/wire/call.ts'
import { authenticate } from '../access/authenticate.ts'
import type { Site } from '../engine/site.ts'
import type { Shown } from '../flaws/create-flaws.ts'
import { type Answer, failure, Refused } from '../wire/answer.ts'
import { userCall } from '../wire/user-call.ts'
import { routes } from './routes.ts'

/** Answers a call, and says who made it. */
export interface Answered {
  readonly answer: Answer
  /** The account; empty where nobody was known. */
  readonly account: string
}

/** Serves a call as Jira's REST interface does, with the flaws that show for it. */
export async function answerCall(site: Site, call: Call, flaws: Shown): Promise<Answered> {
  const instead = flaws.instead()
  if (instead !== undefined) return { answer: instead, account: authenticate(call, site.world) ?? '' }
  const { answer, account } = await served(site, call)
  return { answer: flaws.after(answer), account }
}

async function served(site: Site, call: Call): Promise<Answered> {
  const account = authenticate(call, site.world)
  if (account === undefined) {
    return { answer: failure(401, 'Client must be authenticated to access this resource.'), account: '' }
  }
  // Jira: version 2, 3 and latest are one interface; only 3 is served, under both of its names.
  const path = call.path.replace('/rest/api/latest/', '/rest/api/3/')
  const found = routes
    .map((route) => ({ route, params: paramsOf(route.path, path) }))
    .filter(({ params }) => params !== undefined)
  if (found.length === 0) return { answer: failure(404, 'The requested resource was not found.'), account }
  const match = found.find(({ route }) => route.method === call.method)
  if (match === undefined) return { answer: failure(405, 'Method Not Allowed'), account }
  try {
    return { answer: await match.route.serve(site, userCall(call, account), match.params ?? []), account }
  } catch (error) {
    if (error instanceof Refused) return { answer: error.answer, account }
    throw error
  }
}

function paramsOf(pattern: string, path: string): readonly string[] | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  if (wanted.length !== given.length) return undefined
  const params: string[] = []
  for (const [at, part] of wanted.entries()) {
    const is = given[at] ?? ''
    if (part !== '{}' && part !== is) return undefined
    if (part === '{}') params.push(decodeURIComponent(is))
  }
  return params
}
