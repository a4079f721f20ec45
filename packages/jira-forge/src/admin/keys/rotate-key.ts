import * as v from 'valibot'
import { type AdminAnswer, overtaken } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { recordDone } from '../record-done.ts'
import { activeKeyId } from './active-key-id.ts'

/** A key that was made. */
export interface KeyMade {
  readonly kid: string
  readonly logged: boolean
}

/** Makes a new key active and retires the one that the page showed as active; makes the first where there is none. */
export const rotateKey = adminFunction(
  v.strictObject({ active: v.nullable(v.string()) }),
  async ({ active: shown }, call): Promise<AdminAnswer<KeyMade>> => {
    const { keys, now } = call.host
    const active = activeKeyId(await keys.ring())
    if ((active ?? null) !== shown) return overtaken
    const kid = active === undefined ? (await keys.active(now())).kid : await keys.rotate(now())
    const made = await recordDone(call, 'key-made', { kid })
    const retired = active === undefined ? made : await recordDone(call, 'key-retired', { kid: active })
    return { ok: true, kid, logged: made.logged && retired.logged }
  },
)
