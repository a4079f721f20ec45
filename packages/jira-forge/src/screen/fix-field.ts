import { exactObject, parseEnd } from '@ticketbound/core'
import { requestParts } from '@ticketbound/jira'
import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import type { JiraAnswer } from '../jira/jira-client.ts'
import { drawIssue, readForScreen } from './draw-issue.ts'
import type { Drawn } from './drawn.ts'
import { toJiraValue } from './editable-fields.ts'
import { fieldLabels } from './field-words.ts'
import { choicesFor, editableFor, fieldIdOf, fixOf } from './fix-of.ts'
import type { Fix, ScreenAnswer, ScreenFieldName, ScreenRefusal } from './issue-screen.ts'
import { plainWords } from './plain-words.ts'
import { answering, refuse } from './refuse.ts'
import type { Seen } from './seen.ts'

const FixPayload = exactObject({
  field: v.picklist(requestParts),
  value: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4000)),
})

/**
 * Sets one field of the request as whoever looks, with their own rights in Jira, and draws the screen anew. Only a field
 * that the map names, and only to what the screen would offer: what was offered is worked out again, not believed.
 */
export function fixField(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  return answering(host, async () => {
    const shaped = v.safeParse(FixPayload, payload)
    if (!shaped.success) return malformed
    const { field, value } = shaped.output
    const read = await readForScreen(seen, host)
    if (!read.ok) return read
    if ('bare' in read) return notSettable(field)
    const refused = await setField(field, value, read.drawn, host)
    return refused ?? drawIssue(seen, host)
  })
}

async function setField(
  field: ScreenFieldName,
  value: string,
  drawn: Drawn,
  { asUser }: AppHost,
): Promise<ScreenRefusal | undefined> {
  const fix = fixOf(field, drawn)
  const editable = editableFor(field, drawn)
  const id = fieldIdOf(field, drawn.map)
  if (fix === undefined || editable === undefined || id === undefined || asUser === undefined) return notSettable(field)
  if (!isOffered(fix, value, drawn)) return notOffered(field)
  const { zone } = drawn.surroundings.policy
  const answer = await asUser.send({
    method: 'PUT',
    path: ['rest', 'api', '3', 'issue', drawn.issueKey],
    body: { fields: { [id]: toJiraValue(editable, value, (day) => endOfDay(day, zone)) } },
    what: `field ${id} of issue ${drawn.issueKey}`,
  })
  return answer.status === 200 || answer.status === 204 ? undefined : refusedByJira(field, id, answer)
}

const day = /^\d{4}-\d\d-\d\d$/
const account = /^[\w:.@-]{1,128}$/

function isOffered(fix: Fix, value: string, drawn: Drawn): boolean {
  switch (fix.kind) {
    case 'date':
      return (
        day.test(value) && parseEnd(value, 'UTC').ok && value >= fix.min && (fix.max === undefined || value <= fix.max)
      )
    case 'user':
      // Whether there is such an account, Jira says.
      return account.test(value)
    case 'text':
      return value.length <= fix.longest && value.trim().length > 0
    case 'choice':
    case 'entitlement':
      return isChoice(fix.field, value, drawn)
  }
}

function isChoice(field: ScreenFieldName, value: string, drawn: Drawn): boolean {
  if (field !== 'kind' && field !== 'level' && field !== 'entitlement') return false
  return choicesFor(field, drawn).some((choice) => choice.value === value)
}

/** The last moment of a day, as Jira writes moments. */
function endOfDay(text: string, zone: string): string {
  const end = parseEnd(text, zone)
  return end.ok ? new Date(end.value).toISOString().replace('Z', '+0000') : text
}

const malformed = refuse(
  'fix-malformed',
  'What was sent is no value for a field.',
  'Load the issue again, then try again.',
)

function notSettable(field: ScreenFieldName): ScreenRefusal {
  return refuse(
    'fix-not-offered',
    `You cannot set “${fieldLabels[field]}” here.`,
    'Ask somebody who may edit this issue, or have a Jira administrator put the field on its edit screen.',
  )
}

function notOffered(field: ScreenFieldName): ScreenRefusal {
  return refuse(
    'fix-not-allowed',
    `“${fieldLabels[field]}” cannot be set to that.`,
    'Choose one of the values that are offered.',
  )
}

const Refusal = v.object({ errors: v.nullish(v.record(v.string(), v.unknown())) })

/** Jira says in its own words what it does not take. */
function refusedByJira(field: ScreenFieldName, id: string, { status, body }: JiraAnswer): ScreenRefusal {
  const shaped = v.safeParse(Refusal, body)
  const said = shaped.success ? shaped.output.errors?.[id] : undefined
  const why = typeof said === 'string' ? `: ${plainWords(said)}` : ''
  return refuse(
    'fix-refused',
    `Jira did not save “${fieldLabels[field]}”${why} (${status}).`,
    'Nothing was changed. Choose another value, or set the field on the issue itself.',
  )
}
