import { parseYaml } from '@ticketbound/documents'
import { readMap } from '../../map/read-map.ts'
import type { ServiceNowMap } from '../../map/servicenow-map.ts'
import type { RawRow } from '../../raw-row.ts'
import { createNames, type Names } from '../names.ts'

/** A map from its text. */
export function aMap(text: string): ServiceNowMap {
  const file = parseYaml('servicenow-map.yaml', text)
  if (!file.ok) throw new Error(JSON.stringify(file.faults))
  const reading = readMap(file.value.value)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

/** The map of one item, `Production access`, from the rest of its rule. */
export function itemMap(rest: string, before = ''): ServiceNowMap {
  return aMap(`${before}\nitems:\n  - { item: Production access, ${rest} }\n`)
}

/** A user by name, whose `sys_id` is `u-` and the name. */
export function aUser(name: string, fields: RawRow = {}): RawRow {
  return {
    sys_id: `u-${name}`,
    sys_created_on: '2020-01-01 00:00:00',
    sys_updated_on: '2020-01-01 00:00:00',
    user_name: name,
    email: `${name}@example.com`,
    active: 'true',
    ...fields,
  }
}

const named = (sysId: string, name: string): RawRow => ({ sys_id: sysId, name })

/** The tables that names come from. */
export const nameTables: ReadonlyMap<string, readonly RawRow[]> = new Map([
  ['sys_user', ['rita', 'alice', 'bob', 'dora', 'mia'].map((name) => aUser(name))],
  ['sys_user_group', [named('g-ops', 'Ops'), named('g-sec', 'Security')]],
  ['sys_user_role', [named('r-itil', 'itil'), named('r-admin', 'admin'), named('r-read', 'snc_read_only')]],
  ['sc_cat_item', [named('i-prod', 'Production access'), named('i-reset', 'Password reset')]],
  ['u_application', [{ sys_id: 'a-sap', u_code: 'sap' }]],
])

/** What the records of the small world are called. */
export function theNames(map: ServiceNowMap): Names {
  return createNames(nameTables, map.people)
}
