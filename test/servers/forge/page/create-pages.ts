import { randomUUID } from 'node:crypto'
import { screensOf } from '../manifest.ts'
import type { Platform } from '../platform.ts'
import { accountFor, askJira, scopeRefusal } from '../product/ask-jira.ts'
import { InvocationFailure } from '../runtime/invocation-failure.ts'
import type { Asking } from '../runtime/invoke-function.ts'
import { createPageTokens, type PageContext, type PageTokens } from './page-token.ts'

/** Who looks at which module, and where. */
export interface Viewer {
  readonly accountId: string
  /** The module's key; default: the first whose frontend calls the function. */
  readonly moduleKey?: string
  readonly issueKey?: string
  readonly projectKey?: string
  /** What the product says besides. */
  readonly extension?: Readonly<Record<string, unknown>>
}

/** A page that the product shows, with what it did that is not the app's: flags, ways elsewhere. */
export interface ForgePage {
  readonly context: Readonly<Record<string, unknown>>
  /** By which the platform knows what page this is; whoever changes it is refused. */
  readonly token: string
  /** What the page did for the app, as it was asked. */
  readonly done: { readonly command: string; readonly data: unknown }[]
  /** What `@forge/bridge` calls. */
  callBridge(command: string, data?: unknown): Promise<unknown>
}

/** Where issues and projects are found, to say of a page what it shows. */
export interface Lookup {
  issue(key: string): Readonly<Record<string, unknown>> | undefined
  project(key: string): Readonly<Record<string, unknown>> | undefined
}

interface PageParts {
  readonly platform: Platform
  readonly tokens: PageTokens
  readonly lookup: Lookup
  readonly invoke: (asking: Asking) => Promise<unknown>
  /** Whether an account has asked too often in this minute. */
  readonly isTooMany: (accountId: string) => boolean
}

/** Makes the part of the platform that pages talk to. */
export function createPages(platform: Platform, lookup: Lookup, invoke: PageParts['invoke']) {
  const parts: PageParts = { platform, lookup, invoke, tokens: createPageTokens(), isTooMany: countPerMinute(platform) }
  return {
    /** Opens a page of the module whose frontend calls a function. */
    open: (resolver: string | undefined, viewer: Viewer): ForgePage => openPage(parts, resolver, viewer),
    /** Calls a function as a page does that carries this token. */
    invoke: (token: string, functionKey: string, payload: unknown): Promise<unknown> =>
      invokeFrom(parts, token, functionKey, payload),
  }
}

function countPerMinute({ now, limits }: Platform): PageParts['isTooMany'] {
  const counts = new Map<string, { readonly minute: number; count: number }>()
  return (accountId) => {
    const minute = Math.floor(now() / 60_000)
    const before = counts.get(accountId)
    const state = before?.minute === minute ? before : { minute, count: 0 }
    state.count += 1
    counts.set(accountId, state)
    return state.count > limits['invocations-per-user-and-minute']
  }
}

function openPage(parts: PageParts, resolver: string | undefined, viewer: Viewer): ForgePage {
  const { platform, tokens, lookup } = parts
  const screen = screensOf(platform.manifest).find(
    ({ key, resolver: called }) =>
      (viewer.moduleKey === undefined || key === viewer.moduleKey) && (resolver === undefined || called === resolver),
  )
  if (screen === undefined) throw new Error(`no module has a frontend that calls ${resolver ?? viewer.moduleKey}`)
  const issue = viewer.issueKey === undefined ? undefined : lookup.issue(viewer.issueKey)
  const project = viewer.projectKey === undefined ? issue?.project : lookup.project(viewer.projectKey)
  const { project: _of, ...shownIssue } = issue ?? {}
  const extension = {
    type: screen.type,
    ...(issue !== undefined && { issue: shownIssue }),
    ...(project !== undefined && { project }),
    ...viewer.extension,
  }
  const signed: PageContext = {
    accountId: viewer.accountId,
    moduleKey: screen.key,
    moduleType: screen.type,
    resolver: screen.resolver,
    extension,
  }
  const token = tokens.sign(signed)
  const context = frontendContext(platform, signed)
  const done: ForgePage['done'] = []
  return {
    context,
    token,
    done,
    callBridge: (command, data) => answerBridge(parts, { token, context, done }, command, data),
  }
}

