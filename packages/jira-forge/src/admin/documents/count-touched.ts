import { quote } from '@ticketbound/core'
import type { AppHost } from '../../app-host.ts'
import type { Dossier } from '../../storage/dossiers.ts'
import { claimsOf, entitlementOf } from '../claims-of.ts'
import type { DocumentChange } from './compare-records.ts'

/** What an import would touch, as far as the dossiers show it. */
export interface Touched {
  /** Requests that have not passed the gate; each is judged by the new rules at its next transition. */
  readonly open: number
  /** Of those, the ones on which somebody decided about an entitlement that changes or goes. */
  readonly decided: number
  /** False where there are more open requests than are counted here. */
  readonly whole: boolean
}

const openStates = ['blocked', 'ready', 'voided'] as const satisfies readonly Dossier['state'][]
/** 3 × 5 pages of 100 are read in well under the 25 seconds that the platform gives. */
const mostPages = 5

/** Counts the open requests, and those among them that a change of the catalogue is about. */
export async function countTouched(
  { dossiers }: Pick<AppHost, 'dossiers'>,
  { changed, removed }: DocumentChange,
): Promise<Touched> {
  const names = new Set([...removed, ...changed.map(({ what }) => what)])
  let [open, decided, whole] = [0, 0, true]
  for (const state of openStates) {
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
      const listed = await dossiers.list({ state, ...(cursor !== undefined && { cursor }) })
      open += listed.dossiers.length
      decided += listed.dossiers.filter((dossier) => isAbout(dossier, names)).length
      cursor = listed.cursor
      if (cursor === undefined) break
    }
    whole &&= cursor === undefined
  }
  return { open, decided, whole }
}

/** A dossier knows what was asked for only through its seals: nobody has decided about the others yet. */
function isAbout({ seals }: Dossier, names: ReadonlySet<string>): boolean {
  return seals.some((seal) => {
    const claims = claimsOf(seal)
    const entitlement = claims && entitlementOf(claims)
    return entitlement !== undefined && names.has(`entitlement ${quote(entitlement)}`)
  })
}
