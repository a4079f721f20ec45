import { type Decision, formatInstant, type Instant } from '@ticketbound/core'
import type { Issue } from '@ticketbound/jira'
import { judgeIssue } from '../../gate/judge-issue.ts'
import { aHost, type MemoryHost, noon } from '../../testdata/app-host.ts'
import { aDossier, aSeal } from '../../testdata/dossier.ts'
import { anIssue, someFields } from '../../testdata/issue.ts'
import { createMemoryJira, type MemoryIssue } from '../../testdata/memory-jira.ts'
import { accFields } from '../../testdata/rule-book.ts'

/** An hour. */
export const hour = 3_600_000

/** The statuses of `ACC`: before the gate, and past it. */
export const waiting = { id: '10001', name: 'Waiting for approval', statusCategory: { key: 'indeterminate' } }
export const granting = { id: '10003', name: 'Granting', statusCategory: { key: 'indeterminate' } }
export const done = { id: '10004', name: 'Done', statusCategory: { key: 'done' } }

/** One entry of a history. */
export function change(at: Instant, fieldId: string, from: string | null = null, to: string | null = null) {
  return { id: String(at), created: formatInstant(at), items: [{ field: fieldId, fieldId, from, to }] }
}

/** A world in which bob approved `ACC-1` two hours ago, as it was then. */
export async function anApprovedWorld(given: Partial<MemoryHost> = {}): Promise<MemoryHost> {
  const host = aHost({ asApp: createMemoryJira(anIssue()), ...given })
  const seals = [await sealOf(host)]
  host.dossiers.kept.set('20001', { version: 1, dossier: aDossier({ seals }) })
  return host
}

/** A seal of what `ACC-1` says when nothing was changed. */
export async function sealOf(host: MemoryHost, given: Partial<Decision> = {}): Promise<string> {
  const issue = anIssue() as unknown as Issue
  const moment = { now: noon, tenant: host.tenant }
  const judgement = await judgeIssue({ issue }, await host.ruleBooks.read(noon), accFields, moment)
  if (!judgement.ok) throw new Error('the small world can be judged')
  return aSeal(judgement.judged.line, host.keys, { decidedAt: noon - 2 * hour, ...given })
}

/** Changes fields of `ACC-1`, and what is known of its history. */
export function changeIssue(
  { asApp }: Pick<MemoryHost, 'asApp'>,
  fields: Readonly<Record<string, unknown>>,
  changelog: MemoryIssue['changelog'] = [],
  given: Partial<MemoryIssue> = {},
): void {
  asApp.issues.set('ACC-1', anIssue({ fields: someFields(fields), changelog, ...given }))
}

/** What is kept of `ACC-1`. */
export function dossierOf({ dossiers }: MemoryHost) {
  return dossiers.kept.get('20001')?.dossier
}

/** The texts of the comments that were made. */
export function commentsOn({ asApp }: MemoryHost): readonly string[] {
  return asApp.comments.map(({ body }) => JSON.stringify(body))
}
