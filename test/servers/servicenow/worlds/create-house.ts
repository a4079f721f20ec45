import { createWorld, type World } from '../world/create-world.ts'
import type { Row, RowValues } from '../world/row.ts'
import { stampOf } from '../world/stamp-of.ts'
import { approvalTables } from './approval-tables.ts'
import { catalogueTables } from './catalogue-tables.ts'
import { findingTables } from './finding-tables.ts'
import { peopleTables } from './people-tables.ts'
import { taskTables } from './task-tables.ts'

/** One decision on an order. */
export interface HouseApproval {
  readonly approver: Row
  /** `approved`, `rejected`, `requested` and so on; default `approved`. */
  readonly state?: string
  readonly at: string
  /** The group in whose name it was asked for. */
  readonly group?: Row
}

/** An order of one catalogue item. Instants are written `2026-03-01T08:00:00Z`. */
export interface HouseOrder {
  readonly item: Row
  readonly requestedFor: Row
  readonly openedBy?: Row
  readonly openedAt: string
  readonly closedAt?: string
  /** Default: `3` where it is closed, else `1`. */
  readonly state?: string
  /** Answers by the name of the question. */
  readonly variables?: Readonly<Record<string, string>>
  /** Answers of the rows of a multi-row set, by the set's internal name. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
  readonly approvals?: readonly HouseApproval[]
  /** Further columns of the requested item. */
  readonly more?: RowValues
}

/** A question of a catalogue item or of a variable set. */
export interface HouseQuestion {
  readonly name: string
  readonly text?: string
  /** ServiceNow's number of the question's type; default 6, a single line. */
  readonly type?: string
  readonly reference?: string
}

/** An instance in the making: its world, and verbs that add whole things to it. */
export interface House {
  readonly world: World
  person(userName: string, more?: RowValues): Row
  group(name: string, members: readonly Row[], more?: RowValues): Row
  role(name: string, more?: RowValues): Row
  /** Gives a role to a person directly. */
  grant(user: Row, role: Row, at?: string): Row
  /** Gives a role to a group, and so to its members by inheritance. */
  grantToGroup(group: Row, role: Row, at?: string): void
  item(name: string, questions: readonly HouseQuestion[]): Row
  /** Adds a multi-row set of questions to an item. */
  multiRowSet(item: Row, internalName: string, questions: readonly HouseQuestion[]): Row
  /** Adds an order with its request, answers, fulfilment task and approvals; gives the requested item. */
  order(order: HouseOrder): Row
  approve(task: Row, approval: HouseApproval): Row
  change(values: RowValues, approvals?: readonly HouseApproval[]): Row
}

/** Starts an instance that has the vendor's tables and nobody in them. */
export function createHouse({ now }: { readonly now?: () => number } = {}): House {
  const world = createWorld(now === undefined ? {} : { now })
  for (const table of [peopleTables, catalogueTables, taskTables, approvalTables, findingTables].flat())
    world.define(table)
  const groupApprovals = new Map<string, Row>()

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

  function item(name: string, questions: readonly HouseQuestion[]): Row {
    const row = world.insert('sc_cat_item', { name, active: 'true' })
    for (const [order, question] of questions.entries()) addQuestion(question, order, { cat_item: idOf(row) })
    return row
  }

  function multiRowSet(of: Row, internalName: string, questions: readonly HouseQuestion[]): Row {
    const set = world.insert('item_option_new_set', {
      title: internalName,
      internal_name: internalName,
      type: 'one_to_many',
    })
    world.insert('io_set_item', { sc_cat_item: idOf(of), variable_set: idOf(set) })
    for (const [order, question] of questions.entries()) addQuestion(question, order, { variable_set: idOf(set) })
    return set
  }

  function addQuestion({ name, text = name, type = '6', reference = '' }: HouseQuestion, order: number, of: RowValues) {
    const values = { name, question_text: text, type, reference, order: String(order), active: 'true', ...of }
    world.insert('item_option_new', values)
  }

  function order(ordered: HouseOrder): Row {
    const { item: what, requestedFor, openedBy = requestedFor, openedAt, closedAt, approvals = [] } = ordered
    const closed = closedAt !== undefined
    const ended = { active: String(!closed), closed_at: closed ? dbStamp(closedAt) : '' }
    const people = { requested_for: idOf(requestedFor), opened_by: idOf(openedBy), opened_at: dbStamp(openedAt) }
    const stamps = { ...createdAt(openedAt), sys_updated_on: dbStamp(closedAt ?? openedAt) }
    const state = ordered.state ?? (closed ? '3' : '1')
    const decided = approvals.length === 0 ? 'not requested' : (approvals.at(-1)?.state ?? 'approved')
    const shared = { ...people, ...ended, ...stamps, state, approval: decided }
    const requestState = closed ? 'closed_complete' : 'in_process'
    const request = world.insert('sc_request', { ...shared, request_state: requestState })
    const requested = world.insert('sc_req_item', {
      ...shared,
      request: idOf(request),
      cat_item: idOf(what),
      short_description: what.name ?? '',
      stage: closed ? 'complete' : 'fulfillment',
      quantity: '1',
      ...ordered.more,
    })
    const { requested_for: _, ...ofTask } = shared
    world.insert('sc_task', { ...ofTask, request: idOf(request), request_item: idOf(requested) })
    answer(requested, what, ordered, stamps)
    for (const approval of approvals) approve(requested, approval)
    return requested
  }

  function answer(requested: Row, what: Row, { variables = {}, rows = {} }: HouseOrder, stamps: RowValues): void {
    for (const [name, value] of Object.entries(variables)) {
      const option = world.insert('sc_item_option', {
        item_option_new: questionOf({ cat_item: idOf(what) }, name),
        value,
        ...stamps,
      })
      world.insert('sc_item_option_mtom', { request_item: idOf(requested), sc_item_option: idOf(option), ...stamps })
    }
    for (const [internalName, answered] of Object.entries(rows)) {
      const set = idOf(world.rows('item_option_new_set').find((row) => row.internal_name === internalName))
      for (const [at, answers] of answered.entries()) {
        for (const [name, value] of Object.entries(answers)) {
          world.insert('sc_multi_row_question_answer', {
            parent_id: idOf(requested),
            parent_table_name: 'sc_req_item',
            row_index: `${idOf(requested).slice(0, 24)}${String(at).padStart(8, '0')}`,
            item_option_new: questionOf({ variable_set: set }, name),
            variable_set: set,
            value,
            ...stamps,
          })
        }
      }
    }
  }

  function questionOf(of: RowValues, name: string): string {
    const [[column, id] = ['', '']] = Object.entries(of)
    const question = world.rows('item_option_new').find((row) => row[column] === id && row.name === name)
    if (question === undefined) throw new Error(`there is no question ${name}`)
    return idOf(question)
  }

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

  function change(values: RowValues, approvals: readonly HouseApproval[] = []): Row {
    const row = world.insert('change_request', values)
    for (const approval of approvals) approve(row, approval)
    return row
  }

  return { world, person, group, role, grant, grantToGroup, item, multiRowSet, order, approve, change }
}

/** The id of a row that must be there. */
export function idOf(row: Row | undefined): string {
  if (row?.sys_id === undefined) throw new Error('there is no such row')
  return row.sys_id
}

/** Writes `2026-03-01T08:00:00Z` as the database keeps it. */
export function dbStamp(instant: string): string {
  return stampOf(Date.parse(instant))
}

function createdAt(at: string | undefined): RowValues {
  return at === undefined ? {} : { sys_created_on: dbStamp(at) }
}
