import { formatInstant } from '@ticketbound/core'
import type { NightResult, SourceSummary } from '../night/night-result.ts'

/** A night as `run --json` prints it: one object on one line, instants as RFC 3339. */
export function nightJson(night: NightResult): string {
  const { run, at, head, sources, findings, measures, held } = night
  const printed = { run, at: formatInstant(at), head, sources: sources.map(sourceJson), findings, measures, held }
  return JSON.stringify(printed)
}

function sourceJson({ name, reads, system, rows, rejected, complete, reason }: SourceSummary) {
  return { name, reads, system, rows, rejected, complete, reason }
}
