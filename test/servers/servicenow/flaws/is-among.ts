import { createHash } from 'node:crypto'
import type { Row } from '../world/row.ts'

/** Whether a row is one of a share of all rows; the same ones each time. */
export function isAmong(share: number, { sys_id: sysId = '' }: Row): boolean {
  return createHash('md5').update(sysId).digest().readUInt32BE() / 2 ** 32 < share
}
