import { canonicalJson, type Instant, type Json } from '@ticketbound/core'
import { type AuditWriter, createAuditWriter } from '../night/conclude/audit-writer.ts'
import type { Store } from '../store/store.ts'
import type { WriteBackEntry, WriteBackPlace, WriteBackState } from '../store/write-back-tables.ts'
import type { Settled, WriteBackOutcome } from './write-back-outcome.ts'
import type { PlannedAction } from './write-back-plan.ts'

/** Keeps what is about to be written before it is, and what became of it afterwards, in the ledger and on record. */
export interface WriteBackLog {
  /**
   * Keeps that these are about to be written; when it returns, that is on disk. Gives those that are still as they
   * were planned: what another process wrote, or is about to write, is left to it.
   */
  intend(actions: readonly PlannedAction[]): readonly PlannedAction[]
  /** Keeps what became of them. */
  settle(settled: readonly Settled[]): void
}

/** The night whose findings are written back. */
export interface WrittenNight {
  readonly run: string
  readonly at: Instant
}

/** Opens the log of what one night writes to one target. */
export function openWriteBackLog(store: Store, target: string, night: WrittenNight): WriteBackLog {
  const placeOf = ({ finding, what, part }: PlannedAction): WriteBackPlace => ({ target, finding, what, part })

  function intend(actions: readonly PlannedAction[]): readonly PlannedAction[] {
    return store.transaction(() => {
      const ours = actions.filter((action) => isSame(store.writeBack.entry(placeOf(action)), action.prior))
      if (ours.length === 0) return ours
      record((audit) => {
        for (const action of ours) {
          put(action, 'intended', action.content, action.prior?.vendorId)
          const { what, does, finding, part, content } = action
          audit.detail('write-back-intent', detailOf({ target, what, does, finding, part, content }))
        }
      })
      return ours
    })
  }

  function settle(settled: readonly Settled[]): void {
    if (settled.length === 0) return
    store.transaction(() =>
      record((audit) => {
        for (const { action, outcome } of settled) {
          const vendorId = 'vendorId' in outcome ? outcome.vendorId : action.prior?.vendorId
          const content = outcome.outcome === 'unknown' ? (outcome.content ?? action.content) : action.content
          put(action, stateAfter(action, outcome), content, vendorId)
          const { what, does, finding, part } = action
          audit.detail('write-back-result', detailOf({ target, what, does, finding, part, ...told(outcome, vendorId) }))
        }
      }),
    )
  }

  function put(action: PlannedAction, state: WriteBackState, content: string, vendorId: string | undefined): void {
    const { run, at } = night
    store.writeBack.putEntry({
      ...placeOf(action),
      state,
      content,
      ...(vendorId !== undefined && { vendorId }),
      run,
      at,
    })
  }

  function record(write: (audit: AuditWriter) => void): void {
    const { run, at } = night
    const audit = createAuditWriter(store.night, { head: store.head(), run, at, seed: store.night.saltSeed() })
    write(audit)
    audit.flush()
    store.night.renewSeed()
  }

  return { intend, settle }
}

function isSame(now: WriteBackEntry | undefined, then: WriteBackEntry | undefined): boolean {
  if (now === undefined || then === undefined) return now === then
  return now.state === then.state && now.content === then.content && now.run === then.run && now.at === then.at
}

function stateAfter({ prior }: PlannedAction, { outcome }: WriteBackOutcome): WriteBackState {
  if (outcome === 'written' || outcome === 'already-so') return 'done'
  if (outcome === 'unknown') return 'intended'
  // What was not known before is no better known for not having been reached.
  const isStillUnknown = prior?.state === 'intended' && outcome !== 'skipped'
  return isStillUnknown ? 'intended' : 'failed'
}

function told(outcome: WriteBackOutcome, vendorId: string | undefined): { readonly [key: string]: Json } {
  return {
    outcome: outcome.outcome,
    ...(vendorId !== undefined && { vendorId }),
    ...('error' in outcome && { code: outcome.error.code }),
  }
}

/** An entry of the log names no person, so findings, tickets and what the vendor calls them stand in detail rows. */
function detailOf(facts: { readonly [key: string]: Json }): string {
  return canonicalJson(facts)
}
