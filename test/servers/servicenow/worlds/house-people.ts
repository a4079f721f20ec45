import type { World } from '../world/create-world.ts'
import type { Row, RowValues } from '../world/row.ts'
import { createdAt, idOf } from './row-values.ts'

/** Verbs that add people, groups and roles to an instance. */
export interface HousePeople {
  person(userName: string, more?: RowValues): Row
  group(name: string, members: readonly Row[], more?: RowValues): Row
  role(name: string, more?: RowValues): Row
  /** Gives a role to a person directly. */
  grant(user: Row, role: Row, at?: string): Row
  /** Gives a role to a group, and so to its members by inheritance. */
  grantToGroup(group: Row, role: Row, at?: string): void
}

/** Makes the verbs that add people, groups and roles to a world. */
export function createPeople(world: World): HousePeople {
  function person(userName: string, more: RowValues = {}): Row {
    const [first = userName, last = ''] = (more.name ?? userName).split(' ')
    const usual = { name: userName, email: `${userName}@example.com`, active: 'true', locked_out: 'false' }
    const names = { first_name: first, last_name: last, web_service_access_only: 'false', identity_type: 'human' }
    return world.insert('sys_user', { user_name: userName, ...usual, ...names, ...more })
  }

  function group(name: string, members: readonly Row[], more: RowValues = {}): Row {
    const row = world.insert('sys_user_group', { name, active: 'true', ...more })
    for (const member of members) world.insert('sys_user_grmember', { user: idOf(member), group: idOf(row) })
    return row
  }

  function role(name: string, more: RowValues = {}): Row {
    return world.insert('sys_user_role', { name, grantable: 'true', ...more })
  }

  function grant(user: Row, granted: Row, at?: string): Row {
    const values = { user: idOf(user), role: idOf(granted), inherited: 'false', state: 'active' }
    return world.insert('sys_user_has_role', { ...values, ...createdAt(at) })
  }

  function grantToGroup(to: Row, granted: Row, at?: string): void {
    const [groupId, roleId] = [idOf(to), idOf(granted)]
    world.insert('sys_group_has_role', { group: groupId, role: roleId, inherits: 'true', ...createdAt(at) })
    for (const member of world.rows('sys_user_grmember').filter((each) => each.group === groupId)) {
      const values = { user: member.user ?? '', role: roleId, inherited: 'true', granted_by: groupId, state: 'active' }
      world.insert('sys_user_has_role', { ...values, ...createdAt(at) })
    }
  }

  return { person, group, role, grant, grantToGroup }
}
