import type { PlacedFault } from '@ticketbound/documents'
import type { DocumentName } from '../../storage/settings-store.ts'
import { type AdminAnswer, overtaken, refuse } from '../admin-answer.ts'
import type { AdminCall } from '../admin-function.ts'
import { recordDone } from '../record-done.ts'
import { readDocumentText, standingRules } from './read-document-text.ts'

/** A version that is to be written. */
export interface NewVersion {
  readonly name: DocumentName
  readonly text: string
  /** The newest version that whoever writes has seen. */
  readonly after: number
  readonly type: 'document-imported' | 'document-rolled-back'
  readonly note?: string
}

/** A version that was written. */
export interface VersionWritten {
  readonly version: number
  /** False where it could not be written to the app's log. */
  readonly logged: boolean
}

/** Writes a new version, unless its text has a fault beside the rules that stand or somebody wrote one since. */
export async function writeVersion(
  call: AdminCall,
  { name, text, after, type, note }: NewVersion,
): Promise<AdminAnswer<VersionWritten>> {
  const { host, accountId: by } = call
  const reading = readDocumentText(name, text, await standingRules(host))
  if (!reading.ok) return withFaults(reading.faults)
  const made = { at: host.now(), by, ...(note !== undefined && { note }) }
  if ((await host.documents.write(name, text, made, after)) === 'overtaken') return overtaken
  const version = after + 1
  const sha256 = (await host.documents.versions(name)).find((known) => known.version === version)?.sha256
  const { logged } = await recordDone(call, type, { document: name, version, ...(sha256 !== undefined && { sha256 }) })
  return { ok: true, version, logged }
}

function withFaults(faults: readonly PlacedFault[]) {
  const [first] = faults
  const where = first?.line === undefined ? '' : `, on line ${first.line}`
  const said = first === undefined ? '' : ` The first${where}: ${first.message}.`
  return refuse(
    'document-has-faults',
    `Nothing was written: the document has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.${said}`,
    first?.help ?? 'Check the text and correct it.',
  )
}
