import { byBytes } from './holds.ts'

/** One value as it is kept. */
export interface Kept {
  readonly key: string
  readonly value: unknown
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt?: number
}

/** Values by key, and what stood there before: a query may see what was. */
export interface Shelf {
  get(key: string): Kept | undefined
  set(key: string, value: unknown, expiresAt?: number): Kept
  delete(key: string): boolean
  /** What was kept at an instant, by key. */
  asOf(at: number): readonly Kept[]
}

/** How many states of one key are remembered. */
const mostStates = 20

type State = { readonly at: number; readonly kept: Kept | undefined }

/** Makes an empty shelf. What has expired is still read for some hours, as the documentation warns. */
export function createShelf(now: () => number, readableAfterExpiryMs: number): Shelf {
  const states = new Map<string, readonly State[]>()

  function put(key: string, kept: Kept | undefined): void {
    states.set(key, [...(states.get(key) ?? []), { at: now(), kept }].slice(-mostStates))
  }

  function readable(kept: Kept | undefined): Kept | undefined {
    return kept?.expiresAt !== undefined && now() >= kept.expiresAt + readableAfterExpiryMs ? undefined : kept
  }

  function get(key: string): Kept | undefined {
    return readable(states.get(key)?.at(-1)?.kept)
  }

  return {
    get,
    set(key, value, expiresAt) {
      const createdAt = get(key)?.createdAt ?? now()
      const kept = { key, value, createdAt, updatedAt: now(), ...(expiresAt !== undefined && { expiresAt }) }
      put(key, kept)
      return kept
    },
    delete(key) {
      const stood = get(key) !== undefined
      if (stood) put(key, undefined)
      return stood
    },
    asOf(at) {
      const seen = [...states.values()].flatMap((past) => {
        const kept = readable(past.findLast((state) => state.at <= at)?.kept)
        return kept === undefined ? [] : [kept]
      })
      return seen.sort((one, other) => byBytes(one.key, other.key))
    },
  }
}
