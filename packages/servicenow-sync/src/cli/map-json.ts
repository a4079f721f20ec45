import type { Gap } from '../servicenow/survey/gap.ts'
import { type CheckedMap, isFine } from './map-check-lines.ts'
import type { Proposal } from './map-proposal-lines.ts'

/** Writes a proposed map as one JSON object. */
export function mapProposalJson({ instance, text, items, guesses, gaps }: Proposal): string {
  return JSON.stringify({ instance, map: text, items, rules: guesses, gaps: gapsJson(gaps) })
}

/** Writes what holding a map against its instance showed as one JSON object. */
export function mapCheckJson(checked: CheckedMap): string {
  const { instance, file, notes, sample, gaps } = checked
  return JSON.stringify({ instance, file, ok: isFine(checked), notes, sample, gaps: gapsJson(gaps) })
}

function gapsJson(gaps: readonly Gap[]): readonly Gap[] {
  const once = new Map(gaps.map(({ table, because }) => [`${table} ${because}`, { table, because }] as const))
  return [...once.values()]
}
