import type { Shelf } from './kvs/create-shelf.ts'
import type { Shelves } from './kvs/shelves.ts'

/** What the app has stored, for a test to look at, and to change behind its back. */
export interface StoredData {
  values(): Readonly<Record<string, unknown>>
  secrets(): Readonly<Record<string, unknown>>
  /** The entities of a kind by key. */
  entities(kind: string): Readonly<Record<string, unknown>>
  putValue(key: string, value: unknown): void
  deleteValue(key: string): void
  deleteSecret(key: string): void
  putEntity(kind: string, key: string, value: unknown): void
  deleteEntity(kind: string, key: string): void
}

/** Makes the view of what is stored. */
export function inspectStorage(shelves: Shelves): StoredData {
  const kind = (name: string): Shelf => {
    const found = shelves.entities.get(name)
    if (found === undefined) throw new Error(`no entity ${name} is declared`)
    return found.shelf
  }
  return {
    values: () => contents(shelves, shelves.values),
    secrets: () => contents(shelves, shelves.secrets),
    entities: (name) => contents(shelves, kind(name)),
    putValue: (key, value) => {
      shelves.values.set(key, value)
    },
    deleteValue: (key) => {
      shelves.values.delete(key)
    },
    deleteSecret: (key) => {
      shelves.secrets.delete(key)
    },
    putEntity: (name, key, value) => {
      kind(name).set(key, value)
    },
    deleteEntity: (name, key) => {
      kind(name).delete(key)
    },
  }
}

function contents({ now }: Shelves, shelf: Shelf): Readonly<Record<string, unknown>> {
  return Object.fromEntries(shelf.asOf(now()).map(({ key, value }) => [key, value]))
}
