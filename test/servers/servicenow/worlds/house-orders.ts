import type { World } from '../world/create-world.ts'
import type { Row, RowValues } from '../world/row.ts'
import { answerQuestions } from './answer-questions.ts'
import type { HouseApproval } from './house-approvals.ts'
import { createdAt, dbStamp, idOf } from './row-values.ts'

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

/** Verbs that add work to an instance. */
export interface HouseOrders {
  /** Adds an order with its request, answers, fulfilment task and approvals; gives the requested item. */
  order(order: HouseOrder): Row
  change(values: RowValues, approvals?: readonly HouseApproval[]): Row
}

/** Makes the verbs that add orders and changes to a world. */
export function createOrders(world: World, approve: (task: Row, approval: HouseApproval) => Row): HouseOrders {
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
    answerQuestions(world, requested, ordered, stamps)
    for (const approval of approvals) approve(requested, approval)
    return requested
  }

  function change(values: RowValues, approvals: readonly HouseApproval[] = []): Row {
    const row = world.insert('change_request', values)
    for (const approval of approvals) approve(row, approval)
    return row
  }

  return { order, change }
}
