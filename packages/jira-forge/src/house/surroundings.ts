import {
  bookFromFiles,
  catalogueBook,
  createDirectory,
  type Delegation,
  type Directory,
  defaultPolicy,
  everyNameItself,
  type Person,
  type Policy,
  type RequestSurroundings,
} from '@ticketbound/core'
import type { KeptDelegation } from '../storage/delegations.ts'
import type { RuleBook } from '../storage/settings-store.ts'

/**
 * Lays out what a request is judged in, from the rules of a site. The app reads no system, so nobody can prove here what
 * a principal holds: what depends on it says `access-unknown`. Nor does it know of other open requests; that is left to
 * the night.
 */
export function surroundingsUnder(book: RuleBook): RequestSurroundings {
  const policy = book.policy ?? defaultPolicy
  const exceptions = new Map(book.exceptions.map((exception) => [exception.id, exception] as const))
  return {
    entitlements: book.catalogue === undefined ? bookFromFiles([], new Map()) : catalogueBook(book.catalogue, []),
    people: directoryOf(book, policy),
    policy,
    heldBy: () => undefined,
    openFor: () => [],
    exception: (id) => exceptions.get(id),
  }
}

/** What somebody delegated in the app stands beside what the people document says. */
function directoryOf({ people, delegations }: RuleBook, { correlation }: Policy): Directory {
  const made = delegationsBy(delegations)
  if (people === undefined) return namesThemselves(made)
  return createDirectory(
    people.map((person) => withDelegates(person, made.get(person.principal))),
    correlation,
  )
}

function delegationsBy(delegations: readonly KeptDelegation[]): ReadonlyMap<string, readonly Delegation[]> {
  const made = new Map<string, Delegation[]>()
  for (const { by, ...delegation } of delegations) made.set(by, [...(made.get(by) ?? []), delegation])
  return made
}

function withDelegates(person: Person, made: readonly Delegation[] | undefined): Person {
  return made === undefined ? person : { ...person, delegates: [...(person.delegates ?? []), ...made] }
}

/** Without a people document everybody is who their name says, and nothing is known of them but whom they delegated to. */
function namesThemselves(made: ReadonlyMap<string, readonly Delegation[]>): Directory {
  return {
    ...everyNameItself,
    person(principal) {
      const delegates = made.get(principal)
      return delegates && { principal, kind: 'human', active: true, accounts: [], delegates }
    },
  }
}
