import type { Shown } from '../flaws/create-flaws.ts'
import type { Call } from '../flaws/when.ts'
import { answerStorageCall } from '../kvs/answer-storage-call.ts'
import type { Platform } from '../platform.ts'
import { accountFor, askJira, proxyError, scopeRefusal } from '../product/ask-jira.ts'
import type { FetchPayload, ForgeFetch } from './invocation.ts'

/** Which invocation asks, and for whom. */
export interface Caller {
  readonly id: string
  readonly accountId: string | undefined
  /** Aborted once the invocation is over: nothing that it asks after that is heard. */
  readonly over: AbortSignal
}

/** What is answered, and as whom a product was asked. */
interface Answered {
  readonly answer: Response | Error
  readonly as?: string
}

/** Makes what the vendor's packages call for everything that goes out of one invocation. */
export function createFetch(platform: Platform, caller: Caller): ForgeFetch {
  return async (payload, path, init) => {
    if (caller.over.aborted) return never()
    const call = toCall(payload, path, init)
    const shown = platform.showing(call)
    await wait(shown.waitMs)
    const { answer, as } = await answerCall(platform, caller, { payload, path, init, call, shown })
    const status = answer instanceof Error ? 0 : answer.status
    platform.record.addCall({ ...call, ...(as && { as }), invocation: caller.id, status, flaws: shown.names })
    if (caller.over.aborted) return never()
    if (answer instanceof Error) throw answer
    return answer
  }
}

function toCall(payload: FetchPayload, path: string, init: RequestInit | undefined): Call {
  const body = typeof init?.body === 'string' ? init.body : ''
  if (payload.type === 'kvs') return { to: 'storage', call: path.replace(/^\/api\/v1\//, ''), body }
  const call = `${init?.method ?? 'GET'} ${path}`
  return { to: payload.remote === 'stargate' ? 'events' : 'product', call, body }
}

interface Asked {
  readonly payload: FetchPayload
  readonly path: string
  readonly init: RequestInit | undefined
  readonly call: Call
  readonly shown: Shown
}

async function answerCall(platform: Platform, caller: Caller, asked: Asked): Promise<Answered> {
  const { call, shown } = asked
  const instead = shown.instead()
  if (instead !== undefined) return { answer: instead }
  if (call.to === 'product') return answerProduct(platform, caller, asked)
  const answer = call.to === 'storage' ? storage(platform, call, shown) : platform.push(call.body)
  return { answer: shown.after(answer) }
}

function storage({ shelves, meter, facts }: Platform, call: Call, shown: Shown): Response {
  if (!facts.scopes.includes('storage:app')) {
    return Response.json({ code: 'FORBIDDEN', message: 'The app has no scope for storage' }, { status: 403 })
  }
  return answerStorageCall({ shelves, meter }, call, { lagMs: shown.lagMs, failsInBatch: shown.failsInBatch })
}

async function answerProduct({ jira, facts }: Platform, caller: Caller, asked: Asked): Promise<Answered> {
  const { payload, path, init = {}, shown } = asked
  if (payload.type !== 'fpp' || payload.remote !== 'jira' || jira === undefined) {
    return { answer: proxyError(403, 'BLOCKED_EGRESS') }
  }
  const asker = { scopes: facts.scopes, accountId: caller.accountId }
  const proxied = accountFor(payload, asker, jira)
  if ('refused' in proxied) return { answer: proxied.refused }
  const refusal = scopeRefusal(init.method ?? 'GET', path, asker)
  const answer = refusal ?? (await askJira(jira, proxied.as, path, init).catch(asError))
  return { answer: answer instanceof Error ? answer : shown.after(answer), as: proxied.as }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** What a process that was stopped would get. */
function never(): Promise<never> {
  return new Promise(() => undefined)
}

/** Even what is answered at once is answered later, so that two who ask at once come between each other. */
function wait(ms: number): Promise<void> {
  return new Promise((done) => {
    if (ms === 0) setImmediate(done)
    else if (Number.isFinite(ms)) setTimeout(done, ms)
  })
}
