import {
  type KeyRing,
  openSeal,
  readSealPayload,
  type SealDefect,
  type SealDesk,
  type SealReading,
} from '@ticketbound/core'
import { sha256 } from './sha256.ts'
import { createVerifyJws } from './verify-jws.ts'

/** Whose seals count, and the keys that they were made with. */
export interface SealTrust {
  readonly tenant: string
  readonly keys: KeyRing
}

/** Opens the seals of one night or one decision. */
export interface SealOpener {
  /** Begins to open a seal; each is opened once. */
  note(seal: string): void
  /** Waits until everything that was noted has been opened, and gives the desk that knows them. */
  desk(): Promise<SealDesk>
}

/** Of a seal that held only this is kept, some hundred bytes; what it says stands in the approval's own copy of it. */
type Outcome = SealDefect | { readonly kid: string }

/** Rows are read far faster than signatures are checked; what waits does so as text, and only so many are being checked. */
const mostAtOnce = 64

/** Starts opening seals with the keys that are trusted. */
export function createSealOpener({ tenant, keys }: SealTrust): SealOpener {
  const verify = createVerifyJws()
  const outcomes = new Map<string, Outcome>()
  const waiting = new Map<string, string>()
  const opening = new Map<string, Promise<void>>()

  function note(seal: string): void {
    const name = sha256(seal)
    if (outcomes.has(name) || opening.has(name) || waiting.has(name)) return
    waiting.set(name, seal)
    openMore()
  }

  function openMore(): void {
    for (const [name, seal] of waiting) {
      if (opening.size >= mostAtOnce) return
      waiting.delete(name)
      opening.set(name, open(name, seal))
    }
  }

  async function open(name: string, seal: string): Promise<void> {
    const reading = await openSeal(seal, keys, verify)
    outcomes.set(name, reading.ok ? { kid: reading.kid } : reading.defect)
    opening.delete(name)
    openMore()
  }

  function reading(seal: string): SealReading | undefined {
    const outcome = outcomes.get(sha256(seal))
    if (outcome === undefined) return undefined
    return typeof outcome === 'string' ? { ok: false, defect: outcome } : readAgain(seal, outcome.kid)
  }

  async function desk(): Promise<SealDesk> {
    while (opening.size > 0) await Promise.all(opening.values())
    return { tenant, sha256, reading }
  }

  return { note, desk }
}

/** The seal is named by its digest, so that these are the very bytes whose signature held. */
function readAgain(seal: string, kid: string): SealReading {
  const [, payload = ''] = seal.split('.')
  const claims = readSealPayload(Buffer.from(payload, 'base64url').toString('utf8'))
  return claims === undefined ? { ok: false, defect: 'seal-malformed' } : { ok: true, kid, claims }
}
