import type { PolicyException } from '../model/exception.ts'
import type { Person } from '../model/person.ts'
import type { RequestLine } from '../model/request.ts'
import { everyNameItself } from '../people/directory.ts'
import { type CatalogueItem, type Entitlement, namesOf } from '../policy/catalogue.ts'
import { bookFromFiles, catalogueBook } from '../policy/entitlement-book.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'
import type { HeldAccess, RequestSurroundings } from '../request/asked.ts'
import { evaluateRequest } from '../request/evaluate-request.ts'
import type { RequestVerdict } from '../request/request-verdict.ts'
import type { RuleId } from '../request/rules.ts'
import { day } from './day.ts'
import { anEntitlement } from './entitlement.ts'
import { aPerson, directoryOf } from './person.ts'
import { anOpenRequest } from './request.ts'

/** What a request of a unit test is asked in; what is left out is as it would be where all is well. */
export interface Asking {
  readonly request?: Partial<RequestLine>
  readonly entitlement?: Partial<Entitlement>
  readonly others?: readonly Entitlement[]
  readonly items?: readonly CatalogueItem[]
  /** False for a house without a catalogue. */
  readonly governed?: boolean
  /** Added to alice, bob and carol; one of them again takes their place. `none` for a house without a people source. */
  readonly people?: readonly Person[] | 'none'
  readonly policy?: Partial<Policy>
  /** Who holds what; `unknown` where nobody can prove what anybody holds. */
  readonly held?: Readonly<Record<string, readonly HeldAccess[]>> | 'unknown'
  readonly open?: readonly RequestLine[]
  readonly exception?: PolicyException
}

/** A request of alice's for `deploy` until day 40 that breaks no rule, unless told otherwise. */
export function anAskedRequest(given: Partial<RequestLine> = {}): RequestLine {
  return anOpenRequest({
    owner: 'bob',
    requester: 'carol',
    expiresAt: day(40),
    justification: 'to release what is built',
    ...given,
  })
}

/** The surroundings that a unit test describes. */
export function surroundingsOf(asking: Asking): RequestSurroundings {
  const { people = [], held = {}, open = [], exception } = asking
  const entries = [anEntitlement('deploy', { permanent: false, ...asking.entitlement }), ...(asking.others ?? [])]
  const catalogue = {
    entitlements: new Map(entries.map((it) => [it.id, it])),
    items: asking.items ?? [],
    groupOwners: new Map(),
  }
  const systems = [...new Set(entries.flatMap((it) => namesOf(it, ['prod']).map(([system]) => system)))]
  const known = new Map(['alice', 'bob', 'carol'].map((name) => [name, aPerson(name)]))
  if (people !== 'none') for (const person of people) known.set(person.principal, person)
  const byName = new Map(held === 'unknown' ? [] : Object.entries(held))
  return {
    entitlements: asking.governed === false ? bookFromFiles(['prod'], new Map()) : catalogueBook(catalogue, systems),
    people: people === 'none' ? everyNameItself : directoryOf(...known.values()),
    policy: { ...defaultPolicy, ...asking.policy },
    heldBy: (principal) => (held === 'unknown' ? undefined : (byName.get(principal) ?? [])),
    openFor: () => open,
    exception: (id) => (exception?.id === id ? exception : undefined),
  }
}

/** What is said of a request on day 10. */
export function verdictOn(asking: Asking): RequestVerdict {
  return evaluateRequest(anAskedRequest(asking.request), surroundingsOf(asking), day(10))
}

/** The codes of what a request breaks, in order. */
export function brokenBy(asking: Asking): readonly RuleId[] {
  return verdictOn(asking).violations.map(({ code }) => code)
}

/** What becomes of one rule. */
export function outcomeOf(rule: RuleId, asking: Asking): RequestVerdict['checks'][number]['outcome'] | undefined {
  return verdictOn(asking).checks.find((check) => check.rule === rule)?.outcome
}

/** What a broken rule says, and what it says to do. */
export function wordsOf(rule: RuleId, asking: Asking): string {
  const found = verdictOn(asking).violations.find(({ code }) => code === rule)
  return found === undefined ? 'not broken' : `${found.message} ${found.remedy}`
}
