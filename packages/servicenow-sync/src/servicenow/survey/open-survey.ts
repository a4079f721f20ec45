import type { ServiceNowEntry } from '../../config/servicenow-shape.ts'
import type { Environment } from '../../secrets/read-secret.ts'
import { connect } from '../connect.ts'
import { courtesy } from '../courtesy.ts'
import { checkMap, type MapCheck } from '../map/check-map.ts'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import { addSeconds, toStamp } from '../mirror/stamp.ts'
import type { Gap } from './gap.ts'
import { provableNotes } from './provable-notes.ts'
import type { Looking } from './read-rows.ts'
import { readSample } from './read-sample.ts'
import { type Survey, surveyCatalogue } from './survey-catalogue.ts'

/** What an instance is looked at with. */
export interface SurveyContext {
  readonly env: Environment
  readonly userAgent: string
  readonly now: number
  readonly onTable: (table: string) => void
  readonly signal: AbortSignal
}

/** What was found of a map, and what could not be seen, so that nothing is said of it. */
export interface CheckedSurvey extends MapCheck {
  readonly gaps: readonly Gap[]
}

/** One look at an instance. */
export interface OpenSurvey {
  /** What can be ordered, what is asked then, and which states there are. */
  catalogue(): Promise<Survey>
  /** Holds a map against all that, and against so many of the latest tickets of each table. */
  check(map: ServiceNowMap, most: number): Promise<CheckedSurvey>
  close(): void
}

/** What was made a moment ago is to be seen, whatever the two clocks say. */
const aDay = 86_400

/** Opens a look at an instance, within the limits that its configuration sets. Nothing is asked yet. */
export async function openSurvey(entry: ServiceNowEntry, context: SurveyContext): Promise<OpenSurvey> {
  const { env, userAgent, now, onTable, signal } = context
  const client = await connect(entry, { env, userAgent })
  const { pageSize } = { ...courtesy, ...entry }
  const looking = { client, pageSize, until: addSeconds(toStamp(now), aDay), onTable, signal } satisfies Looking

  async function check(map: ServiceNowMap, most: number): Promise<CheckedSurvey> {
    const { facts, gaps, uncounted } = await surveyCatalogue(looking)
    const { tickets, names, gaps: ofTickets } = await readSample(looking, { map, items: facts.items, most })
    const { notes, sample } = checkMap(map, facts, tickets, names)
    const told = provableNotes(notes, gaps)
    // Of what is told, only items without a rule are told with how often they were ordered.
    const isMissed = uncounted !== undefined && told.some(({ code }) => code === 'item-unmapped')
    return { notes: told, sample, gaps: [...gaps, ...(isMissed ? [uncounted] : []), ...ofTickets] }
  }

  return { catalogue: () => surveyCatalogue(looking), check, close: () => client.close() }
}
