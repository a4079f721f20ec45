import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'

/** Whether the site is set up, as far as whoever attaches the gate must know: no names, no rules. */
export interface Setup {
  readonly isMapped: boolean
  readonly hasCatalogue: boolean
}

/** Says what is still missing for a gate to let anything pass. */
export const readSetup = adminFunction(v.strictObject({}), async (_payload, { host }): Promise<AdminAnswer<Setup>> => {
  const [{ settings }, catalogues] = await Promise.all([host.settings.read(), host.documents.versions('catalogue')])
  const isMapped = settings.fields !== undefined || Object.keys(settings.projects).length > 0
  return { ok: true, isMapped, hasCatalogue: catalogues.length > 0 }
})
