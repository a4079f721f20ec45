import type { UserCall } from '../wire/call.ts'
import type { World } from '../world/create-world.ts'
import { displayOf } from '../world/display-of.ts'
import type { Field } from '../world/field.ts'

/** Gives the encoded query of a call: `sysparm_query`, or what its name-value pairs say. */
export function queryText(world: World, call: UserCall, table: string): string {
  const given = call.query.get('sysparm_query')
  if (given !== null) return withScripts(given, call)
  const pairs = [...call.query].filter(([name]) => !name.startsWith('sysparm_'))
  return pairs.map(([name, value]) => `${name}=${valueShownAs(world, table, name, value)}`).join('^')
}

/** What clients commonly let the instance compute; any other script stays as it is, and equals nothing. */
function withScripts(query: string, { user }: UserCall): string {
  return query
    .replaceAll('javascript:gs.getUserID()', user.sysId ?? '')
    .replaceAll('javascript:gs.getUserName()', user.name)
}

/** ServiceNow: name-value pairs may give what a user is shown for a choice or a reference. */
function valueShownAs(world: World, table: string, name: string, value: string): string {
  const field = world.table(table)?.columns.get(name)
  if (field?.type === 'choice') return field.choices?.find(({ label }) => sameWord(label, value))?.value ?? value
  return field?.type === 'reference' ? rowShownAs(world, field, value) : value
}

function rowShownAs(world: World, field: Field, value: string): string {
  const target = field.reference ?? ''
  if (world.find(target, value) !== undefined) return value
  const rows = world.table(target) === undefined ? [] : world.rows(target)
  return rows.find((row) => displayOf(world, field, row.sys_id ?? '') === value)?.sys_id ?? value
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
