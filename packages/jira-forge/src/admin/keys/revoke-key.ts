import * as v from 'valibot'
import { type AdminAnswer, refuse } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { recordDone } from '../record-done.ts'

/** A key that counts no more. */
export interface KeyRevoked {
  readonly outcome: 'revoked' | 'already-so'
  readonly logged: boolean
}

/** Makes everything void that a key ever sealed. Its id must be written out once more as `confirmed`. */
export const revokeKey = adminFunction(
  v.strictObject({ kid: v.string(), confirmed: v.string() }),
  async ({ kid, confirmed }, call): Promise<AdminAnswer<KeyRevoked>> => {
    if (confirmed !== kid) return notConfirmed
    const outcome = await call.host.keys.revoke(kid, call.host.now())
    if (outcome === 'unknown') return unknownKey
    if (outcome === 'already-so') return { ok: true, outcome, logged: true }
    const { logged } = await recordDone(call, 'key-revoked', { kid })
    return { ok: true, outcome, logged }
  },
)

const notConfirmed = refuse(
  'not-confirmed',
  'The id of the key was not written out as it is, so nothing was revoked.',
  'Write the id of the key exactly: every approval that it sealed becomes void.',
)

const unknownKey = refuse('key-unknown', 'There is no such key.', 'Load the page again and choose one that it lists.')
