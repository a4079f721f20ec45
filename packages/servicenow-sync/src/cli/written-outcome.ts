import type { WriteBackResult } from '../write-back/write-back-desk.ts'
import type { Outcome } from './exit-code.ts'

/** How a writing back went, as far as an exit code tells. */
export function writtenOutcome({ heldAt, failed, unknown, stopped }: WriteBackResult): Outcome {
  return { held: heldAt !== undefined, upstream: failed + unknown > 0 || stopped !== undefined }
}
