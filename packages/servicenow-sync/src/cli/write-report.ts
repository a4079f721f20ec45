import type { NightResult } from '../night/night-result.ts'
import { buildReportModel } from '../report/build-report-model.ts'
import type { StoreReader } from '../store/store.ts'
import { writeWhole } from './write-file.ts'

/**
 * Writes the report of a night to `file`, whole or not at all. `policyDigest` is that of the night; where the caller
 * does not know it, it is looked up in the log.
 */
export async function writeReport(
  store: StoreReader,
  night: NightResult,
  file: string,
  policyDigest = policyDigestOf(store, night.run),
): Promise<void> {
  // The charts take longer to load than all the rest, so only commands that draw them wait for that.
  const { renderReport } = await import('../report/render-report.ts')
  writeWhole(file, renderReport(buildReportModel(store, night, policyDigest)))
}

/** The policy that a night was run on, from the log: the one that is configured now may be another. */
function policyDigestOf(store: StoreReader, run: string): string {
  let digest = 'unknown'
  for (const { bytes } of store.auditEntries()) {
    // Most entries are about other things and long, so a look at the text comes before reading them as JSON.
    if (bytes.includes('"type":"night"') && bytes.includes(run)) digest = policyIn(bytes, run) ?? digest
  }
  return digest
}

function policyIn(bytes: string, run: string): string | undefined {
  const entry: unknown = JSON.parse(bytes)
  if (typeof entry !== 'object' || entry === null || !('run' in entry) || entry.run !== run) return undefined
  const facts = 'facts' in entry ? entry.facts : undefined
  if (typeof facts !== 'object' || facts === null || !('policy' in facts)) return undefined
  return String(facts.policy)
}
