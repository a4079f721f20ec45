import { foldId } from '../exchange/id.ts'
import type { Directory } from '../people/directory.ts'
import type { EntitlementBook } from '../policy/entitlement-book.ts'

/** The entitlement whose id looks like a name that is not one. To say so is all: a look-alike is never accepted. */
export function entitlementLike(name: string, book: EntitlementBook): string | undefined {
  const folded = foldId(name)
  for (const { id } of book.all()) if (id !== name && foldId(id) === folded) return id
  return undefined
}

/** The principal whose id, or whose account, looks like a name that stands for nobody. */
export function principalLike(name: string, people: Directory): string | undefined {
  const folded = foldId(name)
  for (const { principal, accounts } of people.people()) {
    if (principal !== name && foldId(principal) === folded) return principal
    for (const { account } of accounts) if (account !== name && foldId(account) === folded) return principal
  }
  return undefined
}
