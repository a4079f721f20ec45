import { sha256 } from '@ticketbound/seals'
import type { DocumentName, Documents, DocumentVersion } from '../storage/settings-store.ts'

interface Kept {
  readonly text: string
  readonly made: DocumentVersion
}

/** Keeps documents in memory. */
export function createMemoryDocuments(): Documents {
  const kept = new Map<DocumentName, Kept[]>()
  const of = (name: DocumentName): readonly Kept[] => kept.get(name) ?? []
  return {
    versions: async (name) => of(name).map(({ made }) => made),
    read: async (name, version) => {
      const found = of(name).find(({ made }) => made.version === version)
      if (found === undefined) throw new Error(`no version ${version} of ${name}`)
      return found.text
    },
    write: async (name, text, made, after) => {
      const before = of(name)
      if (before.length !== after) return 'overtaken'
      const version = { ...made, version: after + 1, sha256: sha256(text), bytes: Buffer.byteLength(text) }
      kept.set(name, [...before, { text, made: version }])
      return 'written'
    },
  }
}
