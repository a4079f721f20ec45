import { exactObject, IdText, listOf } from '@ticketbound/core'
import * as v from 'valibot'
import { type DeskRefusal, refuse } from './refusal.ts'

/** What somebody asks the catalogue's keepers to live with. */
export interface ExceptionAsked {
  readonly issueKey: string
  /** The account that the platform names, and never a field of a payload. */
  readonly accountId: string
  /** Codes of rules that the request breaks. */
  readonly rules: readonly string[]
  readonly reason: string
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string
}

/** What a screen sends. Who asks, and for which issue, the platform says. */
export const ExceptionPayload = exactObject({
  rules: v.pipe(listOf(IdText), v.nonEmpty(), v.maxLength(50)),
  reason: v.pipe(v.string(), v.maxLength(4000)),
  until: v.pipe(v.string(), v.maxLength(10)),
})

/** Reads what a screen sent beside what the platform says of it. */
export function readExceptionAsked(
  payload: unknown,
  { issueKey, accountId }: Pick<ExceptionAsked, 'issueKey' | 'accountId'>,
): { readonly ok: true; readonly asked: ExceptionAsked } | DeskRefusal {
  const shaped = v.safeParse(ExceptionPayload, payload)
  if (shaped.success) return { ok: true, asked: { issueKey, accountId, ...shaped.output } }
  return refuse('asked-malformed', 'What was sent names no rules, no reason or no day.', 'Fill in all three.')
}
