/** When a flaw shows. All that is given must hold; calls are counted from the moment the flaw was switched on. */
export interface When {
  /** Only for calls that begin so: `entity/get`, `transaction`, `GET /rest/api/3/issue`. */
  readonly call?: string
  /** Only where the call speaks of a key (or a path) with this in it. */
  readonly about?: string
  /** Only for the first so many calls that the rest of this allows. */
  readonly first?: number
  /** Only for the nth (from 1) of them. */
  readonly nth?: number | readonly number[]
  /** Only for each nth of them. */
  readonly every?: number
}

/** One call of the app to the platform. */
export interface Call {
  readonly to: 'storage' | 'product' | 'events'
  /** What is asked: a storage operation, or a method and a path. */
  readonly call: string
  /** What is sent along, as it went. */
  readonly body: string
}

/** Whether a call is one that a flaw may show for, before it is counted. */
export function concerns({ call, about }: When, made: Call): boolean {
  if (call !== undefined && !made.call.startsWith(call)) return false
  return about === undefined || made.call.includes(about) || made.body.includes(about)
}

/** Whether a flaw shows for the nth call that it may show for. */
export function shows({ first, nth, every }: When, count: number): boolean {
  if (first !== undefined && count > first) return false
  if (nth !== undefined && ![nth].flat().includes(count)) return false
  return every === undefined || count % every === 0
}
