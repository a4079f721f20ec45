import type { Person } from '../model/person.ts'
import { isActiveAt } from '../model/person.ts'
import type { CorrelationTier } from '../policy/policy.ts'
import type { Instant } from '../time/instant.ts'

/** Whose an account is. */
export type Binding =
  | { readonly to: 'principal'; readonly principal: string }
  | { readonly to: 'several'; readonly candidates: readonly string[] }
  | { readonly to: 'nobody' }

/** The principals of one night, and the ways to find them. */
export interface Directory {
  /** False where no people source is configured: then every name is its own principal, active and human. */
  readonly known: boolean
  person(principal: string): Person | undefined
  people(): Iterable<Person>
  /** Finds the one principal that a name (an id, or an account anywhere) stands for; `undefined` when none or several do. */
  resolve(name: string): string | undefined
  /** Tells whose an account on a system is, by the declared tiers: the first with a match decides. */
  bind(system: string, account: string): Binding
  /** Says whether a principal is active at an instant. One the directory does not know is not. */
  isActive(principal: string, at: Instant): boolean
  /** Says whether a principal is a human who is active at an instant. */
  isActiveHuman(principal: string, at: Instant): boolean
}

/** The directory of a night without a people source: every account is its own principal, active and human. */
export const everyNameItself: Directory = {
  known: false,
  person: () => undefined,
  people: () => [],
  resolve: (name) => name,
  bind: (_system, account) => ({ to: 'principal', principal: account }),
  isActive: () => true,
  isActiveHuman: () => true,
}

/** Builds the directory from the people that a night knows. Memory grows with the people, not with their access. */
export function createDirectory(people: Iterable<Person>, tiers: readonly CorrelationTier[]): Directory {
  const byPrincipal = new Map<string, Person>()
  const byAccount = new Names()
  const look = tiers.map((tier) => ({ tier, names: new Names() }))
  for (const person of people) {
    byPrincipal.set(person.principal, person)
    for (const { account } of person.accounts) byAccount.add(account, person.principal)
    for (const { tier, names } of look) addTierNames(names, tier, person)
  }

  function bind(system: string, account: string): Binding {
    for (const { tier, names } of look) {
      const found = names.get(tier === 'account' ? onSystem(system, account) : account)
      if (typeof found === 'string') return { to: 'principal', principal: found }
      if (found !== undefined) return { to: 'several', candidates: [...found].sort() }
    }
    return { to: 'nobody' }
  }

  function resolve(name: string): string | undefined {
    const holder = byAccount.get(name)
    if (!byPrincipal.has(name)) return typeof holder === 'string' ? holder : undefined
    return holder === undefined || holder === name ? name : undefined
  }

  function isActive(principal: string, at: Instant): boolean {
    const person = byPrincipal.get(principal)
    return person !== undefined && isActiveAt(person, at)
  }

  return {
    known: true,
    person: (principal) => byPrincipal.get(principal),
    people: () => byPrincipal.values(),
    resolve,
    bind,
    isActive,
    isActiveHuman: (principal, at) => byPrincipal.get(principal)?.kind === 'human' && isActive(principal, at),
  }
}

function addTierNames(names: Names, tier: CorrelationTier, person: Person): void {
  if (tier === 'principal') names.add(person.principal, person.principal)
  if (tier.startsWith('id:')) {
    const id = person.ids?.[tier.slice(3)]
    if (id !== undefined) names.add(id, person.principal)
  }
  if (!tier.startsWith('account')) return
  for (const { system, account } of person.accounts) {
    if (tier === 'account' && system !== undefined) names.add(onSystem(system, account), person.principal)
    if (tier === 'account-any-system' && system === undefined) names.add(account, person.principal)
  }
}

function onSystem(system: string, account: string): string {
  return `${system}\u0000${account}`
}

/** Names and the principals that bear them; nearly every name has one bearer, so that one is stored bare. */
class Names {
  readonly #bearers = new Map<string, string | Set<string>>()

  add(name: string, principal: string): void {
    const known = this.#bearers.get(name)
    if (known === undefined || known === principal) this.#bearers.set(name, principal)
    else if (typeof known === 'string') this.#bearers.set(name, new Set([known, principal]))
    else known.add(principal)
  }

  get(name: string): string | ReadonlySet<string> | undefined {
    return this.#bearers.get(name)
  }
}
