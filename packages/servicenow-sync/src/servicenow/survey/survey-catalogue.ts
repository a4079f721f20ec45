import type { InstanceFacts } from '../map/instance-facts.ts'
import { and, field } from '../wire/encoded-query.ts'
import type { GroupCounter } from '../wire/group-counter.ts'
import { catalogueSpecs, catalogueTables } from './catalogue-specs.ts'
import type { Gap } from './gap.ts'
import { type Looking, type Narrowed, readRows } from './read-rows.ts'
import { type CatalogueRows, toInstanceFacts } from './to-instance-facts.ts'

/** What an instance is like, and what of it could not be seen. */
export interface Survey {
  readonly facts: InstanceFacts
  readonly gaps: readonly Gap[]
  /** Given where nobody knows how often items were ordered: each then looks as if it never was. */
  readonly uncounted?: Gap
}

/** The tables whose `state` a map gives a meaning; items and tasks may have theirs from `task`. */
const choiceTables: ReadonlySet<string> = new Set([
  'task',
  'sc_req_item',
  'sc_task',
  'change_request',
  'sysapproval_approver',
])

const ofStates: Narrowed = {
  filter: and(field('name').in([...choiceTables]), field('element').is('state')),
  accepts: ({ name = '', element }) => choiceTables.has(name) && element === 'state',
}

/** Reads what can be ordered, what is asked then, which states there are, and how often each item was ordered. */
export async function surveyCatalogue(looking: Looking & { readonly client: GroupCounter }): Promise<Survey> {
  const { client, signal } = looking
  const [orders, read] = await Promise.all([
    client.countBy('sc_req_item', 'cat_item', signal),
    Promise.all(
      catalogueTables.map(async (table) => {
        const narrowed = table === 'sys_choice' ? ofStates : {}
        return [table, await readRows(looking, catalogueSpecs[table], narrowed)] as const
      }),
    ),
  ])
  const rows = Object.fromEntries(read.map(([table, found]) => [table, found.rows])) as CatalogueRows
  return {
    facts: toInstanceFacts(rows, orders ?? new Map()),
    gaps: read.flatMap(([, { gaps }]) => gaps),
    ...(orders === undefined && { uncounted }),
  }
}

const uncounted: Gap = { table: 'sc_req_item', because: 'the instance does not count tickets by item' }
