/** One node of the tree that `ForgeReconciler` sends over the bridge; a text is a node of type `String`. */
export interface ForgeDoc {
  readonly type: string
  readonly key: string
  readonly props: Readonly<Record<string, unknown>>
  readonly children: readonly ForgeDoc[]
}

/**
 * Takes a tree as it is now: the reconciler goes on changing the one that it sent, and what is drawn must not change
 * under React's hands. Handlers stay the functions they are.
 */
export function copyForgeDoc(sent: ForgeDoc): ForgeDoc {
  return { type: sent.type, key: sent.key, props: { ...sent.props }, children: sent.children.map(copyForgeDoc) }
}

/** Gives what UI Kit put under `name`: it wraps the parts of tables, popups and comments, so that they reach the bridge. */
export function wrapped(doc: ForgeDoc, name: string): readonly ForgeDoc[] {
  const wrapper = doc.children.find((child) => child.type === 'ContentWrapper' && child.props.name === name)
  return wrapper?.children ?? []
}

/** Reads what a prop holds as nodes: some components take elements in a prop (`actions`, `emptyView`), which are sent as they are. */
export function nodesOf(value: unknown, path = 'slot'): readonly ForgeDoc[] {
  if (value === null || value === undefined || typeof value === 'boolean') return []
  if (Array.isArray(value)) return value.flatMap((part, index) => nodesOf(part, `${path}-${index}`))
  if (!isElement(value)) return [{ type: 'String', key: path, props: { text: String(value) }, children: [] }]
  const { children, ...props } = value.props
  return [{ type: nameOf(value.type), key: value.key ?? path, props, children: nodesOf(children, `${path}-in`) }]
}

interface SentElement {
  readonly type: unknown
  readonly key: string | null
  readonly props: Readonly<Record<string, unknown>>
}

function isElement(value: unknown): value is SentElement {
  return typeof value === 'object' && value !== null && 'type' in value && 'props' in value
}

// A component of the app's own cannot cross the bridge inside a prop: Jira shows nothing of it, and the preview says so.
function nameOf(type: unknown): string {
  if (typeof type === 'string') return type
  return typeof type === 'function' ? `${type.name}, which is a component of the app in a prop` : 'Fragment'
}
