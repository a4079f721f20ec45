import { longestList } from './folded-list.ts'
import type { ReportModel } from './report-model.ts'

/** Gives the element id of a finding: the same finding always has the same one, and no two share it. */
export function findingAnchor(id: string): string {
  return `finding-${id.replace(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)}`
}

/** Gives the ids of the findings that the report lists in full, and that a link can therefore lead to. */
export function listedFindings(model: ReportModel): ReadonlySet<string> {
  return new Set(model.kinds.flatMap((kind) => kind.findings.slice(0, longestList).map((finding) => finding.id)))
}
