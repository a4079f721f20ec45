import { type Choices, choicesFrom } from './prng.ts'
import type { AccessRow, SourceNight, World, WorldNight } from './world.ts'

/** Changes the sources of every night, and nothing else. */
function withSources(world: World, change: <Row>(given: SourceNight<Row>) => SourceNight<Row>): World {
  const nights = world.nights.map(
    (night): WorldNight => ({
      ...night,
      requests: change(night.requests),
      access: Object.fromEntries(Object.entries(night.access).map(([system, given]) => [system, change(given)])),
      ...(night.people && { people: change(night.people) }),
      ...(night.recertifications && { recertifications: change(night.recertifications) }),
      exceptions: change({ complete: true, rows: night.exceptions }).rows,
    }),
  )
  return { ...world, nights }
}

/** The same world with the rows of every source in another order. */
export function shuffled(world: World, seed: number): World {
  const choices = choicesFrom(seed)
  return withSources(world, ({ complete, rows }) => ({ complete, rows: inAnyOrder(rows, choices) }))
}

/** The same world with some rows of every source written twice. */
export function repeated(world: World, seed: number): World {
  const choices = choicesFrom(seed)
  return withSources(world, ({ complete, rows }) => ({ complete, rows: [...rows, ...choices.some(rows, 0.4)] }))
}

/** The same world in which a stranger holds something that nobody else holds, wherever that system was read at all. */
export function withStranger(world: World, stranger: AccessRow): World {
  const nights = world.nights.map((night): WorldNight => {
    const access = Object.entries(night.access).map(([system, given]) => {
      const isRead = given.complete || given.rows.length > 0
      return [system, isRead ? { ...given, rows: [...given.rows, stranger] } : given] as const
    })
    return { ...night, access: Object.fromEntries(access) }
  })
  return { ...world, nights }
}

/** The same world, in whose last night one system could not be read to its end. */
export function cutShort(world: World, system: string, seed: number): World {
  const last = world.nights.at(-1)
  const given = last?.access[system]
  if (last === undefined || given === undefined) return world
  const cut = { complete: false, rows: choicesFrom(seed).some(given.rows, 0.6) }
  return { ...world, nights: [...world.nights.slice(0, -1), { ...last, access: { ...last.access, [system]: cut } }] }
}

function inAnyOrder<Row>(rows: readonly Row[], choices: Choices): readonly Row[] {
  const left = [...rows]
  const order: Row[] = []
  while (left.length > 0) order.push(...left.splice(choices.below(left.length), 1))
  return order
}
