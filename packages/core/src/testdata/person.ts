import type { Person } from '../model/person.ts'
import { createDirectory, type Directory } from '../people/directory.ts'

/** An active human without accounts, unless told otherwise. */
export function aPerson(principal: string, given: Partial<Person> = {}): Person {
  return { principal, kind: 'human', active: true, accounts: [], ...given }
}

/** A directory of some people, under the default tiers. */
export function directoryOf(...people: readonly Person[]): Directory {
  return createDirectory(people, ['account', 'account-any-system', 'principal'])
}
