import { type AuditType, findingKinds } from '@ticketbound/core'
import { configError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { createAuditWriter } from './conclude/audit-writer.ts'
import { publishChanges } from './conclude/publish.ts'
import type { FindingCounts, NightResult } from './night-result.ts'
import { isOpen } from './open-counts.ts'

/** Who decides about a held night, and why. */
export interface HeldDecision {
  readonly owner: string
  readonly reason: string
}

/** Publishes what a held night found, after somebody has looked at it. */
export function confirmRun(store: Store, run: string, decision: HeldDecision): NightResult {
  return store.transaction(() => {
    const night = heldNight(store, run)
    const audit = writerFor(store, night)
    recordDecision(audit, 'confirmed', decision)
    const counts = countAfter(store, night)
    publishChanges(run, store.night.heldChanges(run), store.night, audit)
    store.night.dropHeldChanges(run)
    store.night.renewSeed()
    const published: NightResult = { ...night, ...counts, head: audit.head(), held: null }
    store.night.conclude(run, 'published', published)
    return published
  })
}

/** Drops the finding changes of a held night. What it observed stays; the next night compares anew. */
export function discardRun(store: Store, run: string, decision: HeldDecision): void {
  store.transaction(() => {
    discard(store, heldNight(store, run), decision)
    store.night.renewSeed()
  })
}

/** Discards the last night when it is still held: the night that follows it compares with what is published. */
export function discardSuperseded(store: Store, previous: NightResult | undefined): void {
  if (previous === undefined || store.night.stateOf(previous.run) !== 'held') return
  discard(store, previous, { owner: 'ticketbound', reason: 'a later night was run before anybody decided' })
}

function discard(store: Store, night: NightResult, decision: HeldDecision): void {
  const audit = writerFor(store, night)
  recordDecision(audit, 'discarded', decision)
  store.night.dropHeldChanges(night.run)
  store.night.conclude(night.run, 'discarded', { ...night, head: audit.head(), held: null })
}

function heldNight(store: Store, run: string): NightResult {
  const last = store.lastNight()
  if (last?.run === run && store.night.stateOf(run) === 'held') return last
  throw configError({
    code: 'run-not-held',
    message: `run \`${run}\` is not held`,
    help: last?.held ? `the run that is held is ${last.run}` : 'no run is held; look at `ticketbound findings`',
  })
}

type Writer = ReturnType<typeof createAuditWriter>

function writerFor(store: Store, { run, at }: NightResult): Writer {
  return createAuditWriter(store.night, { head: store.head(), run, at, seed: store.night.saltSeed() })
}

/** Who decided and why are personal data, so they stand in a detail row. */
function recordDecision(
  audit: Writer,
  type: Extract<AuditType, 'confirmed' | 'discarded'>,
  decision: HeldDecision,
): void {
  audit.detail(type, JSON.stringify(decision))
  audit.flush()
}

function countAfter(store: Store, night: NightResult): FindingCounts {
  const counts = new Map(findingKinds.map((kind) => [kind, { ...night.findings[kind] }] as const))
  const openBySeverity = { ...night.openBySeverity }
  for (const { changed } of store.night.heldChanges(night.run)) {
    const { change, finding } = changed
    const prior = store.finding(finding.id)
    const [before, after] = [Number(isOpen(prior?.state)), Number(isOpen(finding.state))]
    // A finding that is only brought up to date may have become more or less severe.
    if (prior !== undefined) openBySeverity[prior.severity] -= before
    openBySeverity[finding.severity] += after
    const count = counts.get(finding.kind)
    if (count === undefined || change === 'refreshed') continue
    counts.set(finding.kind, { ...count, open: count.open + after - before, [change]: count[change] + 1 })
  }
  return { findings: Object.fromEntries(counts) as NightResult['findings'], openBySeverity }
}
