import { type JudgedRecertification, type Recertification, recertificationKey } from '@ticketbound/core'
import type { LoadedRecertifications } from '../load/load-recertifications.ts'
import { isSpoiled } from '../load/sift-lines.ts'
import { lineText } from '../shelf/line-record.ts'
import { parseRecertification, rehomedRecertification } from '../shelf/recertification-record.ts'

/** Tells whether a name stands for the subject that is being merged. */
type Belongs = (name: string) => boolean

/**
 * Merges tonight's recertifications of a subject with those kept from earlier nights: one read tonight replaces its
 * earlier version, one that was not read keeps its effect, and a verdict stays with a decision that did not change.
 * Gives the very array that was kept when nothing changed.
 */
export function mergeRecertifications(
  kept: readonly JudgedRecertification[],
  tonight: readonly string[],
  loaded: LoadedRecertifications,
  belongs: Belongs,
): readonly JudgedRecertification[] {
  if (kept.length === 0 && tonight.length === 0) return kept
  const earlier = earlierOf(kept, tonight)
  const merged = new Map<string, JudgedRecertification>()
  for (const record of tonight) {
    if (rehomedRecertification(record) !== undefined) continue
    const recertification = parseRecertification(lineText(record))
    const key = recertificationKey(recertification)
    if (isSpoiled(recertification, key, loaded)) continue
    const before = earlier.get(key)
    merged.set(key, before && isSame(before.recertification, recertification) ? before : { recertification })
  }
  for (const [key, judged] of earlier) {
    if (!merged.has(key) && belongs(judged.recertification.principal)) merged.set(key, judged)
  }
  const inOrder = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, judged]) => judged)
  return isUnchanged(inOrder, kept) ? kept : inOrder
}

/** What is known from earlier nights, by key: of this subject, and what was rehomed to it. */
function earlierOf(
  kept: readonly JudgedRecertification[],
  tonight: readonly string[],
): ReadonlyMap<string, JudgedRecertification> {
  const rehomed = tonight.flatMap((record) => rehomedRecertification(record) ?? [])
  return new Map([...kept, ...rehomed].map((judged) => [recertificationKey(judged.recertification), judged] as const))
}

function isSame(a: Recertification, b: Recertification): boolean {
  return a.decision === b.decision && a.decider === b.decider && a.until === b.until
}

function isUnchanged(now: readonly JudgedRecertification[], before: readonly JudgedRecertification[]): boolean {
  return now.length === before.length && now.every((judged, at) => judged === before[at])
}
