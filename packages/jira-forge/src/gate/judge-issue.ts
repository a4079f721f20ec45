import {
  decide,
  defaultPolicy,
  type Fault,
  formatInstant,
  type Instant,
  materialDigest,
  type RequestDecision,
  type RequestLine,
  type SealDesk,
} from '@ticketbound/core'
import { type FieldMap, type GateState, type GivenIssue, readIssueRequest } from '@ticketbound/jira'
import { createSealOpener, sha256 } from '@ticketbound/seals'
import { surroundingsUnder } from '../house/surroundings.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { RuleBook } from '../storage/settings-store.ts'
import { kindFault, underConfig, withCountable } from './apply-config.ts'
import { frozenFields } from './frozen-fields.ts'
import { gateStateOf } from './gate-state.ts'
import type { TransitionConfig } from './transition-config.ts'

/** What source an issue's line comes from where the settings name none. */
const defaultSource = 'jira'

/** An issue as a request, and all that was decided about it. */
export interface JudgedIssue {
  readonly line: RequestLine
  readonly decision: RequestDecision
  /** The SHA-256 of the material fields: what an approval given now would approve. */
  readonly digest: string
  readonly state: GateState
  /** The fields that stay as they are once they were approved, for the issue's property. */
  readonly frozen?: readonly string[]
}

/** What came of judging an issue: a decision, or why it cannot be read as a request. */
export type IssueJudgement =
  | { readonly ok: true; readonly judged: JudgedIssue }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** When an issue is judged, and whose seals count. */
export interface JudgedMoment {
  readonly now: Instant
  readonly tenant: string
  /** What the app keeps of the issue. Its seals and its passage are judged where `given` names none of its own. */
  readonly dossier?: Dossier | undefined
}

/**
 * Judges an issue as the gate does: reads it as a request, opens its seals, and decides by every rule and by the evidence.
 * With a transition's configuration only what that asks for stands against it. Asks nobody, writes nothing.
 */
export async function judgeIssue(
  given: GivenIssue,
  book: RuleBook,
  map: FieldMap,
  moment: JudgedMoment,
  config?: TransitionConfig,
): Promise<IssueJudgement> {
  const { now, tenant, dossier } = moment
  const context = { source: book.settings.source ?? defaultSource, zone: (book.policy ?? defaultPolicy).zone, now }
  const read = readIssueRequest({ ...keptOf(dossier), ...given }, map, context)
  if (!read.ok) return read
  const fault = config && kindFault(read.value, config)
  if (fault !== undefined) return { ok: false, faults: [fault] }
  const line = config ? withCountable(read.value, config) : read.value
  const seals = await openSeals(line, book, tenant)
  const decided = decide(line, surroundingsUnder(book), { now, at: 'gate', seals })
  const decision = line.kind === 'none' ? allowed(decided) : config ? underConfig(decided, config) : decided
  const digest = materialDigest(line, sha256)
  const state = gateStateOf({ decision, digest, statusId: given.issue.fields.status.id, dossier }, map)
  return { ok: true, judged: { line, decision, digest, state, frozen: frozenFields(map) } }
}

function keptOf(dossier: Dossier | undefined): Pick<GivenIssue, 'seals' | 'gate'> {
  if (dossier === undefined) return {}
  const passage = dossier.passages.at(-1)
  const gate = passage && { passedAt: formatInstant(passage.passedAt), verdict: passage.verdict }
  return { seals: dossier.seals, ...(gate && { gate }) }
}

/** What asks for no access has nothing to be stopped for. */
function allowed(decision: RequestDecision): RequestDecision {
  return { ...decision, allowed: true, refusals: [] }
}

async function openSeals({ approvals }: RequestLine, { keys }: RuleBook, tenant: string): Promise<SealDesk> {
  const opener = createSealOpener({ tenant, keys })
  for (const { seal } of approvals) if (seal !== undefined) opener.note(seal)
  return opener.desk()
}
