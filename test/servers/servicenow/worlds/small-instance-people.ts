import type { House } from './create-house.ts'
import { dbStamp, idOf } from './row-values.ts'
import { readerRole, writerRole } from './small-instance-rules.ts'

/** Who is there: some people, a service, an agent, and the two users of Ticketbound. */
export type SmallInstancePeople = ReturnType<typeof addPeople>

/** Adds people, groups and roles to the small instance. */
export function addPeople(house: House) {
  const { world } = house
  const admin = house.person('admin', { name: 'System Administrator' })
  const reader = house.person('ticketbound.reader', { identity_type: 'machine', web_service_access_only: 'true' })
  const writer = house.person('ticketbound.writer', { identity_type: 'machine', web_service_access_only: 'true' })
  const olga = house.person('olga.owner', { name: 'Olga Owner', employee_number: '1001' })
  const max = house.person('max.manager', { name: 'Max Manager', employee_number: '1002' })
  const ann = house.person('ann.ops', { name: 'Ann Ops', employee_number: '1003', manager: idOf(max) })
  const ben = house.person('ben.build', { name: 'Ben Build', employee_number: '1004', manager: idOf(max) })
  const lea = house.person('lea.left', { name: 'Lea Left', employee_number: '1005', active: 'false' })
  const bot = house.person('deploy.bot', { identity_type: 'machine', manager: idOf(ben) })
  const agent = house.person('triage.agent', { identity_type: 'ai_agent', manager: idOf(ann) })

  const owners = house.group('Access owners', [olga, max], { manager: idOf(olga) })
  const operators = house.group('Operators', [ann, ben, lea, bot])
  const itil = house.role('itil', { description: 'Works on tickets' })
  const approver = house.role('approver_user')
  const readerHas = house.role(readerRole)
  const writerHas = house.role(writerRole)
  world.insert('sys_user_role_contains', { role: idOf(writerHas), contains: idOf(readerHas) })
  house.grantToGroup(operators, itil, '2026-01-05T08:00:00Z')
  house.grantToGroup(owners, approver, '2026-01-05T08:00:00Z')
  house.grant(ann, approver, '2026-01-12T08:00:00Z')
  house.grant(agent, itil, '2026-02-02T08:00:00Z')
  house.grant(admin, house.role('admin'))
  house.grant(reader, readerHas)
  house.grant(writer, writerHas)
  const delegation = { starts: dbStamp('2026-02-01T00:00:00Z'), ends: dbStamp('2026-04-01T00:00:00Z') }
  world.insert('sys_user_delegate', { user: idOf(olga), delegate: idOf(max), approvals: 'true', ...delegation })
  return { admin, reader, writer, olga, max, ann, ben, lea, bot, owners }
}
