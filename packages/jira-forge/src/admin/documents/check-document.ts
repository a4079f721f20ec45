import * as v from 'valibot'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { type CheckedText, toCheckedText } from './checked-text.ts'
import { compareRecords, type DocumentChange } from './compare-records.ts'
import { countTouched, type Touched } from './count-touched.ts'
import type { DocumentRecord } from './document-reading.ts'
import { NamePayload } from './payload-shapes.ts'
import { readDocumentText, standingRules } from './read-document-text.ts'
import { sizeFault } from './size-fault.ts'
import { standingDocument } from './standing-document.ts'

/** What an import would do. */
export interface DocumentCheck extends CheckedText {
  /** Absent where the text has faults. */
  readonly change?: DocumentChange
  /** Of the catalogue only. */
  readonly touched?: Touched
  /** The version that the change is held against; 0 where there is none yet. */
  readonly against: number
}

/** Checks a text without writing it: every fault at once, or what would change. */
export const checkDocument = adminFunction(
  v.strictObject({ name: NamePayload, text: v.string() }),
  async ({ name, text }, { host }): Promise<AdminAnswer<DocumentCheck>> => {
    const tooLarge = sizeFault(text)
    if (tooLarge !== undefined) return tooLarge
    const rules = await standingRules(host)
    const before = await standingDocument(host, name)
    const reading = readDocumentText(name, text, rules)
    const told = { ok: true, ...toCheckedText(reading), against: before?.version ?? 0 } as const
    if (!reading.ok) return told
    const old = before && readDocumentText(name, before.text, rules)
    const change = compareRecords(old?.ok ? old.value.records : nothing, reading.value.records)
    if (name !== 'catalogue') return { ...told, change }
    return { ...told, change, touched: await countTouched(host, change) }
  },
)

const nothing: ReadonlyMap<string, DocumentRecord> = new Map()
