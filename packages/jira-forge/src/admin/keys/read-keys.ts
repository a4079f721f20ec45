import { formatInstant, type KeyRing, type SealKey } from '@ticketbound/core'
import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { ringText } from './ring-text.ts'

/** A key without its key: what a page lists. */
export interface KeyLine extends Pick<SealKey, 'kid' | 'status'> {
  readonly retiredAt?: string
}

/** The keys of a site. */
export interface KeysTold {
  /** The active one first. */
  readonly keys: readonly KeyLine[]
  /** Whose seals they make: what the night's configuration calls `seals.tenant`. */
  readonly tenant: string
  /** `seal-keys.json` for the night; absent where there is no key yet. */
  readonly file?: string
}

/** Lists the keys, with the public ring as a file for the night. */
export const readKeys = adminFunction(
  v.strictObject({}),
  async (_payload, { host }): Promise<AdminAnswer<KeysTold>> => {
    const ring = await host.keys.ring()
    const file = ringText(ring)
    return { ok: true, keys: linesOf(ring), tenant: host.tenant, ...(file !== undefined && { file }) }
  },
)

const order = ['active', 'retired', 'revoked'] as const

function linesOf(ring: KeyRing): readonly KeyLine[] {
  const lines = [...ring.values()].map(({ kid, status, retiredAt }): KeyLine => {
    return { kid, status, ...(retiredAt !== undefined && { retiredAt: formatInstant(retiredAt) }) }
  })
  return lines.sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status))
}
