import { sha256 } from '@ticketbound/seals'
import type { Documents, DocumentVersion } from '../../storage/settings-store.ts'

/** Documents that are kept in memory, with the texts that they begin with as their first versions. */
export function memoryDocuments(begin: Readonly<Record<string, string>> = {}): Documents {
  const kept = new Map<string, { readonly version: DocumentVersion; readonly text: string }[]>()
  for (const [name, text] of Object.entries(begin)) kept.set(name, [made(text, 1, { at: 0, by: 'acc-setup' })])
  return {
    versions: async (name) => (kept.get(name) ?? []).map(({ version }) => version),
    read: async (name, version) => {
      const found = (kept.get(name) ?? []).find((it) => it.version.version === version)
      if (found === undefined) throw new Error(`no version ${version} of ${name}`)
      return found.text
    },
    write: async (name, text, by, after) => {
      const versions = kept.get(name) ?? []
      if (versions.length !== after) return 'overtaken'
      kept.set(name, [...versions, made(text, after + 1, by)])
      return 'written'
    },
  }
}

function made(text: string, version: number, by: Pick<DocumentVersion, 'at' | 'by' | 'note'>) {
  return { text, version: { version, ...by, sha256: sha256(text), bytes: text.length } }
}
