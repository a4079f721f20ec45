import type { JudgedRecertification, Recertification } from '@ticketbound/core'
import type { RowPlace } from '../../sources/source.ts'
import { betweenFields } from './packed.ts'

/**
 * Recertifications are few beside request lines, so they travel as JSON. On the shelf: `file:line`, a tab, the
 * recertification; its reader writes the fields always in one order, so that two are the same exactly if their texts are.
 */
export function toRecertificationRecord(recertification: Recertification, file: number, place: RowPlace): string {
  return `${file}:${place.line}${betweenFields}${JSON.stringify(recertification)}`
}

/** Reads the text of a shelf record. */
export function parseRecertification(text: string): Recertification {
  return JSON.parse(text) as Recertification
}

/** A kept recertification, with its verdict, on its way to another subject's shelf. */
export function toRehomedRecertification(kept: JudgedRecertification): string {
  return JSON.stringify(kept)
}

/** The kept recertification inside a rehomed record; `undefined` for one that was read tonight. */
export function rehomedRecertification(record: string): JudgedRecertification | undefined {
  return record.startsWith('{') ? (JSON.parse(record) as JudgedRecertification) : undefined
}
