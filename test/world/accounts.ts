import { principals } from './principals.ts'
import type { Principal, System } from './world.ts'

/** The account by which a principal is known on a system: the first that is listed, else as the system names people. */
export function accountOf(principal: string, system: System): string {
  const listed = personOf(principal).accounts.find((account) => account.system === system)
  // `closing-desk` is shared by two people, who each have an account of their own as well.
  if (listed !== undefined && listed.account !== 'closing-desk') return listed.account
  return system === 'finance' ? (personOf(principal).employeeNumber ?? principal) : principal
}

/** The principal of an id. Throws where the world has none, because a typing error must not become a finding. */
export function personOf(id: string): Principal {
  const found = principals.find(({ principal }) => principal === id)
  if (found === undefined) throw new Error(`the small world has no principal ${id}`)
  return found
}
