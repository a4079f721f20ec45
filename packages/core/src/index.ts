export { closest } from './closest.ts'
export {
  type AssessedControl,
  type AssessedNight,
  assessControls,
  type ControlEvidence,
  type MeasureCheck,
} from './control/assess-controls.ts'
export type { ControlResult, FindingTotals, Grounds, KindCheck, SourceRead } from './control/assess-kind.ts'
export {
  type ControlFacts,
  type ControlId,
  controlFacts,
  controlIds,
  type Framework,
  type FrameworkFacts,
  frameworks,
  isFramework,
} from './control/controls.ts'
export type { ApprovalFault, ApproverFault } from './evidence/approval-faults.ts'
export {
  type EvidenceRule,
  type EvidenceVerdict,
  evaluateEvidence,
  evidenceRuleFor,
  type JudgedApproval,
  type JudgedPart,
  type RefusedApproval,
} from './evidence/evaluate-evidence.ts'
export { keepDecisions } from './evidence/keep-decisions.ts'
export { refusals } from './evidence/refusals.ts'
export { exactObject, recordOf } from './exchange/exact-object.ts'
export { foldId } from './exchange/id.ts'
export { itemKey } from './exchange/item-key.ts'
export { jsonFault } from './exchange/json-fault.ts'
export { IdText, listOf, textOf, Words } from './exchange/leaf-shapes.ts'
export { parseStrictJson } from './exchange/parse-strict-json.ts'
export { principalKinds } from './exchange/person-shape.ts'
export { readException } from './exchange/read-exception.ts'
export { readGrant } from './exchange/read-grant.ts'
export { readPerson } from './exchange/read-person.ts'
export { readRecertification } from './exchange/read-recertification.ts'
export { type RequestContext, readRequest } from './exchange/read-request.ts'
export { recertificationKey } from './exchange/recertification-key.ts'
export { requestKey } from './exchange/request-key.ts'
export { requestKinds, requestStates } from './exchange/request-shape.ts'
export { issueFaults } from './exchange/shape-faults.ts'
export { bad, type Fault, good, quote, type Reading } from './fault.ts'
export { createExceptionBook, type ExceptionBook } from './finding/exceptions.ts'
export type {
  Acceptance,
  Claim,
  Evidence,
  Finding,
  FindingIdentity,
  FindingState,
  MaterialFacts,
} from './finding/finding.ts'
export { type MassChange, massChanges, type ScopeChange } from './finding/hold.ts'
export { findingId } from './finding/identity.ts'
export {
  type FindingKind,
  findingKinds,
  isFindingKind,
  type KindFacts,
  kindFacts,
  type Severity,
  severities,
} from './finding/kinds.ts'
export { accept, claimAgain, claimNoMore, type FindingChange, type Step, widened } from './finding/lifecycle.ts'
export { isAtLeast, severityOf } from './finding/severity.ts'
export { type LineStanding, lifecycleState, type Sight } from './lifecycle/lifecycle-state.ts'
export {
  type LifecycleState,
  type LifecycleStep,
  lifecycleStates,
  lifecycleSteps,
  lifecycleTable,
  type StateFacts,
} from './lifecycle/lifecycle-table.ts'
export { type SeenAccess, sightOf } from './lifecycle/sight-of.ts'
export { standingOf } from './lifecycle/standing-of.ts'
export { takeStep } from './lifecycle/take-step.ts'
export type { NightTotals } from './measure/counts.ts'
export type { EntitlementRow } from './measure/kpi/entitlement-rows.ts'
export type { KeptAccount, KeptSubject } from './measure/kpi/kept-subject.ts'
export { factsOfKpi, type KpiFacts, type KpiGroup, type KpiId, kpiIds } from './measure/kpi/kpi-facts.ts'
export type { KpiScope, PastNight } from './measure/kpi/kpi-scope.ts'
export { createKpiTally, type KpiResult, type KpiTally } from './measure/kpi/kpi-tally.ts'
export type { Coverage, Kpi } from './measure/kpi/to-kpis.ts'
export { type Measure, type MeasureId, type Measures, measureFacts, ratio } from './measure/measures.ts'
export { readServiceMeasures } from './measure/read-service-measures.ts'
export type { ServiceMeasure } from './measure/service-measure.ts'
export { createTally, type Tally } from './measure/tally.ts'
export type { ExceptionScope, PolicyException } from './model/exception.ts'
export type { Grant, SnapshotPlace } from './model/grant.ts'
export type { AccountName, Delegation, Membership, Person, PrincipalKind } from './model/person.ts'
export type { Recertification } from './model/recertification.ts'
export {
  type Approval,
  type ApprovalHow,
  type FieldChange,
  givesAccess,
  materialFields,
  type RequestKind,
  type RequestLine,
  type RequestState,
} from './model/request.ts'
export { type AgentWatch, watchAgents } from './night/agent-watch.ts'
export { asOf } from './night/as-of.ts'
export { type AuthorisedPeriod, type Expectation, foldLines, isRevocation, type Removal } from './night/fold.ts'
export {
  expiredExceptionClaims,
  incompleteClaims,
  ownerlessClaims,
  type UncataloguedName,
  uncataloguedClaims,
} from './night/house-claims.ts'
export { counts, type JudgedRecertification, revocationsAmong } from './night/judge-recertifications.ts'
export { candidateKey, type Night, type ScopeNight } from './night/night.ts'
export type { Sighting } from './night/observe.ts'
export { mayOpen, mayResolve } from './night/proof.ts'
export { type RecertificationDue, recertificationDue } from './night/recertification-due.ts'
export {
  type AccountNight,
  type Conclusion,
  type JudgedLine,
  reconcileSubject,
  type SeenGrant,
  type StoredVerdict,
  type Subject,
  type SubjectNight,
} from './night/subject.ts'
export { type FaultPath, faultAt, type PathFault, type PathReading } from './path-fault.ts'
export { type Binding, createDirectory, type Directory, everyNameItself } from './people/directory.ts'
export type { ApprovalPart, ApprovalRule, Catalogue, CatalogueItem, Entitlement, Risk } from './policy/catalogue.ts'
export { bookFromFiles, catalogueBook, type EntitlementBook } from './policy/entitlement-book.ts'
export {
  type BirthrightRule,
  type CorrelationTier,
  defaultPolicy,
  type GateRule,
  type Grace,
  type HoldRule,
  type Policy,
  type ServiceLevels,
  type Warnings,
} from './policy/policy.ts'
export { type PolicyNote, policyNotes } from './policy/policy-notes.ts'
export { type ApprovalTiers, readCatalogue } from './policy/read-catalogue.ts'
export { readPolicy } from './policy/read-policy.ts'
export { ruleFaults } from './policy/rule-faults.ts'
export { sayPart, sayRule } from './policy/say-rule.ts'
export {
  type AppAuditType,
  type AuditEntry,
  type AuditHead,
  type AuditType,
  appAuditTypes,
  appendEntry,
  type ChainBreak,
  type ChainedEntry,
  createChainVerifier,
  type DetailRef,
  detailDigest,
  detailSalt,
  emptyHead,
  entryHash,
  type NightAuditType,
  type StoredEntry,
} from './record/audit-chain.ts'
export { canonicalJson, type Json } from './record/canonical.ts'
export type { Sha256 } from './record/hash.ts'
export { type AllowedEnd, allowedEnd } from './request/allowed-end.ts'
export type { HeldAccess, RequestSurroundings } from './request/asked.ts'
export { decide, type Moment, type Refusal, type RequestDecision } from './request/decide.ts'
export { evaluateRequest } from './request/evaluate-request.ts'
export { refusalWords } from './request/refusal-words.ts'
export type { ExcusedViolation, RequestVerdict, RuleCheck, Violation } from './request/request-verdict.ts'
export { type RuleFacts, type RuleId, ruleFacts, ruleIds, rules } from './request/rules.ts'
export type { KeyRing, PublicKey, SealKey } from './seal/key-ring.ts'
export { makeSeal, type SealHeader, type SignJws } from './seal/make-seal.ts'
export { type MaterialRequest, materialDigest } from './seal/material-digest.ts'
export {
  openSeal,
  readSealPayload,
  type SealDefect,
  type SealReading,
  type VerifiedJws,
  type VerifyJws,
} from './seal/open-seal.ts'
export { readKeyRing } from './seal/read-key-ring.ts'
export { type Decision, type SealClaims, sealClaims, sealPayload } from './seal/seal-claims.ts'
export { noSeals, type SealDesk } from './seal/seal-desk.ts'
export type { SealFault } from './seal/seal-fault.ts'
export { type Duration, parseDuration, sayDuration } from './time/duration.ts'
export { formatInstant, type Instant, isZone, parseEnd, parseInstant } from './time/instant.ts'
export { lastDayBefore } from './time/last-day.ts'
export { type Period, parsePeriod } from './time/period.ts'
