import { type JudgedLine, keepDecisions, type RequestLine, requestKey } from '@ticketbound/core'
import type { LoadedRequests } from '../load/load-requests.ts'
import { isSpoiled } from '../load/sift-lines.ts'
import { lineText, recordHead, rehomedRecord, toKeptRecord } from '../shelf/line-record.ts'
import { packLine, parseLine } from '../shelf/packed-line.ts'
import { withVerdict } from '../shelf/packed-verdict.ts'

/** The lines of one subject after tonight's reading, each with the text it is kept by. */
export interface MergedLines {
  readonly lines: readonly JudgedLine[]
  readonly texts: readonly string[]
}

interface KeptLine {
  readonly key: string
  readonly text: string
  readonly judged: JudgedLine
}

/** Tells whether a name stands for the subject that is being merged. */
type Belongs = (name: string) => boolean

/**
 * Merges tonight's lines of a subject with those kept from earlier nights: a line read tonight replaces its earlier
 * version, one that was not read keeps its last known effect, and a verdict stays with a text that did not change.
 */
export function mergeLines(
  dossier: string | undefined,
  tonight: readonly string[],
  loaded: LoadedRequests,
  belongs: Belongs,
): MergedLines {
  if (dossier === undefined && tonight.length === 0) return { lines: [], texts: [] }
  const kept = keptRecords(dossier, tonight)
  const merged = new Map<string, KeptLine>()
  const refused = new Set<string>()
  for (const record of tonight) {
    if (rehomedRecord(record) !== undefined) continue
    const text = lineText(record)
    const line = parseLine(text)
    const key = requestKey(line)
    if (isSpoiled(line, key, loaded)) {
      refused.add(key)
      continue
    }
    // A repeat is the very same line, whose verdict has been taken already.
    if (merged.has(key)) continue
    merged.set(key, { key, text, judged: withVerdict(line, kept.get(text) ?? '') })
    kept.delete(text)
  }
  for (const [text, head] of kept) {
    const line = parseLine(text)
    const key = requestKey(line)
    const replaced = merged.get(key)
    if (replaced) merged.set(key, withKeptDecisions(replaced, line, kept))
    if (replaced || !belongs(line.principal)) continue
    // A line read tonight that is not among this subject's belongs to another now; a rejected one stays as it was.
    if (loaded.keys.has(key) && !loaded.contradicted.has(key) && !refused.has(key)) continue
    merged.set(key, { key, text, judged: withVerdict(line, head) })
  }
  const inOrder = [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  return { lines: inOrder.map(({ judged }) => judged), texts: inOrder.map(({ text }) => text) }
}

/**
 * A decision against access stays on record when its line comes without it. The line as it then is may be the very one
 * that was kept, and then its verdict holds.
 */
function withKeptDecisions(now: KeptLine, earlier: RequestLine, kept: ReadonlyMap<string, string>): KeptLine {
  const line = keepDecisions(now.judged.line, earlier)
  if (line === now.judged.line) return now
  const text = packLine(line)
  return { key: now.key, text, judged: withVerdict(line, kept.get(text) ?? '') }
}

/** Verdicts by the text of their line, from the dossier and from what was rehomed to it. */
function keptRecords(dossier: string | undefined, tonight: readonly string[]): Map<string, string> {
  const kept = new Map<string, string>()
  const records = dossier === undefined ? [] : dossier.split('\n')
  for (const record of records) kept.set(lineText(record), recordHead(record))
  for (const record of tonight) {
    const rehomed = rehomedRecord(record)
    if (rehomed !== undefined) kept.set(lineText(rehomed), recordHead(rehomed))
  }
  return kept
}

/** Writes the lines as they are kept; `undefined` when there are none. */
export function toDossier(lines: readonly JudgedLine[], texts: readonly string[]): string | undefined {
  if (lines.length === 0) return undefined
  return lines.map((judged, at) => toKeptRecord(judged, texts[at] ?? '')).join('\n')
}
