import type { AuditHead } from '@ticketbound/core'
import type { Config } from '../config/read-config.ts'
import type { NightResult } from '../night/night-result.ts'
import type { Store } from '../store/store.ts'
import { type NightRun, writeBackAfterNight } from '../write-back/write-back-after-night.ts'
import { errorLines } from './error-lines.ts'
import type { Outcome } from './exit-code.ts'
import type { Io } from './io.ts'
import { openDeskLater } from './open-desk-later.ts'
import { outcomeOfError } from './outcome-of-error.ts'
import { resultLines } from './write-back-lines.ts'
import { writtenOutcome } from './written-outcome.ts'

/** What is told of what was done after a night. */
interface AfterTold {
  readonly lines: readonly string[]
  readonly outcome: Outcome
  /** The end of the log, where something was put on record after the night. */
  readonly head?: AuditHead
}

/** What is done after a night, and what is to be told of it; nothing where the configuration does not ask for it. */
export async function afterNight(
  store: Store,
  night: NightResult,
  config: Config,
  run: Omit<NightRun, 'mode'>,
  io: Io,
): Promise<AfterTold> {
  const nothing = { lines: [], outcome: {} }
  if (config.writeBack === undefined) return nothing
  const { mode } = config.writeBack
  const openDesk = () => openDeskLater(config, store, io)
  const after = await writeBackAfterNight(night, { ...run, mode }, openDesk, { signal: io.signal })
  if (after.state === 'off') return nothing
  if (after.state === 'failed') {
    const lines = ['', 'Nothing was written back:', ...errorLines(after.error)]
    return { lines, outcome: outcomeOfError(after.error) }
  }
  const { result } = after
  const lines = ['', ...resultLines(result, io.out)]
  return { lines, outcome: writtenOutcome(result), ...(result.planned > 0 && { head: store.head() }) }
}
