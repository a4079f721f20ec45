import * as v from 'valibot'
import type { Dossier } from '../../storage/dossiers.ts'
import type { AdminAnswer } from '../admin-answer.ts'
import { adminFunction } from '../admin-function.ts'
import { standingRules } from '../documents/read-document-text.ts'
import { addTallies, type DossierTally, emptyTally } from './dossier-tally.ts'
import { tallyOf } from './tally-of.ts'

/** The counts over as many dossiers as fit into one call. */
export interface MeasuresPart {
  readonly tally: DossierTally
  /** Where the next part begins; absent for the last. A page adds the parts up. */
  readonly next?: MeasuresPlace
}

/** Where a part begins. */
export interface MeasuresPlace {
  readonly state: Dossier['state']
  readonly cursor?: string
}

const states = ['blocked', 'ready', 'passed', 'voided', 'bypassed'] as const satisfies readonly Dossier['state'][]

const PlacePayload = v.strictObject({ state: v.picklist(states), cursor: v.exactOptional(v.string()) })

/** How many pages of 100 dossiers are read in one call: a call may take 25 seconds. */
const mostPages = 20

/** Counts over the dossiers, from where the part before ended. */
export const readMeasures = adminFunction(
  v.strictObject({ from: v.optional(PlacePayload) }),
  async ({ from }, { host }): Promise<AdminAnswer<MeasuresPart>> => {
    const { policy } = await standingRules(host)
    const moment = { now: host.now(), agreedMs: policy.levels.approval }
    let tally = emptyTally
    let place: MeasuresPlace | undefined = from ?? { state: states[0] }
    for (let page = 0; page < mostPages && place !== undefined; page += 1) {
      const listed = await host.dossiers.list(place)
      for (const dossier of listed.dossiers) tally = addTallies(tally, tallyOf(dossier, moment))
      place = nextPlace(place, listed.cursor)
    }
    return { ok: true, tally, ...(place && { next: place }) }
  },
)

function nextPlace({ state }: MeasuresPlace, cursor: string | undefined): MeasuresPlace | undefined {
  if (cursor !== undefined) return { state, cursor }
  const next = states[states.indexOf(state) + 1]
  return next && { state: next }
}
