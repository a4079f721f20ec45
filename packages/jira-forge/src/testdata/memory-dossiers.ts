import type { Dossier, DossierQuery, Dossiers, KeptDossier } from '../storage/dossiers.ts'

/** Dossiers in memory, which a test may look into and write past the port. */
export interface MemoryDossiers extends Dossiers {
  readonly kept: Map<string, { readonly version: number; readonly dossier: Dossier }>
  /** Runs before the next write is looked at, once: what somebody else does in between. */
  beforeNextWrite(act: () => void): void
}

const pageSize = 100

/** Keeps dossiers in memory. */
export function createMemoryDossiers(...dossiers: readonly Dossier[]): MemoryDossiers {
  const kept: MemoryDossiers['kept'] = new Map(dossiers.map((it) => [it.issueId, { version: 1, dossier: it }]))
  let act: (() => void) | undefined

  async function read(issueId: string): Promise<KeptDossier> {
    return kept.get(issueId) ?? { version: 0, dossier: undefined }
  }

  async function write(dossier: Dossier, version: number): Promise<'written' | 'overtaken'> {
    act?.()
    act = undefined
    if ((kept.get(dossier.issueId)?.version ?? 0) !== version) return 'overtaken'
    kept.set(dossier.issueId, { version: version + 1, dossier })
    return 'written'
  }

  async function list({ state, expiresBy, expiresFrom = '', cursor }: DossierQuery) {
    const from = Number(cursor ?? 0)
    const found = [...kept.values()]
      .map(({ dossier }) => dossier)
      .filter((it) => state === undefined || it.state === state)
      .filter(({ expires = '' }) => {
        const day = expires.slice(0, 10)
        return expiresBy === undefined || (day !== '' && expiresFrom <= day && day <= expiresBy)
      })
    const page = found.slice(from, from + pageSize)
    return found.length > from + pageSize ? { dossiers: page, cursor: String(from + pageSize) } : { dossiers: page }
  }

  return {
    kept,
    beforeNextWrite: (next) => {
      act = next
    },
    read,
    write,
    list,
  }
}
