import type { Dossier, Dossiers } from '../../storage/dossiers.ts'

/** Dossiers in memory, listed in pages of 100. */
export function memoryDossiers(begin: readonly Dossier[] = []): Dossiers {
  const kept = new Map<string, { readonly version: number; readonly dossier: Dossier }>(
    begin.map((dossier) => [dossier.issueId, { version: 1, dossier }]),
  )
  return {
    read: async (issueId) => kept.get(issueId) ?? { version: 0, dossier: undefined },
    write: async (dossier, version) => {
      if ((kept.get(dossier.issueId)?.version ?? 0) !== version) return 'overtaken'
      kept.set(dossier.issueId, { version: version + 1, dossier })
      return 'written'
    },
    list: async ({ state, expiresBy, cursor }) => {
      const all = [...kept.values()].map(({ dossier }) => dossier)
      const asked = all.filter(
        (dossier) =>
          (state === undefined || dossier.state === state) &&
          (expiresBy === undefined || (dossier.expires !== undefined && dossier.expires.slice(0, 10) <= expiresBy)),
      )
      const from = Number(cursor ?? 0)
      const next = from + 100 < asked.length ? { cursor: String(from + 100) } : {}
      return { dossiers: asked.slice(from, from + 100), ...next }
    },
  }
}
