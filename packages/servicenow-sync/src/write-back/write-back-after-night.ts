import { TicketboundError } from '../errors.ts'
import type { NightResult } from '../night/night-result.ts'
import type { ExecuteOptions } from './execute-plan.ts'
import type { OpenedDesk } from './open-desk.ts'
import { planFromStore, type WriteBackResult, writeBack } from './write-back-desk.ts'

/** How a night was run, as far as it decides whether its findings are written back. */
export interface NightRun {
  readonly mode: 'dry-run' | 'apply'
  readonly isDry: boolean
  /** The instant was given: what a replayed night finds may be long over. */
  readonly hasInstant: boolean
}

/** Why a night is not written back; `undefined` where it is. */
export function whyNotWrittenBack(night: Pick<NightResult, 'held'>, run: NightRun): string | undefined {
  if (run.mode !== 'apply') return 'writeBack.mode is dry-run'
  if (run.isDry) return 'this is a dry run'
  if (run.hasInstant) return 'nothing is written back for an instant given with --at'
  return night.held === null ? undefined : 'the night is on hold'
}

/** What became of the writing back at the end of a night: the night itself stays, whatever it is. */
export type AfterNight =
  | { readonly state: 'off'; readonly because: string }
  | { readonly state: 'done'; readonly result: WriteBackResult }
  | { readonly state: 'failed'; readonly error: TicketboundError }

/**
 * Writes the findings of a night back at its end. A vendor that fails is told, and does not take the night with it;
 * aborting throws the signal's reason. `openDesk` is called only where something is to be written.
 */
export async function writeBackAfterNight(
  night: NightResult,
  run: NightRun,
  openDesk: () => OpenedDesk | Promise<OpenedDesk>,
  options: ExecuteOptions = {},
): Promise<AfterNight> {
  const because = whyNotWrittenBack(night, run)
  if (because !== undefined) return { state: 'off', because }
  try {
    const { desk, close } = await openDesk()
    try {
      return { state: 'done', result: await writeBack(desk, planFromStore(desk), night, options) }
    } finally {
      close()
    }
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof TicketboundError)) throw error
    return { state: 'failed', error }
  }
}
