import type { JudgedLine } from '@ticketbound/core'
import { lineText, recordHead } from './line-record.ts'
import { parseLine } from './packed-line.ts'
import { withVerdict } from './packed-verdict.ts'

/** Reads the request lines that are kept of one subject, each with its verdict where it has one. */
export function readDossier(dossier: string | undefined): readonly JudgedLine[] {
  if (dossier === undefined || dossier === '') return []
  return dossier.split('\n').map((record) => withVerdict(parseLine(lineText(record)), recordHead(record)))
}
