import {
  type AgentWatch,
  type Conclusion,
  counts,
  itemKey,
  type JudgedLine,
  type JudgedRecertification,
  type Night,
  type RequestLine,
  reconcileSubject,
  type StoredVerdict,
  type Tally,
} from '@ticketbound/core'
import type { NightTables, SubjectRecord } from '../../store/store.ts'
import type { LoadedAccess } from '../load/load-access.ts'
import type { LoadedRecertifications } from '../load/load-recertifications.ts'
import type { LoadedRequests } from '../load/load-requests.ts'
import type { Roll } from '../load/roll.ts'
import type { SourceLog } from '../load/source-log.ts'
import type { NightOptions } from '../night-input.ts'
import { packSightings } from '../shelf/packed-sightings.ts'
import type { AuditWriter } from './audit-writer.ts'
import type { FindingLedger } from './finding-ledger.ts'
import { type Gathered, gather } from './gather.ts'
import { mergeLines, toDossier } from './merge-lines.ts'
import { mergeRecertifications } from './merge-recertifications.ts'
import { type PreparedSubject, prepareSubject } from './subject-night.ts'

/** Everything that has been loaded for a night, and where its conclusions go. */
export interface NightWork {
  readonly night: Night
  readonly roll: Roll
  readonly log: SourceLog
  readonly requests: LoadedRequests
  readonly access: LoadedAccess
  readonly recertifications: LoadedRecertifications
  readonly tables: NightTables
  readonly ledger: FindingLedger
  readonly audit: AuditWriter
  readonly tally: Tally
  readonly agents: AgentWatch
  readonly onStep?: NightOptions['onStep']
}

/** How often progress is told, in subjects. */
const progressEvery = 5000

/** Reconciles every subject in turn and writes down what is to be remembered. */
export function concludeSubjects(work: NightWork): void {
  const last = work.roll.last()
  const shelves = {
    requests: work.requests.shelf,
    access: work.access.shelf,
    recertifications: work.recertifications.shelf,
  }
  for (const gathered of gather(last, shelves, work.tables)) {
    const record = work.roll.subject(gathered.subject)
    if (record) concludeSubject(record, gathered, work)
    if (gathered.subject % progressEvery === 0)
      work.onStep?.({ step: 'reconciling', subjects: gathered.subject, of: last })
  }
  work.audit.flush()
}

function concludeSubject(record: SubjectRecord, gathered: Gathered, work: NightWork): void {
  const { roll, requests, night } = work
  const belongs = (name: string): boolean => roll.ofName(name) === record.id
  const merged = mergeLines(gathered.dossier, gathered.lines, requests, belongs)
  const { decided, recertifications: kept } = gathered
  const recertifications = mergeRecertifications(kept, decided, work.recertifications, belongs)
  const prepared = prepareSubject(record, gathered, { lines: merged.lines, recertifications }, work)
  const concluded = reconcileSubject(prepared.given, night)
  const findings = work.ledger.settle(record.id, concluded.claims, gathered.findings)
  work.tally.add(prepared.given, concluded, findings)
  if (record.type === 'principal') work.agents.note(record.name, concluded.cells)
  keepLines(record, gathered.dossier, concluded.lines, merged.texts, work)
  keepRecertifications(record.id, gathered.recertifications, concluded.recertifications, work.tables)
  keepSightings(record.id, prepared, concluded, work.tables)
  recordVerdicts(record, prepared, concluded, work.audit)
}

function keepLines(
  record: SubjectRecord,
  before: string | undefined,
  lines: readonly JudgedLine[],
  texts: readonly string[],
  { tables }: NightWork,
): void {
  const now = toDossier(lines, texts)
  if (now === before) return
  if (now === undefined) tables.dropDossier(record.id)
  else tables.putDossier(record.id, now)
}

function keepRecertifications(
  subject: number,
  before: readonly JudgedRecertification[],
  now: readonly JudgedRecertification[],
  tables: NightTables,
): void {
  if (now === before || (now.length === 0 && before.length === 0)) return
  tables.replaceRecertifications(subject, now)
}

function keepSightings(subject: number, prepared: PreparedSubject, concluded: Conclusion, tables: NightTables): void {
  for (const [at, account] of prepared.accountIds.entries()) {
    const sightings = concluded.sightings[at] ?? []
    if (sightings === prepared.given.accounts[at]?.sightings) continue
    tables.putSightings(subject, account, packSightings(sightings))
  }
}

/** Puts each verdict that was reached tonight on record, one detail row for one subject. */
function recordVerdicts(
  record: SubjectRecord,
  prepared: PreparedSubject,
  concluded: Conclusion,
  audit: AuditWriter,
): void {
  const verdicts = newVerdicts(prepared, concluded)
  const recertifications = newlyJudged(prepared, concluded)
  if (verdicts.length === 0 && recertifications.length === 0) return
  audit.detail(
    'verdicts',
    JSON.stringify({
      principal: record.name,
      ...(verdicts.length > 0 && { verdicts }),
      ...(recertifications.length > 0 && { recertifications }),
    }),
  )
}

function newVerdicts(prepared: PreparedSubject, concluded: Conclusion): readonly object[] {
  if (concluded.lines === prepared.given.lines) return []
  const verdicts: object[] = []
  for (const [at, { line, verdict }] of concluded.lines.entries()) {
    if (verdict === undefined || verdict === prepared.given.lines[at]?.verdict) continue
    verdicts.push(verdictOnRecord(line, verdict))
  }
  return verdicts
}

function newlyJudged(prepared: PreparedSubject, concluded: Conclusion): readonly object[] {
  const before = prepared.given.recertifications
  if (before === undefined || concluded.recertifications === before) return []
  return concluded.recertifications
    .filter((judged, at) => judged !== before[at])
    .map((judged) => {
      const { principal: _named, ...decided } = judged.recertification
      const { faults = [] } = judged
      return { ...decided, counts: counts(judged), ...(faults.length > 0 && { faults }) }
    })
}

/** A verdict as the log's detail row holds it; the night and its policy stand in the entries of the night. */
function verdictOnRecord(
  { source, number, item, principal, entitlement }: RequestLine,
  verdict: StoredVerdict,
): object {
  const { sufficient, onlyLate, assurance, provenAt, approvedBy, refused } = verdict
  return {
    source,
    number,
    ...(item !== itemKey(principal, entitlement) && { item }),
    entitlement,
    evidence: sufficient ? assurance : onlyLate ? 'late' : 'insufficient',
    provenAt,
    ...(approvedBy.length > 0 && { approvedBy }),
    ...(refused.length > 0 && { refused }),
  }
}
