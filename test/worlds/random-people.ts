import type { Choices } from './prng.ts'
import { type House, instant, ownAccount } from './random-house.ts'
import type { PersonRow } from './world.ts'

/** Draws the people of the first night: the principals, and two who approve. */
export function randomPeople(house: House, choices: Choices): readonly PersonRow[] {
  return ['olga', 'max', ...house.principals].map((principal) => randomPerson(principal, house, choices))
}

/** What became of the people by the next night: somebody left or came back, accounts moved, somebody vanished. */
export function laterPeople(people: readonly PersonRow[], house: House, choices: Choices): readonly PersonRow[] {
  return people
    .filter(() => !choices.chance(0.03))
    .map((person) => {
      if (choices.chance(0.8)) return person
      const again = randomPerson(person.principal, house, choices)
      return choices.pick([again, { ...person, active: !person.active }, { ...person, accounts: again.accounts }])
    })
}

function randomPerson(principal: string, house: House, choices: Choices): PersonRow {
  const kind = principal === 'bot' ? 'agent' : principal === 'job' ? 'service' : 'human'
  const isApprover = principal === 'olga' || principal === 'max'
  const dated = choices.chance(0.2)
  return {
    principal,
    kind,
    active: choices.chance(0.9),
    ...(choices.chance(0.05) && { startedAt: instant(choices.below(14)) }),
    ...(dated && {
      endedAt: choices.chance(0.3) ? instant(2 * choices.below(10)).slice(0, 10) : instant(choices.below(20)),
    }),
    ...(kind !== 'human' && choices.chance(0.8) && { sponsor: choices.pick(['ann', 'olga', 'max', 'a1', 'nobody']) }),
    ...(kind === 'agent' && choices.chance(0.8) && { peers: choices.pick(somePeers) }),
    ...(choices.chance(0.6) && { manager: choices.pick(['olga', 'max', 'ann']) }),
    ...(choices.chance(isApprover ? 0.7 : 0.2) && { groups: [membership(choices)] }),
    ...(choices.chance(isApprover ? 0.7 : 0.2) && { roles: [membership(choices)] }),
    ...(choices.chance(0.3) && { delegates: [delegation(house, choices)] }),
    accounts: isApprover ? [] : randomAccounts(principal, house, choices),
  }
}

const somePeers: readonly [readonly string[], ...(readonly string[])[]] = [
  ['ann'],
  ['ann', 'bob'],
  ['a1', 'ann'],
  ['max', 'a2'],
  ['nobody', 'job'],
]

function membership(choices: Choices) {
  return {
    id: choices.pick(['leads', 'leads', 'others']),
    ...(choices.chance(0.3) && { from: instant(choices.below(8)) }),
    ...(choices.chance(0.3) && { until: instant(choices.below(12)) }),
  }
}

function delegation({ approvers, entitlements }: House, choices: Choices) {
  const from = choices.below(6)
  return {
    to: choices.pick(approvers),
    from: instant(from),
    until: instant(from + 1 + choices.below(6)),
    ...(choices.chance(0.3) && { entitlements: [choices.pick(entitlements)] }),
  }
}

function randomAccounts(principal: string, { systems }: House, choices: Choices) {
  const account = choices.chance(0.85) ? ownAccount(principal) : choices.pick(['a1', 'a2', 'a3'])
  const first = { account, ...(choices.chance(0.8) && { system: choices.pick(systems) }) }
  return choices.chance(0.2)
    ? [first, { account: choices.pick(['a1', 'a2', 'a3']), system: choices.pick(systems) }]
    : [first]
}
