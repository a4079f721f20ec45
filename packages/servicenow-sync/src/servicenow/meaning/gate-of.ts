import { good, type Reading } from '@ticketbound/core'
import type { ServiceNowMap } from '../map/servicenow-map.ts'
import type { GateRow } from './exchange-rows.ts'
import type { TicketReader } from './ticket-reader.ts'
import { readVendorInstant } from './vendor-time.ts'

/**
 * Tells when a ticket passed the gate; nothing where it did not, or where no gate leaves that on tickets. A gate writes
 * the time only for a yes. A field that may not be read is a fault: every ticket would seem to have gone around the gate.
 */
export function gateOf({ gate }: ServiceNowMap, reader: TicketReader): Reading<GateRow | undefined> {
  if (gate === undefined) return good(undefined)
  const said = reader.say({ from: 'field', name: gate.field })
  if (!said.ok) return said
  if (said.value.text === '') return good(undefined)
  const passedAt = readVendorInstant(said.value.text)
  if (passedAt.ok) return good({ passedAt: passedAt.value, verdict: 'allow' })
  return { ok: false, faults: passedAt.faults.map((fault) => reader.fault(gate.field, fault)) }
}
