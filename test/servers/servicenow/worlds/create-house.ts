import { createWorld, type World } from '../world/create-world.ts'
import type { Row } from '../world/row.ts'
import { createApprovals, type HouseApproval } from './house-approvals.ts'
import { createCatalogue, type HouseCatalogue } from './house-catalogue.ts'
import { createOrders, type HouseOrders } from './house-orders.ts'
import { createPeople, type HousePeople } from './house-people.ts'
import { instanceTables } from './instance-tables.ts'

/** An instance in the making: its world, and verbs that add whole things to it. */
export interface House extends HousePeople, HouseCatalogue, HouseOrders {
  readonly world: World
  approve(task: Row, approval: HouseApproval): Row
}

/** Starts an instance that has the vendor's tables and nobody in them. */
export function createHouse({ now }: { readonly now?: () => number } = {}): House {
  const world = createWorld(now === undefined ? {} : { now })
  for (const table of instanceTables) world.define(table)
  const approve = createApprovals(world)
  return { world, approve, ...createPeople(world), ...createCatalogue(world), ...createOrders(world, approve) }
}
