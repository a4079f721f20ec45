import type { Behaviours, FlawName } from '../servers/servicenow/flaws/catalogue.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { createWorld } from '../servers/servicenow/world/create-world.ts'
import { choicesFrom } from '../worlds/prng.ts'
import type { Plan, PlannedChange } from './plan.ts'
import { type TableHistory, watchTable } from './row-history.ts'
import { ticketFields, ticketTable } from './ticket-table.ts'

/** An emulated instance, and everything that ever happened to its rows. */
export interface ChaosInstance {
  readonly server: ServiceNowServer
  readonly password: string
  readonly history: TableHistory
  /** The instance's clock, in milliseconds. */
  now(): number
  goTo(at: number): void
  change(what: PlannedChange['what'], pick: number): void
  /** Switches these flaws on and all others off, but for those of the rows themselves and those that are kept. */
  setFlaws(flaws: Behaviours, kept?: readonly FlawName[]): void
}

const dayMs = 86_400_000

/** When the first night begins, by the instance's clock. */
export const firstNight = Date.UTC(2026, 3, 1, 2)

/** Starts the instance of a plan, as it is before anything happens. */
export async function startInstance(plan: Plan): Promise<ChaosInstance> {
  let at = firstNight - 30 * dayMs
  const world = createWorld({ now: () => at, seed: `chaos ${plan.seed}` })
  world.define(ticketTable)
  fill()
  const password = `geheim-${plan.seed}-%+"`
  const users = [{ name: 'reader', password, roles: ['admin'] }]
  const server = await startServiceNow({ world, users, behaviours: plan.shape })
  // The first request shows the flaws of the rows, which give them other keys and stamps.
  await (await fetch(`${server.url}/api/now/table/${ticketTable.name}?sysparm_limit=1`)).text()
  const history = watchTable(world, ticketTable.name, ticketFields)
  let inserted = plan.rows

  function fill(): void {
    const choices = choicesFrom(plan.seed)
    for (let n = 0; n < plan.rows; n += 1) {
      if (choices.chance(0.4)) at += Math.floor((29 * dayMs) / plan.rows)
      const { sys_id: sysId = '' } = world.insert(ticketTable.name, ticket(n))
      if (plan.undated && choices.chance(0.2))
        world.rewrite((row) => (row.sys_id === sysId ? { sys_created_on: '' } : undefined))
    }
  }

  function change(what: PlannedChange['what'], pick: number): void {
    const rows = world.rows(ticketTable.name)
    const row = rows[pick % rows.length]
    if (what === 'insert') {
      world.insert(ticketTable.name, ticket(inserted))
      inserted += 1
    } else if (row === undefined) return
    else if (what === 'update') world.update(ticketTable.name, row.sys_id ?? '', { note: `note ${pick}` })
    else world.delete(ticketTable.name, row.sys_id ?? '')
  }

  function setFlaws(flaws: Behaviours, kept: readonly FlawName[] = []): void {
    for (const name of Object.keys(server.behaviours) as FlawName[]) {
      if (!Object.hasOwn(plan.shape, name) && !kept.includes(name)) delete server.behaviours[name]
    }
    Object.assign(server.behaviours, flaws)
  }

  return {
    server,
    password,
    history,
    now: () => at,
    goTo: (then) => {
      at = Math.max(at, then)
    },
    change,
    setFlaws,
  }
}

function ticket(n: number) {
  return { number: `T${n}`, sort: n % 3 === 0 ? 'other' : 'access', note: '' }
}
