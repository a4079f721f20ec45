import type { SourceNight, World, WorldNight } from './world.ts'

/** Makes a failing world as small as it can: takes away one thing at a time for as long as it still fails. */
export async function shrinkWorld(world: World, fails: (world: World) => Promise<boolean>): Promise<World> {
  let smallest = world
  for (;;) {
    const next = await firstFailing(smallerWorlds(smallest), fails)
    if (next === undefined) return smallest
    smallest = next
  }
}

async function firstFailing(
  worlds: Iterable<World>,
  fails: (world: World) => Promise<boolean>,
): Promise<World | undefined> {
  for (const world of worlds) if (await fails(world)) return world
  return undefined
}

function* smallerWorlds(world: World): Generator<World> {
  const { nights, catalogue } = world
  for (const index of nights.keys()) if (nights.length > 1) yield { ...world, nights: without(nights, index) }
  for (const [index, night] of nights.entries()) {
    for (const smaller of smallerNights(night)) yield { ...world, nights: nights.with(index, smaller) }
  }
  for (const index of (catalogue ?? []).keys()) if (catalogue) yield { ...world, catalogue: without(catalogue, index) }
}

function* smallerNights(night: WorldNight): Generator<WorldNight> {
  for (const requests of smallerSources(night.requests)) yield { ...night, requests }
  for (const [system, given] of Object.entries(night.access)) {
    for (const smaller of smallerSources(given)) yield { ...night, access: { ...night.access, [system]: smaller } }
  }
  for (const people of night.people ? smallerSources(night.people) : []) yield { ...night, people }
  for (const recertifications of night.recertifications ? smallerSources(night.recertifications) : []) {
    yield { ...night, recertifications }
  }
  for (const index of night.exceptions.keys()) yield { ...night, exceptions: without(night.exceptions, index) }
  for (const index of night.accept.keys()) yield { ...night, accept: without(night.accept, index) }
}

function* smallerSources<Row>({ complete, rows }: SourceNight<Row>): Generator<SourceNight<Row>> {
  if (!complete) yield { complete: true, rows }
  for (const index of rows.keys()) yield { complete, rows: without(rows, index) }
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index)
}
