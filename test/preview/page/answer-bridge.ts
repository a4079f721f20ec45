import { callBridge, type View } from './api.ts'
import { hear, tell } from './app-events.ts'
import { copyForgeDoc, type ForgeDoc } from './renderer/forge-doc.ts'

/** What a view of the app can make happen on the page around it. */
export interface PageAround {
  /** The app has drawn its screen anew. */
  draw(doc: ForgeDoc): void
  /** The app asks for the issue to be read again. */
  refresh(): void
  goTo(href: string): void
  showFlag(flag: Flag): void
  closeFlag(id: string): void
  /** The app's screen broke. */
  broke(error: unknown): void
  /** A page that configures a workflow rule says what gives its configuration. */
  configures?(onConfigure: () => Promise<string | undefined>): void
}

/** A short message over the page. */
export interface Flag {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly type: string
}

/** Answers what a screen of the app asks over the bridge. */
export type CallBridge = (command: string, data?: unknown) => Promise<unknown>

type Sent = Readonly<Record<string, unknown>>
type Answer = (data: Sent) => unknown

/**
 * Makes the bridge of one view: what `@forge/bridge`, `@forge/jira-bridge` and `ForgeReconciler` call. A command that
 * the preview does not know is an error with its name.
 *
 * @see https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/bridge/
 */
export function answerBridge(view: View, page: PageAround): CallBridge {
  const answers: Readonly<Record<string, Answer>> = {
    reconcile: ({ forgeDoc }) => page.draw(copyForgeDoc(forgeDoc as ForgeDoc)),
    onError: ({ error }) => page.broke(error),
    getContext: () => view.context,
    invoke: (data) => callBridge(view, 'invoke', data),
    fetchProduct: (data) => callBridge(view, 'fetchProduct', data),
    refresh: () => page.refresh(),
    refreshIssueView: () => page.refresh(),
    reload: () => page.goTo(location.href),
    navigate: (data) => page.goTo(addressOf(data)),
    getUrl: (data) => new URL(addressOf(data), location.href).href,
    showFlag: (data) => page.showFlag(flagOf(data)),
    closeFlag: ({ id }) => page.closeFlag(String(id)),
    emit: ({ event, payload }) => tell(String(event), payload),
    on: ({ event, callback }) => ({ unsubscribe: hear(String(event), callback as (payload: unknown) => void) }),
    setWorkflowRuleConfigurationCallback: ({ data }) => {
      page.configures?.(Object(data).onConfigure as () => Promise<string | undefined>)
      return page.configures !== undefined
    },
    enableTheming: () => undefined,
    emitReadyEvent: () => undefined,
    changeWindowTitle: () => undefined,
    close: () => true,
    onClose: () => true,
  }
  return async (command, data) => {
    const answer = answers[command]
    if (answer === undefined) throw new Error(`the preview's bridge has no \`${command}\``)
    return answer((data ?? {}) as Sent)
  }
}

function flagOf(data: Sent): Flag {
  const description = data.description === undefined ? {} : { description: String(data.description) }
  return { id: String(data.id), title: String(data.title ?? ''), type: String(data.type ?? 'info'), ...description }
}

function addressOf(data: Sent): string {
  if (data.target === 'issue') return `/browse/${String(data.issueKey)}`
  return typeof data.url === 'string' ? data.url : '/'
}
