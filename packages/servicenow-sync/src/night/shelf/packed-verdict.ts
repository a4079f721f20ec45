import type { JudgedLine, RefusedApproval, RequestLine, StoredVerdict } from '@ticketbound/core'
import { betweenParts, type Draft, packed, packedList, parseList } from './packed.ts'

const assurances = ['proven', 'unproven'] as const

/** Packs the verdict on a line's evidence into one text without tabs. */
export function packVerdict(verdict: StoredVerdict): string {
  const { policy, judgedAt, sufficient, onlyLate, assurance, provenAt, approvedBy, refused } = verdict
  const marks = `${Number(sufficient)}${Number(onlyLate)}${assurances.indexOf(assurance)}`
  return [
    policy,
    judgedAt,
    marks,
    packed(provenAt),
    packedList(approvedBy, String),
    packedList(refused, packRefused),
  ].join(betweenParts)
}

/** Reads a verdict that `packVerdict` wrote; nothing where nothing was written. */
export function parseVerdict(text: string): StoredVerdict | undefined {
  if (text === '') return undefined
  const [policy = '', judgedAt, marks = '', provenAt, approvedBy = '', refused = ''] = text.split(betweenParts)
  const verdict: Draft<StoredVerdict> = {
    policy,
    judgedAt: Number(judgedAt),
    sufficient: marks[0] === '1',
    onlyLate: marks[1] === '1',
    assurance: assurances[Number(marks[2])] ?? 'unproven',
    approvedBy: parseList(approvedBy, String),
    refused: parseList(refused, parseRefused),
  }
  if (provenAt) verdict.provenAt = Number(provenAt)
  return verdict
}

/** A line with the verdict that `packVerdict` wrote about it, if it wrote any. */
export function withVerdict(line: RequestLine, packedVerdict: string): JudgedLine {
  const verdict = parseVerdict(packedVerdict)
  return verdict === undefined ? { line } : { line, verdict }
}

/** Codes hold neither commas nor spaces, so that they can stand before a name, which can hold both. */
function packRefused({ approver, faults }: RefusedApproval): string {
  return `${faults.join(',')} ${approver}`
}

function parseRefused(entry: string): RefusedApproval {
  const end = entry.indexOf(' ')
  return { approver: entry.slice(end + 1), faults: entry.slice(0, end).split(',') as RefusedApproval['faults'] }
}
