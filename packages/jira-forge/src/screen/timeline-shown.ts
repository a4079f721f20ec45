import { formatInstant, ruleFacts, ruleIds } from '@ticketbound/core'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import { type DecisionEntry, type TimelineEntry as ToldEntry, timelineOf } from '../desk/timeline.ts'
import { labelOf } from './field-words.ts'
import type { Said, TimelineEntry } from './issue-screen.ts'
import type { PeopleShown } from './people-shown.ts'
import { plainWords } from './plain-words.ts'

/** Shows what was decided and what happened, the oldest first, each approval with whether and why it counts. */
export function timelineShown(desk: IssueOnDesk, people: PeopleShown): readonly TimelineEntry[] {
  return timelineOf(desk).map((entry) => toShown(entry, people))
}

function toShown(entry: ToldEntry, people: PeopleShown): TimelineEntry {
  const at = formatInstant(entry.at)
  switch (entry.type) {
    case 'decision':
      return { at, what: sayDecision(entry, people), ...worthOf(entry) }
    case 'passage':
      return { at, what: ['The request passed the gate.'], why: [] }
    case 'voiding':
      return { at, what: sayVoiding(entry, people), why: [] }
    case 'exception-asked': {
      const rules = entry.rules.map(titleOf).join(', ')
      const asked = ` asked for an exception until ${plainWords(entry.until)} (${rules}): ${plainWords(entry.reason)}`
      return { at, what: [people.person(entry.who), asked], why: [] }
    }
  }
}

const verbs = { approved: ' approved', rejected: ' declined', withdrawn: ' withdrew the approval' } as const
const places = { sealed: '', native: ' in Jira Service Management', informal: ' in a comment' } as const

function sayDecision({ who, decision, how, group, onBehalfOf }: DecisionEntry, people: PeopleShown): Said {
  return [
    people.person(who),
    verbs[decision],
    ...(group === undefined ? [] : [` for group “${plainWords(group)}”`]),
    ...(onBehalfOf === undefined ? [] : [' in place of ', people.person(onBehalfOf)]),
    `${places[how]}.`,
  ]
}

/** A no that stands speaks for itself; one that something came after no longer means anything. */
function worthOf({ decision, standing, why }: DecisionEntry): Pick<TimelineEntry, 'counts' | 'why'> {
  if (decision === 'approved') return { counts: standing === 'counts', why }
  return standing === 'stands'
    ? { why: [] }
    : { counts: false, why: standing === 'refused' ? [] : ['something came after it'] }
}

function sayVoiding({ fields, approvers }: Extract<ToldEntry, { type: 'voiding' }>, people: PeopleShown): Said {
  const changed = `${fields.map(labelOf).join(', ')} changed.`
  if (approvers.length === 0) return [changed]
  const named = approvers.flatMap((name, at) => [at === 0 ? '' : ', ', people.person(name)]).slice(1)
  return [`${changed} The approval of `, ...named, ' no longer counts.']
}

function titleOf(rule: string): string {
  const known = ruleIds.find((id) => id === rule)
  return known === undefined ? plainWords(rule) : ruleFacts(known).title
}
