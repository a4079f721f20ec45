import { createWorld, type World } from '../../servers/servicenow/world/create-world.ts'
import { tickets } from '../small-world.ts'
import { type NightNumber, nights } from '../world.ts'
import { formWrites } from './order-forms.ts'
import { peopleWrites } from './people-writes.ts'
import { tablesWithGate } from './tables-with-gate.ts'
import { ticketWrites } from './ticket-writes.ts'
import { sysIdOf, type Write } from './write.ts'

/** A ServiceNow instance that the small world's tickets live on. */
export interface SmallInstance {
  readonly world: World
  /**
   * Lets everything happen that happens until a night, each thing at its own time and in the name of who does it, and
   * stops the instance's clock there. Nights go forward only.
   */
  playTo(night: NightNumber): void
}

/** Everything that ever happens on the instance, in the order of time. */
const life: readonly Write[] = [...peopleWrites, ...formWrites, ...tickets.flatMap(ticketWrites)].toSorted(
  (one, other) => Date.parse(one.at) - Date.parse(other.at),
)

/** Makes an instance on which nothing has happened yet. */
export function createSmallInstance(): SmallInstance {
  const world = createWorld({ seed: 'small world', now: () => Date.parse('2023-01-01T00:00:00Z') })
  for (const definition of tablesWithGate) world.define(definition)
  let played = 0

  function playTo(night: NightNumber): void {
    const until = Date.parse(nights[night])
    for (const write of life.slice(played)) {
      const at = Date.parse(write.at)
      if (at > until) break
      world.now = () => at
      perform(world, write)
      played += 1
    }
    world.now = () => until
  }

  return { world, playTo }
}

function perform(world: World, { by, table, row, values }: Write): void {
  const sysId = sysIdOf(table, row)
  if (world.find(table, sysId) === undefined) world.insert(table, { sys_id: sysId, ...values }, by)
  else world.update(table, sysId, values, by)
}
