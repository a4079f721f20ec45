import type { ForgeLimits } from '../limits.ts'
import type { Manifest } from '../manifest.ts'

/**
 * How many seconds a function has. Only what nothing but queues and schedules call may ask for more than the usual, and
 * whoever is also called otherwise has the shortest.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/
 */
export function timeLimitOf(key: string, { modules }: Manifest, limits: ForgeLimits): number {
  const asked = modules.function.find((one) => one.key === key)?.timeoutSeconds
  const callers = Object.entries(modules).filter(([type, list]) => type !== 'function' && calls(list, key))
  const all = (...types: readonly string[]) => callers.length > 0 && callers.every(([type]) => types.includes(type))
  if (all('consumer', 'scheduledTrigger')) {
    return Math.min(asked ?? limits['async-seconds'], limits['async-seconds-most'])
  }
  const most = all('webtrigger', 'action') ? limits['web-trigger-seconds'] : limits['function-seconds']
  return Math.min(asked ?? most, most)
}

/** Whether any module of a list calls a function, as its function or as its resolver. */
function calls(list: unknown, key: string): boolean {
  return (Array.isArray(list) ? list : []).some((module: unknown) => {
    const { function: called, resolver } = module as Readonly<Record<string, unknown>>
    return called === key || (typeof resolver === 'object' && (resolver as { function?: unknown }).function === key)
  })
}
