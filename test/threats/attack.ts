import type { Decision } from '@ticketbound/core'
import { active, keyPair, ringOf, sealed } from '../seals/seal-house.ts'
import { approval, type Known, lineOf, type Row, toRow } from './threat-house.ts'

/** A request as the attacker hands it in: as a row, or as text where the attack is in the text. */
export interface Attempt extends Known {
  readonly row: Row | string
}

/** Something that somebody tries, and the code that must stop it. */
export interface Attack {
  /** As docs/threats.md names it. */
  readonly id: string
  readonly stoppedBy: string
  attempt(honest: Row): Attempt | Promise<Attempt>
}

/** The row with these decisions and no others. */
export function withApproval(row: Row, ...approvals: readonly Row[]): Row {
  return { ...row, approvals }
}

/** A decision like bob's, by somebody. */
export function by(approver: string, more: Row = {}): Row {
  return { ...approval, approver, ...more }
}

/** What bob decides in the gate. */
export const decision: Decision = { approver: 'bob', decision: 'approved', decidedAt: Date.UTC(2026, 2, 6, 12) }

/** Bob decides about `honest` in the gate; the attacker then does something with the request that the seal is on. */
export function afterSealing(change: (row: Row) => Row, known: Known = {}): Attack['attempt'] {
  return async (honest) => {
    const pair = await keyPair('k1')
    const row = toRow(await sealed(lineOf(honest), decision, pair))
    return { row: change(withApproval(honest, row)), keys: ringOf(active(pair)), ...known }
  }
}
