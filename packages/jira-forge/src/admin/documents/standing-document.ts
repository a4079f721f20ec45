import type { DocumentName } from '../../storage/settings-store.ts'
import type { AdministeredHost } from '../admin-function.ts'

/** The newest version of a document, as it was written. */
export interface StandingDocument {
  readonly version: number
  readonly text: string
}

/** Reads the newest version of a document; `undefined` where there was never one. */
export async function standingDocument(
  { documents }: Pick<AdministeredHost, 'documents'>,
  name: DocumentName,
): Promise<StandingDocument | undefined> {
  const newest = (await documents.versions(name)).at(-1)
  if (newest === undefined) return undefined
  return { version: newest.version, text: await documents.read(name, newest.version) }
}
