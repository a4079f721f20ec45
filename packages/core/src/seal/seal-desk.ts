import type { Sha256 } from '../record/hash.ts'
import type { SealReading } from './open-seal.ts'

/** What sealed approvals are judged by: who we are, and the seals that the host has opened beforehand. */
export interface SealDesk {
  /** Whose seals count here: one site or instance; a seal for another tenant proves nothing. */
  readonly tenant: string
  readonly sha256: Sha256
  /** What was found in a seal; `undefined` for one that nobody opened, which then proves nothing. */
  reading(seal: string): SealReading | undefined
}

/** The desk of a host that verifies no seals. */
export const noSeals: SealDesk = {
  tenant: '',
  sha256: () => '',
  reading: () => undefined,
}
