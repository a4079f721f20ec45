import type { ForgeLimits } from '../limits.ts'
import { createShelf, type Shelf } from './create-shelf.ts'
import type { EntitySchema } from './entity-schema.ts'
import { type Refusal, refuse } from './refusal.ts'

/** What one installation of the app has stored. */
export interface Shelves {
  readonly limits: ForgeLimits
  readonly now: () => number
  readonly values: Shelf
  /** Apart from the values: no query gives a secret. */
  readonly secrets: Shelf
  readonly entities: ReadonlyMap<string, { readonly schema: EntitySchema; readonly shelf: Shelf }>
}

/** How storage behaves for one request. */
export interface Habits {
  /** How far queries are behind; what is asked for by its key never is. */
  readonly lagMs: number
  /** Which keys of a batch fail for no reason of their own. */
  readonly failsInBatch: (key: string) => boolean
}

/** Makes the empty storage of a new installation. */
export function createShelves(
  schemas: ReadonlyMap<string, EntitySchema>,
  limits: ForgeLimits,
  now: () => number,
): Shelves {
  const shelf = () => createShelf(now, limits['expired-readable-hours'] * 3_600_000)
  const entities = new Map([...schemas].map(([name, schema]) => [name, { schema, shelf: shelf() }] as const))
  return { limits, now, values: shelf(), secrets: shelf(), entities }
}

/** Where the entities of a kind are; a kind that the manifest does not declare is refused. */
export function shelfOfKind(
  shelves: Shelves,
  name: unknown,
): { readonly schema: EntitySchema; readonly shelf: Shelf } | Refusal {
  const found = typeof name === 'string' ? shelves.entities.get(name) : undefined
  return found ?? refuse(404, 'SCHEMA_NOT_FOUND', 'The schema provided does not exist')
}
