import { exactObject, IdText } from '@ticketbound/core'
import * as v from 'valibot'
import { type DeskRefusal, refuse } from './refusal.ts'

/** What somebody asks to have recorded. */
export interface DecisionAsked {
  readonly issueKey: string
  /** The account that the platform names, and never a field of a payload. */
  readonly accountId: string
  readonly decision: 'approved' | 'rejected' | 'withdrawn'
  /** The group that it is given for, where the rule asks for one. */
  readonly group?: string
  /** The principal in whose place it is given. */
  readonly onBehalfOf?: string
  /** The digest of the material fields that were shown. */
  readonly digest: string
}

/** What a screen sends. Whoever decides, and on which issue, is not in it: the platform says that. */
export const DecisionPayload = exactObject({
  decision: v.picklist(['approved', 'rejected', 'withdrawn']),
  group: v.nullish(IdText),
  onBehalfOf: v.nullish(IdText),
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})

/** Reads what a screen sent beside what the platform says of it. Other keys, such as an account, are refused. */
export function readDecisionAsked(
  payload: unknown,
  { issueKey, accountId }: Pick<DecisionAsked, 'issueKey' | 'accountId'>,
): { readonly ok: true; readonly asked: DecisionAsked } | DeskRefusal {
  const shaped = v.safeParse(DecisionPayload, payload)
  if (!shaped.success) {
    return refuse('asked-malformed', 'What was sent is not a decision.', 'Load the issue again, then decide again.')
  }
  const { decision, digest, group, onBehalfOf } = shaped.output
  const where = { ...(group && { group }), ...(onBehalfOf && { onBehalfOf }) }
  return { ok: true, asked: { issueKey, accountId, decision, digest, ...where } }
}
