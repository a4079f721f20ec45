import type { Person } from '@ticketbound/core'

/** Somebody of the people document who is active and human, with the account `acc-NAME`. */
export function aPersonOf(name: string, given: Partial<Person> = {}): Person {
  return { principal: name, kind: 'human', active: true, accounts: [{ account: `acc-${name}` }], ...given }
}
