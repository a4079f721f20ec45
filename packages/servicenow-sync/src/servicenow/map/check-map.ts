import type { PathFault } from '@ticketbound/core'
import type { Names } from '../meaning/names.ts'
import type { TicketFacts } from '../meaning/ticket-facts.ts'
import { checkSample, type SampleCheck } from './check-sample.ts'
import { approvalNotes, stateNotes } from './choice-notes.ts'
import type { InstanceFacts } from './instance-facts.ts'
import { itemNotes, unmappedItems } from './item-notes.ts'
import type { ServiceNowMap } from './servicenow-map.ts'

/** What holding a map against its instance showed. */
export interface MapCheck {
  /** What does not fit, or is not spoken of; each path leads into the map. */
  readonly notes: readonly PathFault[]
  readonly sample: SampleCheck
}

/** Holds a map against what its instance has, and against a sample of its tickets. */
export function checkMap(
  map: ServiceNowMap,
  facts: InstanceFacts,
  sample: readonly TicketFacts[],
  names: Names,
): MapCheck {
  return {
    notes: [
      ...map.items.flatMap((rule, index) => itemNotes(rule, ['items', index], facts.items)),
      ...unmappedItems(map, facts.items),
      ...stateNotes(map, facts, sample),
      ...approvalNotes(map, facts),
    ],
    sample: checkSample(map, sample, names),
  }
}
