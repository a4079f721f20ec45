import type { ServiceNowOptions } from '../start-servicenow.ts'
import { createHouse } from './create-house.ts'
import { type ManyRows, manyRows } from './many-rows.ts'
import { idOf } from './row-values.ts'
import { readerRole, smallInstanceRules } from './small-instance-rules.ts'

/** How very many requested items came. */
export type ManyItems = Partial<Pick<ManyRows, 'perSecond' | 'again'>>

interface Clock {
  /** The clock by which what is there is stamped. */
  readonly now?: () => number
}

/** An instance with very many requested items, which take no memory. */
export function bigInstance(items: number, { perSecond = 7, again, now = Date.now }: ManyItems & Clock = {}) {
  const house = createHouse({ now })
  const { world } = house
  const people = Array.from({ length: 200 }, (_, at) => idOf(house.person(`person.${at}`)))
  const item = idOf(house.item('Production access', [{ name: 'role' }]))
  const columns = Object.fromEntries([...(world.table('sc_req_item')?.columns.keys() ?? [])].map((name) => [name, '']))
  const source = manyRows(items, {
    perSecond,
    ...(again && { again }),
    values: (position) => ({
      ...columns,
      number: `RITM${String(position + 1).padStart(7, '0')}`,
      sys_class_name: 'sc_req_item',
      cat_item: item,
      requested_for: people[position % people.length] ?? '',
      opened_by: people[(position + 1) % people.length] ?? '',
      short_description: 'Production access',
      state: position % 10 === 0 ? '1' : '3',
      active: String(position % 10 === 0),
      approval: 'approved',
      quantity: '1',
      opened_at: '2025-12-01 08:00:00',
      closed_at: position % 10 === 0 ? '' : '2025-12-02 08:00:00',
    }),
  })
  world.attach('sc_req_item', source)
  const users = [
    { name: 'admin', password: 'admin', roles: ['admin'] },
    { name: 'ticketbound.reader', password: 'reader', roles: [readerRole] },
  ]
  return { world, users, rules: smallInstanceRules } satisfies ServiceNowOptions
}
