import type { World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import { dbStamp, idOf } from './row-values.ts'

/** One decision on an order. */
export interface HouseApproval {
  readonly approver: Row
  /** `approved`, `rejected`, `requested` and so on; default `approved`. */
  readonly state?: string
  readonly at: string
  /** The group in whose name it was asked for. */
  readonly group?: Row
}

/** Makes the verb that adds a decision on a task, and the group's own where it was made in the name of one. */
export function createApprovals(world: World): (task: Row, approval: HouseApproval) => Row {
  const groupApprovals = new Map<string, Row>()
  return approve

  function approve(task: Row, { approver, state = 'approved', at, group: inNameOf }: HouseApproval): Row {
    const stamps = { sys_created_on: task.opened_at ?? '', sys_updated_on: dbStamp(at) }
    return world.insert(
      'sysapproval_approver',
      {
        sysapproval: idOf(task),
        document_id: idOf(task),
        source_table: task.sys_class_name ?? '',
        approver: idOf(approver),
        state,
        group: inNameOf === undefined ? '' : idOf(groupApproval(task, inNameOf, { state, at })),
        ...stamps,
        sys_updated_by: approver.user_name ?? '',
      },
      'system',
    )
  }

  function groupApproval(task: Row, of: Row, { state, at }: { readonly state: string; readonly at: string }): Row {
    const key = `${idOf(task)} ${idOf(of)}`
    const known = groupApprovals.get(key)
    if (known !== undefined) return known
    const stamps = { sys_created_on: task.opened_at ?? '', sys_updated_on: dbStamp(at) }
    const values = { parent: idOf(task), assignment_group: idOf(of), approval: state, ...stamps }
    const made = world.insert('sysapproval_group', values)
    groupApprovals.set(key, made)
    return made
  }
}
