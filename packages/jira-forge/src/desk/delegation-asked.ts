import { exactObject, IdText } from '@ticketbound/core'
import * as v from 'valibot'
import { type DeskRefusal, refuse } from './refusal.ts'

/** Who lets whom decide in their place, for how long. */
export interface DelegationAsked {
  /** The issue at which it is asked: its rule says who may delegate, and its parties may not be delegates. */
  readonly issueKey: string
  /** The account that the platform names, and never a field of a payload. */
  readonly accountId: string
  /** The account of the delegate. */
  readonly to: string
  /** The first day, `YYYY-MM-DD`; now where it is left out. */
  readonly from?: string
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string
  /** Only about the entitlement of this issue. */
  readonly onlyThis: boolean
}

/** What a screen sends. Who delegates, and at which issue, the platform says. */
export const DelegationPayload = exactObject({
  to: IdText,
  from: v.nullish(IdText),
  until: IdText,
  onlyThis: v.boolean(),
})

/** Reads what a screen sent beside what the platform says of it. */
export function readDelegationAsked(
  payload: unknown,
  { issueKey, accountId }: Pick<DelegationAsked, 'issueKey' | 'accountId'>,
): { readonly ok: true; readonly asked: DelegationAsked } | DeskRefusal {
  const shaped = v.safeParse(DelegationPayload, payload)
  if (!shaped.success) {
    return refuse('asked-malformed', 'What was sent names no delegate and no days.', 'Choose a person and a last day.')
  }
  const { to, from, until, onlyThis } = shaped.output
  return { ok: true, asked: { issueKey, accountId, to, until, onlyThis, ...(from && { from }) } }
}
