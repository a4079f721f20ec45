import type { World } from '../world/create-world.ts'
import type { Flaw } from './flaw.ts'
import type { When } from './when.ts'

/** Many rows share the second in which they were changed, and such rows come in another order each time. */
export const manyTies: Flaw<When & { readonly rowsPerStamp?: number }> = {
  defaults: { rowsPerStamp: 7 },
  begin: ({ rowsPerStamp = 7, table }, world) => {
    const tables = table === undefined ? world.tableNames() : [table]
    const stamps = new Map(tables.flatMap((name) => sharedStamps(world, name, rowsPerStamp)))
    world.rewrite(({ sys_id: sysId = '' }) => {
      const shared = stamps.get(sysId)
      return shared === undefined ? undefined : { sys_updated_on: shared }
    })
  },
  reading: (_, { choices }) => ({ tieBreak: () => choices.below(1000) }),
}

function sharedStamps(world: World, table: string, each: number): readonly (readonly [string, string])[] {
  const stampOf = (at: number): string => rows[at]?.sys_updated_on ?? ''
  const rows = world
    .rows(table)
    .toSorted((one, other) => ((one.sys_updated_on ?? '') < (other.sys_updated_on ?? '') ? -1 : 1))
  return rows.map(({ sys_id: sysId = '' }, at) => [sysId, stampOf(at - (at % each))] as const)
}
