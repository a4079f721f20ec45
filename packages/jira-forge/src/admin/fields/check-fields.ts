import type { Fault } from '@ticketbound/core'
import { type FieldMap, fieldOfPart, type GateState, type RequestPart, readPart, requestParts } from '@ticketbound/jira'
import * as v from 'valibot'
import { judgeIssue } from '../../gate/judge-issue.ts'
import { toGateAnswer } from '../../gate/to-gate-answer.ts'
import { type ReadIssue, readIssue } from '../../jira/read-issue.ts'
import { type AdminAnswer, type Refusal, refuse } from '../admin-answer.ts'
import { type AdminCall, adminFunction } from '../admin-function.ts'
import { ProjectPayload, projectOf } from './project-of.ts'
import { readMap } from './read-map.ts'

/** What a map makes of a real issue. */
export interface FieldsCheck {
  readonly issueKey: string
  readonly parts: readonly PartRead[]
  /** Why the issue cannot be read as a request; empty where it can. */
  readonly faults: readonly Fault[]
  /** What the gate would say, with every rule and all evidence; absent where there are faults. */
  readonly verdict?: { readonly allowed: boolean; readonly says: string; readonly state: GateState }
}

/** One part of the request as the map reads it. */
export interface PartRead {
  readonly part: RequestPart
  /** The field that it is read from; the part itself where no field says it. */
  readonly field: string
  /** Absent where the issue says nothing there. */
  readonly value?: string
  readonly fault?: Fault
}

const KeyPayload = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z][A-Z0-9_]{0,254}-\d{1,18}$/))

/** Tries a map on a real issue, and says what each part would be and what the gate would say. Nothing is written. */
export const checkFields = adminFunction(
  v.strictObject({ issueKey: v.string(), map: v.unknown(), projectId: ProjectPayload }),
  async ({ issueKey, map: given, projectId }, call): Promise<AdminAnswer<FieldsCheck>> => {
    const key = v.safeParse(KeyPayload, issueKey)
    if (!key.success) return noKey
    const reading = readMap(given)
    if (!reading.ok) return reading
    const hidden = await hiddenFrom(call, key.output, projectOf(call, projectId))
    if (hidden !== undefined) return hidden
    const issue = await readIssue(call.host.asApp, key.output, reading.map, { history: true, approvals: true })
    return { ok: true, issueKey: issue.issue.key, ...(await check(call, issue, reading.map)) }
  },
)

/** The app may see more than whoever asks: what they may not see themselves is not read for them. */
async function hiddenFrom({ host }: AdminCall, key: string, project: string | undefined): Promise<Refusal | undefined> {
  const path = ['rest', 'api', '3', 'issue', key]
  const answer = await host.asUser?.send({ method: 'GET', path, query: { fields: 'project' }, what: `issue ${key}` })
  const shown = v.safeParse(ShownIssue, answer?.status === 200 ? answer.body : undefined)
  if (!shown.success) return notVisible
  return project !== undefined && shown.output.fields.project.id !== project ? otherProject : undefined
}

const ShownIssue = v.object({ fields: v.object({ project: v.object({ id: v.string() }) }) })

async function check({ host }: AdminCall, issue: ReadIssue, map: FieldMap): Promise<Omit<FieldsCheck, 'issueKey'>> {
  const parts = requestParts.map((part) => readOne(part, issue, map))
  const [book, dossier] = await Promise.all([host.ruleBooks.read(host.now()), host.dossiers.read(issue.issueId)])
  const moment = { now: host.now(), tenant: host.tenant, dossier: dossier.dossier }
  const judgement = await judgeIssue(issue, book, map, moment)
  if (!judgement.ok) return { parts, faults: judgement.faults }
  const { decision, state } = judgement.judged
  const says =
    toGateAnswer(decision).errorMessage ?? 'The request may pass: every rule holds and the approvals suffice.'
  return { parts, faults: [], verdict: { allowed: decision.allowed, says, state } }
}

function readOne(part: RequestPart, { issue }: ReadIssue, map: FieldMap): PartRead {
  const read = { part, field: fieldOfPart(part, map) }
  const value = readPart(part, issue, map)
  if (!value.ok) return { ...read, ...(value.faults[0] && { fault: value.faults[0] }) }
  return value.value === undefined ? read : { ...read, value: value.value }
}

const noKey = refuse('issue-key-malformed', 'This is not the key of an issue.', 'Write it like ACC-12.')

const notVisible = refuse(
  'issue-not-visible',
  'Jira does not show you this issue.',
  'Check the key, or have somebody who may browse its project try it.',
)

const otherProject = refuse(
  'issue-of-other-project',
  'The issue belongs to another project.',
  'Try the map of a project on an issue of that project.',
)
