type Listener = (payload: unknown) => void

const listeners = new Map<string, Set<Listener>>()

/** Lets a screen of the app hear an event of Jira's page or of its other screens; gives what stops it. */
export function hear(event: string, listener: Listener): () => void {
  const heard = listeners.get(event) ?? new Set()
  listeners.set(event, heard.add(listener))
  return () => heard.delete(listener)
}

/**
 * Tells every screen of the app of an event.
 *
 * @see https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/events/
 */
export function tell(event: string, payload?: unknown): void {
  for (const listener of listeners.get(event) ?? []) listener(payload)
}
