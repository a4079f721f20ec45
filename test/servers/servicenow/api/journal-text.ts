import type { World } from '../world/create-world.ts'
import type { Field } from '../world/field.ts'

/** The entries of a journal as display values give them, the newest first. */
export function journalText(world: World, field: Field, sysId: string, zoned: (stamp: string) => string): string {
  const label = field.label ?? field.name
  return world
    .rows('sys_journal_field')
    .filter((entry) => entry.element_id === sysId && entry.element === field.name)
    .toReversed()
    .map((entry) => `${zoned(entry.sys_created_on ?? '')} - ${entry.sys_created_by} (${label})\n${entry.value}\n\n`)
    .join('')
}
