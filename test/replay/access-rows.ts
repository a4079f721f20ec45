import { type AccessEvent, isGrantEvent } from './access-history.ts'

/** One line of an access export. */
export interface AccessRow {
  readonly account: string
  readonly entitlement: string
  /** The start of the present unbroken holding. */
  readonly grantedAt: string
}

/** The access of one night. */
export interface AccessOfNight {
  readonly at: string
  readonly rows: readonly AccessRow[]
}

/** Gives every pair held at each of these instants, which must ascend. */
export function* accessOfNights(history: readonly AccessEvent[], nights: readonly string[]): Generator<AccessOfNight> {
  const held = new Map<string, AccessRow>()
  const events = history.filter(isGrantEvent)
  let next = 0
  for (const at of nights) {
    for (let event = events[next]; event !== undefined && !isAfter(event.at, at); event = events[next]) {
      const { principal: account, entitlement, type } = event
      const pair = JSON.stringify([account, entitlement])
      if (type === 'revoke') held.delete(pair)
      else if (!held.has(pair)) held.set(pair, { account, entitlement, grantedAt: event.at })
      next += 1
    }
    yield { at, rows: [...held.values()] }
  }
}

function isAfter(one: string, other: string): boolean {
  return Date.parse(one) > Date.parse(other)
}
