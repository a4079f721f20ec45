import type { DocumentName, Documents } from '../../storage/settings-store.ts'
import { createMemoryDocuments } from '../../testdata/memory-documents.ts'

/** Documents in memory, with texts as their first versions. */
export function documentsWith(texts: Readonly<Partial<Record<DocumentName, string>>>): Documents {
  const documents = createMemoryDocuments()
  for (const [name, text] of Object.entries(texts)) {
    void documents.write(name as DocumentName, text, { at: 0, by: 'acc-setup' }, 0)
  }
  return documents
}
