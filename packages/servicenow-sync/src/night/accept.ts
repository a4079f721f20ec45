import { canonicalJson, type Finding, type Instant, type Json, type PolicyException } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { configError, inputError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { createAuditWriter } from './conclude/audit-writer.ts'
import { changeOnRecord } from './conclude/publish.ts'
import type { NightResult } from './night-result.ts'
import { isOpen } from './open-counts.ts'

/** Who accepts, until when, and why. */
export interface AcceptanceTerms {
  readonly owner: string
  readonly until: Instant
  readonly reason: string
}

/** Accepts one finding until a date. It stays visible, and comes back when its level, path or end widens. */
export function acceptFinding(
  store: Store,
  terms: AcceptanceTerms & { readonly finding: string },
): { readonly exception: PolicyException; readonly finding: Finding } {
  return store.transaction(() => {
    const night = lastNightOf(store, terms)
    const finding = store.finding(terms.finding)
    if (finding === undefined || finding.state === 'resolved') throw notOpen(terms.finding)
    const exception = toException('accepted', terms, night, { finding: finding.id })
    if (finding.acceptance?.exception === exception.id) return { exception, finding }
    const accepted = asAccepted(finding, exception, night)
    record(store, night, exception, [accepted])
    return { exception, finding: accepted }
  })
}

/** Accepts exactly the findings that are open now, under one exception. */
export function acceptBaseline(
  store: Store,
  terms: AcceptanceTerms,
): { readonly exception: PolicyException; readonly accepted: number } {
  return store.transaction(() => {
    const night = lastNightOf(store, terms)
    const exception = toException('baseline', terms, night, {})
    const open = [...store.findings({ includeClosed: false })].filter(({ state }) => state !== 'accepted')
    record(
      store,
      night,
      exception,
      open.map((finding) => asAccepted(finding, exception, night)),
    )
    return { exception, accepted: open.length }
  })
}

function lastNightOf(store: Store, { until, reason, owner }: AcceptanceTerms): NightResult {
  const night = store.lastNight()
  if (night === undefined) {
    throw configError({
      code: 'no-night-yet',
      message: 'there is nothing to accept: no night has been run',
      help: 'run `ticketbound run` first',
    })
  }
  if (night.held) {
    throw configError({
      code: 'run-held',
      message: `run \`${night.run}\` is on hold: what it found is not published yet`,
      help: `look at it, then run \`ticketbound confirm ${night.run}\` or \`ticketbound discard ${night.run}\` first`,
    })
  }
  if (until <= night.at) {
    throw inputError({
      code: 'until-in-the-past',
      message: 'the end of an acceptance must be after the last night',
      help: 'name a later date with --until',
    })
  }
  if (owner.trim() === '' || reason.trim() === '') {
    throw inputError({
      code: 'acceptance-unowned',
      message: 'an acceptance needs an owner and a reason',
      help: 'say who answers for it with --owner, and why with --reason',
    })
  }
  return night
}

function notOpen(id: string): Error {
  return inputError({
    code: 'finding-not-open',
    message: `no finding \`${id}\` is open`,
    help: 'list what is open with `ticketbound findings`',
  })
}

/** The id follows from what is decided, so that the same decision twice is one exception. */
function toException(
  prefix: 'accepted' | 'baseline',
  { owner, until, reason }: AcceptanceTerms,
  night: NightResult,
  covers: PolicyException['covers'],
): PolicyException {
  const content = { owner, reason, from: night.at, until, covers, approvedBy: owner }
  const id = `${prefix}-${sha256(canonicalJson(content as unknown as Json)).slice(0, 12)}`
  return { id, ...content }
}

function asAccepted(finding: Finding, exception: PolicyException, night: NightResult): Finding {
  const { reopenedBecause: _because, lapsed: _lapsed, ...rest } = finding
  return {
    ...rest,
    state: 'accepted',
    changedAt: night.at,
    acceptance: { exception: exception.id, facts: finding.facts },
  }
}

function record(store: Store, night: NightResult, exception: PolicyException, accepted: readonly Finding[]): void {
  const tables = store.night
  const audit = createAuditWriter(tables, { head: store.head(), run: night.run, at: night.at, seed: tables.saltSeed() })
  tables.addException(exception)
  audit.detail('exception', canonicalJson(exception as unknown as Json))
  audit.flush()
  const openBySeverity = { ...night.openBySeverity }
  for (const finding of accepted) {
    if (isOpen(store.finding(finding.id)?.state)) openBySeverity[finding.severity] -= 1
    tables.putFinding(tables.subjectOfFinding(finding.id) ?? 0, finding)
    audit.detail('findings', changeOnRecord('accepted', finding))
  }
  audit.flush()
  tables.renewSeed()
  // The trend shows a night as it stood until the next one: a report written now and all later ones agree about it.
  tables.conclude(night.run, tables.stateOf(night.run) ?? 'published', { ...night, openBySeverity })
}