function frontendContext({ facts }: Platform, { accountId, moduleKey, extension }: PageContext) {
  return {
    accountId,
    cloudId: facts.cloudId,
    siteUrl: facts.siteUrl,
    environmentId: facts.environmentId,
    environmentType: 'DEVELOPMENT',
    localId: `ari:cloud:ecosystem::extension/${facts.appId}/${facts.environmentId}/static/${moduleKey}`,
    moduleKey,
    locale: 'en-GB',
    timezone: 'UTC',
    theme: { colorMode: 'light' },
    extension,
  }
}

/** Nothing but the token says who calls from where: what a page sends besides is payload. */
async function invokeFrom(parts: PageParts, token: string, functionKey: string, payload: unknown): Promise<unknown> {
  const { platform, tokens, invoke, isTooMany } = parts
  const { limits } = platform
  const page = tokens.open(token)
  if (page === undefined) throw new InvocationFailure('token-refused', 'the token of the page is not the platform’s')
  if (isTooMany(page.accountId)) throw new InvocationFailure('too-many', 'the account has asked too often')
  if (Buffer.byteLength(JSON.stringify(payload ?? {})) > limits['frontend-request-bytes']) {
    throw new InvocationFailure('payload-too-large', 'the request payload of the invocation is too large')
  }
  const { accountId: _own, ...context } = frontendContext(platform, page)
  const call = { functionKey, payload, jobId: randomUUID() }
  const answer = await invoke({
    function: page.resolver,
    moduleKey: page.moduleKey,
    accountId: page.accountId,
    payload: { call, context },
  })
  const text = JSON.stringify(answer)
  if (text === undefined) return undefined
  if (Buffer.byteLength(text) > limits['frontend-response-bytes']) {
    throw new InvocationFailure('answer-too-large', 'the response payload of the invocation is too large')
  }
  return JSON.parse(text)
}

/** What the page does itself, or on the screen around it. */
const onScreen = new Set([
  'showFlag',
  'closeFlag',
  'refresh',
  'refreshIssueView',
  'navigate',
  'reload',
  'open',
  'close',
  'onClose',
  'submit',
  'emitReadyEvent',
  'changeWindowTitle',
  'enableTheming',
  'openModal',
  'setWorkflowRuleConfigurationCallback',
])

async function answerBridge(
  parts: PageParts,
  page: Pick<ForgePage, 'token' | 'context' | 'done'>,
  command: string,
  data: unknown,
): Promise<unknown> {
  if (command === 'getContext') return page.context
  if (command === 'invoke') {
    const { functionKey, payload } = data as { readonly functionKey: string; readonly payload?: unknown }
    return invokeFrom(parts, page.token, functionKey, payload)
  }
  if (command === 'fetchProduct') return fetchProduct(parts, page.token, data)
  if (!onScreen.has(command)) throw new Error(`the page knows no ${command}`)
  page.done.push({ command, data })
  return true
}

/** Asks Jira as whoever looks at the page, as far as the app's scopes go. */
async function fetchProduct({ platform, tokens }: PageParts, token: string, data: unknown): Promise<object> {
  const { restPath, fetchRequestInit: init } = data as {
    readonly restPath: string
    readonly fetchRequestInit: RequestInit
  }
  const page = tokens.open(token)
  const { jira, facts } = platform
  if (page === undefined || jira === undefined) throw new Error('this page cannot ask Jira')
  const asker = { scopes: facts.scopes, accountId: page.accountId }
  const proxied = accountFor({ type: 'fpp', provider: 'user' }, asker, jira)
  if ('refused' in proxied) throw new Error('this page cannot ask Jira')
  const { body, ...rest } = init
  const asked: RequestInit = body === null || body === undefined || body === '' ? rest : { ...rest, body }
  const response =
    scopeRefusal(init.method ?? 'GET', restPath, asker) ?? (await askJira(jira, proxied.as, restPath, asked))
  const { status, statusText } = response
  return { body: await response.text(), headers: Object.fromEntries(response.headers), status, statusText }
}
