import type { Reading } from '@ticketbound/core'
import type { FileMeta } from './file-meta.ts'
import type { LinesRead } from './read-lines.ts'

/** What is known of one file after reading it. */
export interface FileFacts extends LinesRead {
  readonly file: string
  /** `main` files hold the rows; `sibling` files hold nested lists of them. */
  readonly part: 'main' | 'sibling'
  /** Rows taken. */
  readonly rows: number
  readonly rejected: number
  readonly meta: Reading<FileMeta> | undefined
}

/** What a source's files are held against. */
export interface Expected {
  readonly allowEmpty: boolean
  /** The share of rows that may go missing since the last complete reading before that is taken for a fault. */
  readonly maxDrop: number
  readonly lastCompleteRows: number | undefined
}

/** Whether a reading is the whole of its source, and if not, why not. */
export type Completeness = { readonly complete: true } | { readonly complete: false; readonly reason: string }

/**
 * Judges whether the files of one reading are all there: each ends in a newline, has no rejected row, at least one
 * row unless `allowEmpty`, and agrees with its meta file; without meta files not too many rows have gone.
 */
export function judgeCompleteness(files: readonly FileFacts[], expected: Expected): Completeness {
  const reasons = files.flatMap((facts) => faultsOfFile(facts, expected.allowEmpty))
  const drop = sayDrop(files, expected)
  if (drop !== undefined) reasons.push(drop)
  return reasons.length === 0 ? { complete: true } : { complete: false, reason: reasons.join('; ') }
}

function faultsOfFile(facts: FileFacts, allowEmpty: boolean): string[] {
  const reasons: string[] = []
  const { file, rows, rejected } = facts
  if (facts.unendedLine !== undefined) {
    reasons.push(`\`${file}\` does not end in a newline: it may have been cut off at line ${facts.unendedLine}`)
  }
  if (rejected > 0) reasons.push(`\`${file}\` has ${rejected} rejected ${rejected === 1 ? 'row' : 'rows'}`)
  const mustHaveRows = facts.part === 'main' || facts.bytes === 0
  if (rows + rejected === 0 && mustHaveRows && !allowEmpty) reasons.push(`\`${file}\` has no rows`)
  const disagreement = sayDisagreement(facts)
  if (disagreement !== undefined) reasons.push(disagreement)
  return reasons
}

function sayDisagreement({ file, meta, rows, rejected, sha256 }: FileFacts): string | undefined {
  if (meta === undefined) return undefined
  if (!meta.ok) return `\`${file}.meta.json\` cannot be used: ${meta.faults.map((fault) => fault.message).join(', ')}`
  if (meta.value.rows !== rows + rejected) {
    return `\`${file}\` has ${rows + rejected} rows where \`${file}.meta.json\` says ${meta.value.rows}`
  }
  if (meta.value.sha256 !== sha256) return `\`${file}\` does not have the sha256 that \`${file}.meta.json\` says`
  return undefined
}

function sayDrop(files: readonly FileFacts[], { lastCompleteRows, maxDrop }: Expected): string | undefined {
  const main = files.filter((facts) => facts.part === 'main')
  if (lastCompleteRows === undefined || main.every((facts) => facts.meta?.ok === true)) return undefined
  const rows = main.reduce((sum, facts) => sum + facts.rows, 0)
  if (rows >= lastCompleteRows * (1 - maxDrop)) return undefined
  const gone = `more than \`maxDrop\` (${maxDrop}) have gone, and no meta file confirms it`
  return `${rows} rows are left of ${lastCompleteRows}; ${gone}`
}
