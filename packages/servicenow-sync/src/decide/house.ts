import {
  bookFromFiles,
  type Catalogue,
  catalogueBook,
  createDirectory,
  type Directory,
  type EntitlementBook,
  everyNameItself,
  type Policy,
} from '@ticketbound/core'
import type { NightMemory } from './night-memory.ts'

/** The rules that something is decided by. */
export interface Rules {
  readonly catalogue?: Catalogue
  readonly policy: Policy
}

/** The rules beside the names that they speak of. */
export interface House {
  readonly policy: Policy
  readonly entitlements: EntitlementBook
  readonly people: Directory
}

/** Lays rules out over what the last night knew of people and systems. */
export function houseUnder({ catalogue, policy }: Rules, memory: NightMemory): House {
  const { people, systems, names } = memory
  return {
    policy,
    entitlements: catalogue ? catalogueBook(catalogue, systems) : bookFromFiles(systems, names()),
    people: people === undefined ? everyNameItself : createDirectory(people, policy.correlation),
  }
}
