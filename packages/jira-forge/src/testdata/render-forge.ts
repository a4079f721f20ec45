import './forge-bridge.ts'
import type { ReactElement } from 'react'
import { mount } from '../ui/mount.ts'
import { answerBridge } from './forge-bridge.ts'

/** One part of what UI Kit draws, as the real reconciler hands it to the page. */
export interface ForgeDoc {
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly ForgeDoc[]
}

/** One call of a frontend to its resolver. */
export interface Invoked {
  readonly key: string
  readonly payload: unknown
}

/** What answers a rendered frontend: its resolver, and what it is told of where it is shown. */
export interface Backend {
  readonly invoke: (key: string, payload: unknown) => unknown
  readonly context?: Readonly<Record<string, unknown>>
  /** Whether calls are answered only when the test says so; they are not waited for then. */
  readonly isHeld?: boolean
}

/** A frontend under test. */
export interface Rendered {
  /** Every call to the resolver so far, oldest first. */
  readonly invoked: readonly Invoked[]
  /** Everything of a type that is shown, top down. */
  all(type: string): readonly ForgeDoc[]
  /** The one thing of a type whose words, label or name contain a text; throws where it is not exactly one. */
  one(type: string, words?: string): ForgeDoc
  /** Everything that is shown as words, in order, with a space between. */
  words(): string
  /** Calls a handler as the page would, and waits until nothing more happens. */
  fire(doc: ForgeDoc, handler: string, ...args: readonly unknown[]): Promise<void>
  /** What the frontend has told the page and other frontends, oldest first. */
  readonly emitted: readonly { readonly event: string; readonly payload: unknown }[]
  /** How often the frontend asked the page to look again. */
  refreshes(): number
  /** Tells the frontend of an event, and waits until nothing more happens. */
  tell(event: string, payload?: unknown): Promise<void>
  /** Waits until nothing more happens. */
  settle(): Promise<void>
}

type Listener = (payload: unknown) => void

/** Renders a UI Kit frontend with the real reconciler, and waits until nothing more happens. */
export async function renderForge(element: ReactElement, backend: Backend): Promise<Rendered> {
  const invoked: Invoked[] = []
  const emitted: Rendered['emitted'][number][] = []
  const listeners = new Map<string, Set<Listener>>()
  let root: ForgeDoc | undefined
  let stirs = 0
  let waiting = 0
  let refreshed = 0
  answerBridge(async (command, data) => {
    stirs += 1
    if (command === 'reconcile') root = (data as { readonly forgeDoc: ForgeDoc }).forgeDoc
    if (command === 'getContext') return { locale: 'en-GB', timezone: 'UTC', ...backend.context }
    if (command === 'emit') return void emitted.push(data as Rendered['emitted'][number])
    if (command === 'on') return listen(data as { readonly event: string; readonly callback: Listener })
    if (command === 'refresh') refreshed += 1
    if (command !== 'invoke') return undefined
    const { functionKey, payload } = data as { readonly functionKey: string; readonly payload?: unknown }
    invoked.push({ key: functionKey, payload })
    waiting += 1
    try {
      return await backend.invoke(functionKey, payload)
    } finally {
      waiting -= 1
      stirs += 1
    }
  })

  function listen({ event, callback }: { readonly event: string; readonly callback: Listener }) {
    const heard = listeners.get(event) ?? new Set()
    listeners.set(event, heard.add(callback))
    return { unsubscribe: () => heard.delete(callback) }
  }

  async function tell(event: string, payload?: unknown): Promise<void> {
    for (const listener of listeners.get(event) ?? []) listener(payload)
    await settle()
  }

  /** React does its work in turns of the event loop; when several go by without any, it is done. */
  async function settle(): Promise<void> {
    for (let calm = 0, seen = stirs; calm < 5; calm += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (stirs === seen && (waiting === 0 || backend.isHeld === true)) continue
      seen = stirs
      calm = -1
    }
  }

  function all(type: string): readonly ForgeDoc[] {
    return root === undefined ? [] : within(root).filter((doc) => doc.type === type)
  }

  function one(type: string, words = ''): ForgeDoc {
    const found = all(type).filter((doc) => saidBy(doc).includes(words))
    const [first] = found
    if (first === undefined || found.length > 1)
      throw new Error(`${found.length} ${type} with "${words}" in: ${shown()}`)
    return first
  }

  function shown(): string {
    return root === undefined ? '' : wordsOf(root)
  }

  async function fire(doc: ForgeDoc, handler: string, ...args: readonly unknown[]): Promise<void> {
    const call = doc.props[handler]
    if (typeof call !== 'function') throw new Error(`${doc.type} has no ${handler}`)
    if (doc.props.isDisabled === true) throw new Error(`${doc.type} "${wordsOf(doc)}" is disabled`)
    call(...args)
    await settle()
  }

  mount(element)
  await settle()
  return { invoked, emitted, refreshes: () => refreshed, all, one, words: shown, fire, tell, settle }
}

function within(doc: ForgeDoc): readonly ForgeDoc[] {
  return [doc, ...doc.children.flatMap(within)]
}

/** The words of a part: its texts, and the props that the page shows as text. */
export function wordsOf(doc: ForgeDoc): string {
  const own = ['title', 'header', 'description', 'text', 'label', 'placeholder'].map((prop) => doc.props[prop])
  const said = own.filter((it) => typeof it === 'string').join(' ')
  return doc.children.reduce((words, child, at) => {
    // What React splits one text into stands beside each other without a space.
    const isGoingOn = child.type === 'String' && doc.children[at - 1]?.type === 'String'
    const more = wordsOf(child)
    const isApart = /\s$/.test(words) || /^\s/.test(more)
    return words === '' || more === '' || isGoingOn || isApart ? `${words}${more}` : `${words} ${more}`
  }, said)
}

/** What a part can be asked for by: its words, or its name where it has none. */
function saidBy(doc: ForgeDoc): string {
  return `${wordsOf(doc)} ${String(doc.props.name ?? '')}`
}
