import { quote } from '@ticketbound/core'
import { activeKeyId } from '../../keys/active-key-id.ts'
import { fine, type HealthCheck, warn } from '../health-line.ts'

/** Whether there is a key to seal decisions with. */
export const keyCheck: HealthCheck = {
  id: 'key',
  title: 'Key',
  async look({ keys }) {
    const active = activeKeyId(await keys.ring())
    if (active !== undefined) return fine(`Decisions are sealed with ${quote(active)}.`)
    return warn(
      'There is no active key yet.',
      'One is made at the first decision; make it under Keys to give it to the night.',
    )
  },
}
