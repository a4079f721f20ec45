import { lastDayBefore, ruleFacts } from '@ticketbound/core'
import type { Capacity } from '../desk/capacity.ts'
import type { MayDecide } from '../desk/may-decide.ts'
import type { Permission } from '../desk/permission.ts'
import type { Drawn } from './drawn.ts'
import type { AskNext, DecisionRole, ScreenMay } from './issue-screen.ts'
import type { PeopleShown } from './people-shown.ts'
import { plainWords } from './plain-words.ts'

/** What nobody may do: where there is nothing to decide about. */
export const mayNothing: ScreenMay = {
  approve: [],
  decline: [],
  withdraw: false,
  delegate: false,
  delegations: [],
  exceptions: [],
}

/** Shows what an account may do. What it has decided already is not offered again. */
export function mayShown(may: MayDecide, { people, delegations, surroundings }: Drawn): ScreenMay {
  const { approve, decline, withdraw, delegate, askException, decided } = may
  return {
    approve: decided === 'approved' ? [] : rolesOf(approve, people),
    decline: decided === 'rejected' ? [] : rolesOf(decline, people),
    withdraw: withdraw.ok,
    delegate: delegate.ok,
    delegations: delegations.map(({ to, until }) => ({
      to: people.person(to),
      id: to,
      until: lastDayBefore(until, surroundings.policy.zone),
    })),
    ...(decided === undefined && !approve.ok && { whyNot: people.say(`${approve.message} ${approve.help}`) }),
    ...(approve.ok && approve.beware !== undefined && { beware: people.say(approve.beware) }),
    exceptions: askException.ok ? askException.rules.map((rule) => ({ rule, title: ruleFacts(rule).title })) : [],
  }
}

/** Each right once: a rule can name somebody in several of its parts. */
function rolesOf(permission: Permission, people: PeopleShown): readonly DecisionRole[] {
  if (!permission.ok) return []
  const roles = new Map<string, DecisionRole>()
  for (const { group, onBehalfOf } of permission.as) {
    const label = sayRight(
      { ...(group !== undefined && { group }), ...(onBehalfOf !== undefined && { onBehalfOf }) },
      people,
    )
    if (!roles.has(label)) {
      roles.set(label, {
        label,
        ...(group !== undefined && { group }),
        ...(onBehalfOf !== undefined && { onBehalfOf }),
      })
    }
  }
  return [...roles.values()]
}

function sayRight({ group, onBehalfOf }: Pick<Capacity, 'group' | 'onBehalfOf'>, people: PeopleShown): string {
  const whom = onBehalfOf === undefined ? 'Yourself' : `In place of ${people.person(onBehalfOf).name}`
  return group === undefined ? whom : `${whom}, for group “${plainWords(group)}”`
}

/** Shows whom to ask next. */
export function askNextShown({ toAsk }: Pick<MayDecide, 'toAsk'>, people: PeopleShown): readonly AskNext[] {
  return toAsk.map(({ words, missing, people: asked, more, note }) => {
    const said = people
      .say(words)
      .map((part) => (typeof part === 'string' ? part : part.name))
      .join('')
    const others = more > 0 ? ` (${more} more could)` : ''
    const nobody =
      asked.length === 0
        ? ` ${note ?? 'Nobody is left who could: ask a Jira administrator to have the catalogue or the people document looked at.'}`
        : ''
    return {
      what: `${missing} more from ${said}${others}${nobody === '' ? '' : `.${nobody}`}`,
      people: asked.map(({ principal }) => people.person(principal)),
    }
  })
}
