import { parseEnd } from '@ticketbound/core'
import { principals } from '../principals.ts'
import type { Principal } from '../world.ts'
import { sysIdOf, type Write } from './write.ts'

/** The zone in which last days end, as the small world's policy has it. */
const zone = 'Europe/Berlin'

/** The `user_name` of the user as whom Ticketbound reads. */
export const readerName = 'ticketbound.reader'

/** Every principal as a user of the instance, from long before the first ticket until the last day, and who reads. */
export const peopleWrites: readonly Write[] = [...principals.flatMap(userWrites), readerWrite()]

function readerWrite(): Write {
  const values = { user_name: readerName, active: 'true', identity_type: 'machine', web_service_access_only: 'true' }
  return { at: '2023-01-09T08:00:00Z', by: 'admin', table: 'sys_user', row: readerName, values }
}

function userWrites(person: Principal): readonly Write[] {
  const { principal, kind, name, employeeNumber = '', manager, sponsor, endedAt } = person
  const answers = manager ?? sponsor
  const user = { by: 'admin', table: 'sys_user', row: principal }
  const hired: Write = {
    ...user,
    at: '2023-01-09T08:00:00Z',
    values: {
      user_name: principal,
      name,
      employee_number: employeeNumber,
      active: 'true',
      identity_type: { human: 'human', service: 'machine', agent: 'ai_agent' }[kind],
      // A service or an agent has its sponsor there.
      manager: answers === undefined ? '' : sysIdOf('sys_user', answers),
    },
  }
  return endedAt === undefined ? [hired] : [hired, { ...user, at: endOf(endedAt), values: { active: 'false' } }]
}

function endOf(lastDay: string): string {
  const end = parseEnd(lastDay, zone)
  if (!end.ok) throw new Error(`${lastDay} is no day`)
  return new Date(end.value).toISOString()
}
