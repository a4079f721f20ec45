import { quote } from '@ticketbound/core'
import type { FieldMap } from '@ticketbound/jira'
import { fieldsIn } from '../../fields/read-map.ts'
import { readSiteFields, readSiteStatuses } from '../../fields/site-fields.ts'
import { fail, fine, type HealthCheck, type Seen, warn } from '../health-line.ts'

/** Whether the fields are mapped, and the fields and statuses of every map are still there. */
export const fieldsCheck: HealthCheck = {
  id: 'fields',
  title: 'Field map',
  async look({ settings: store, asApp }) {
    const { settings } = await store.read()
    const maps = [settings.fields, ...Object.values(settings.projects)].filter((map) => map !== undefined)
    if (maps.length === 0) {
      return fail(
        'No field is mapped, so the gate cannot read any issue and stays shut.',
        'Set the fields up under Fields.',
      )
    }
    const [fields, statuses] = await Promise.all([readSiteFields(asApp), readSiteStatuses(asApp)])
    const lost = missing(maps.flatMap(fieldsIn), fields)
    if (lost.length > 0) {
      return fail(
        `Mapped, and not on this site: ${lost.map(quote).join(', ')}.`,
        'Choose other fields under Fields; one that was deleted has another id when it is made again.',
      )
    }
    return statusesSeen(missing(maps.flatMap(statusesIn), statuses), maps)
  },
}

function statusesSeen(lost: readonly string[], maps: readonly FieldMap[]): Seen {
  if (lost.length > 0) {
    return warn(
      `Statuses that this site does not have: ${lost.map(quote).join(', ')}.`,
      'Choose them again under Fields.',
    )
  }
  if (maps.some(({ statuses }) => (statuses?.pastGate ?? []).length === 0)) {
    return warn(
      'A map does not say which statuses lie past the gate, so nothing that goes round the gate is found there.',
      'Name them under Fields.',
    )
  }
  return fine(`${maps.length === 1 ? 'One map' : `${maps.length} maps`}; every field and status is there.`)
}

function missing(ids: readonly string[], known: readonly { readonly id: string }[]): readonly string[] {
  const there = new Set(known.map(({ id }) => id))
  return [...new Set(ids)].filter((id) => !there.has(id))
}

function statusesIn({ statuses = {} }: FieldMap): readonly string[] {
  const { closedComplete = [], closedIncomplete = [], cancelled = [], pastGate = [] } = statuses
  return [...closedComplete, ...closedIncomplete, ...cancelled, ...pastGate]
}
