import type { MemoryDesk } from './a-desk.ts'

const ports = ['keys', 'ruleBooks', 'dossiers', 'delegations', 'audit', 'asApp', 'asUser'] as const

/**
 * The same desk, on which the call of that number (from 0) to storage or to Jira fails: `before` it does anything, or
 * `after` it has done what was asked. Gives also every call that was made, in order.
 */
export function failingAt(
  desk: MemoryDesk,
  at: number,
  when: 'before' | 'after',
): { readonly host: MemoryDesk; readonly seen: readonly string[] } {
  const seen: string[] = []
  const watched = Object.fromEntries(ports.map((port) => [port, watch(desk[port], port)]))

  function watch<Port extends object>(port: Port, name: string): Port {
    return new Proxy(port, {
      get(target, method, receiver) {
        const own: unknown = Reflect.get(target, method, receiver)
        if (typeof own !== 'function' || typeof method !== 'string') return own
        return async (...given: readonly unknown[]) => {
          const isFailing = seen.push(`${name}.${method}`) === at + 1
          if (isFailing && when === 'before') throw new Error('broken')
          const result: unknown = await own.apply(target, given)
          if (isFailing) throw new Error('broken')
          return result
        }
      },
    })
  }

  return { host: { ...desk, ...watched }, seen }
}
