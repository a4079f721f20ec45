import { decide, formatInstant, type Instant, type RequestDecision, type RequestLine } from '@ticketbound/core'
import type { Configuration } from '../config/read-config.ts'
import { configError } from '../errors.ts'
import type { NightResult } from '../night/night-result.ts'
import type { Store } from '../store/store.ts'
import { houseUnder } from './house.ts'
import { openNightMemory } from './night-memory.ts'
import { onRecord } from './on-record.ts'
import { openSeals } from './open-seals.ts'
import { readAskedRequest, requestSources } from './read-asked-request.ts'
import { surroundingsNow } from './surroundings.ts'

/** A decision, with the request as it was read and the night that it rests on. */
export interface Decided {
  readonly line: RequestLine
  readonly decision: RequestDecision
  readonly night?: NightResult
}

/** Decides about one request, given as JSON, before anybody acts on it. Without a store nothing is known of access. */
export async function decideOne(
  text: string,
  configuration: Configuration,
  store: Store | undefined,
  now: Instant,
): Promise<Decided> {
  const { config, catalogue, policy, seals } = configuration
  const asked = readAskedRequest(text, {
    sources: requestSources(config.sources),
    zone: policy.zone,
    now,
    ...(catalogue && { catalogue }),
  })
  const memory = openNightMemory(store, config.sources)
  refuseThePast(memory.night, now)
  const house = houseUnder(configuration, memory)
  const line = onRecord(asked, house, memory)
  const desk = await openSeals(seals, [line])
  const surroundings = surroundingsNow(house, memory)
  const decision = decide(line, surroundings, { now, at: 'gate', ...(desk && { seals: desk }) })
  refuseOvertaken(memory.night, store)
  return { line, decision, ...(memory.night && { night: memory.night }) }
}

/** What is known now was not known then. */
function refuseThePast(night: NightResult | undefined, now: Instant): void {
  if (night === undefined || now >= night.at) return
  throw configError({
    code: 'instant-in-the-past',
    message: `${formatInstant(now)} is before the last night, ${formatInstant(night.at)}`,
    help: 'check the clock, or the instant after --at; `ticketbound policy explain` looks at what was',
  })
}

/** Half of what one night knew and half of what the next one does is no ground for a decision. */
function refuseOvertaken(night: NightResult | undefined, store: Store | undefined): void {
  if (store?.lastNight()?.run === night?.run) return
  throw configError({
    code: 'night-overtaken',
    message: 'a night was concluded while this was being decided',
    help: 'ask again',
  })
}
