import type { DocumentName } from '../../storage/settings-store.ts'
import { type Refusal, refuse } from '../admin-answer.ts'
import type { AdministeredHost } from '../admin-function.ts'

/** Reads the text of a version, or says that there is none of that number. */
export async function versionText(
  { documents }: Pick<AdministeredHost, 'documents'>,
  name: DocumentName,
  version: number,
): Promise<{ readonly ok: true; readonly text: string } | Refusal> {
  const known = await documents.versions(name)
  if (!known.some((other) => other.version === version)) return unknownVersion
  return { ok: true, text: await documents.read(name, version) }
}

const unknownVersion = refuse(
  'version-unknown',
  'There is no such version of the document.',
  'Load the page again and choose one of the versions that it lists.',
)
