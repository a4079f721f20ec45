import { quote } from '@ticketbound/core'
import { type NightProperty, nightPropertyKey, readNightProperty } from '@ticketbound/jira'
import * as v from 'valibot'
import { bodyOf } from '../jira/body-of.ts'
import type { JiraClient } from '../jira/jira-client.ts'
import { readAs } from '../jira/read-as.ts'
import { type EditableField, EditMeta, toEditableFields } from './editable-fields.ts'

/** An issue as whoever is at the screen sees it. */
export interface UserLook {
  readonly issueId: string
  /** What they may set, by the field's id; none where Jira does not say. */
  readonly editable: ReadonlyMap<string, EditableField>
  /** What last night left on the issue, where it can be read. */
  readonly night?: NightProperty
}

const Looked = v.object({
  id: v.string(),
  editmeta: v.nullish(v.unknown()),
  properties: v.nullish(v.record(v.string(), v.unknown())),
})

/**
 * Looks at an issue as whoever is at the screen, with one request: whether they see it, what they may set, and what the
 * night left. `undefined` where they do not see it; whether it is hidden or not there, nobody tells.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-get
 */
export async function lookAsUser(issueKey: string, asUser: JiraClient | undefined): Promise<UserLook | undefined> {
  if (asUser === undefined) return undefined
  const what = `issue ${quote(issueKey)}`
  const path = ['rest', 'api', '3', 'issue', issueKey]
  const query = { fields: 'project', expand: 'editmeta', properties: nightPropertyKey }
  const answer = await asUser.send({ method: 'GET', path, query, what })
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) return undefined
  const { id, editmeta, properties } = readAs(Looked, bodyOf(answer, what), what)
  const meta = v.safeParse(EditMeta, editmeta)
  const night = readNightProperty(properties?.[nightPropertyKey])
  return {
    issueId: id,
    editable: meta.success ? toEditableFields(meta.output) : new Map(),
    ...(night.ok && { night: night.value }),
  }
}
