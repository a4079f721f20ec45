import * as v from 'valibot'
import { type DeskRefusal, refuse } from '../desk/refusal.ts'

/** The most days that an agent can look ahead. */
export const mostDays = 365

const IssueKey = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(120),
  v.regex(/^[A-Za-z][A-Za-z0-9_]*-[1-9][0-9]*$/),
  v.toUpperCase(),
)
const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostDays))

/**
 * Reads which issue an agent asks about. A language model fills inputs in, so nothing is taken for granted, and nothing
 * but the key is taken at all: who asks, the platform says.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/rovo-action/
 */
export function readIssueKey(payload: unknown): { readonly ok: true; readonly issueKey: string } | DeskRefusal {
  const shaped = v.safeParse(v.object({ issueKey: IssueKey }), payload)
  if (shaped.success) return { ok: true, issueKey: shaped.output.issueKey }
  return refuse(
    'asked-malformed',
    '`issueKey` must be the key of one issue, such as ACC-1.',
    'Ask which issue is meant.',
  )
}

/** Reads how many days ahead an agent looks. */
export function readDays(payload: unknown): { readonly ok: true; readonly days: number } | DeskRefusal {
  const shaped = v.safeParse(v.object({ days: Days }), payload)
  if (shaped.success) return { ok: true, days: shaped.output.days }
  return refuse(
    'asked-malformed',
    `\`days\` must be a whole number from 1 to ${mostDays}.`,
    'Ask how many days are meant.',
  )
}
