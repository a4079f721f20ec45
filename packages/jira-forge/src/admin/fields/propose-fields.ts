import { type FieldMapProposal, proposeFieldMap } from '@ticketbound/jira'
import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { readSiteFields } from './site-fields.ts'

/** Proposes which fields say what, by their types and names. Nothing is written. */
export const proposeFields = adminFunction(
  v.strictObject({}),
  async (_payload, { host }): Promise<AdminAnswer<{ readonly proposal: FieldMapProposal }>> => {
    return { ok: true, proposal: proposeFieldMap(await readSiteFields(host.asApp)) }
  },
)
