import { type Fault, givesAccess, type RuleId, ruleFacts, type Violation } from '@ticketbound/core'
import { fieldOfPart, requestParts } from '@ticketbound/jira'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import { whomToAsk } from '../desk/whom-to-ask.ts'
import type { Drawn } from './drawn.ts'
import { fieldLabels } from './field-words.ts'
import type { PortalScreen, Said, ScreenPerson } from './issue-screen.ts'

/** What is shown of an issue that asks for no access: nothing. */
export const noPortalRequest: PortalScreen = { state: 'no-request', sentence: '', todo: [], waitsOn: [] }

/** Gives the name of an account where it may be told; `undefined` where nobody knows one. */
export type NameOf = (account: string) => string | undefined

/** Draws what the requester sees: why it waits, on whom, and what they can do. Nothing that only the house should know. */
export function toPortalScreen(drawn: Drawn, nameOf: NameOf): PortalScreen {
  const { reading } = drawn
  if (!reading.ok) return unreadable(reading.faults, drawn)
  const { desk } = reading
  const { line, state } = desk.judged
  if (line.kind === 'none') return noPortalRequest
  if (state === 'passed' || state === 'ready') return { ...noPortalRequest, state: 'approved', sentence: goesOn }
  if (line.state !== 'open') return { ...noPortalRequest, state: 'closed', sentence: 'Your request is closed.' }
  const todo = todoOf(desk.judged.decision.request.violations, drawn, nameOf)
  const waitsOn = givesAccess(line) ? waitsOnOf(desk, drawn, nameOf) : []
  if (todo.length > 0) return { state: 'waits-for-you', sentence: somethingMissing, todo, waitsOn }
  return { state: 'waits-for-others', sentence: sentences[state], todo, waitsOn }
}

const goesOn = 'Your request has everything that it needs. Whoever handles it takes it from here.'
const somethingMissing =
  'Something has to be put right before your request can go on. Write it in a comment, and whoever handles your request can fill it in.'
const lookedAt = 'Whoever handles your request has to look at it before it can go on.'

const sentences = {
  blocked: 'Your request waits for approval.',
  voided: 'Your request changed after it was approved, so it has to be approved again.',
  bypassed: lookedAt,
} as const

/** What these say is about access that is held, or about other people and tickets: not for the portal. */
const internal: ReadonlySet<RuleId> = new Set<RuleId>([
  'access-unknown',
  'conflicts-with-held',
  'conflicts-with-requested',
  'duplicate-of-request',
  'duplicate-of-held',
  'sponsor-missing',
  'peers-missing',
  'peer-not-active-human',
  'exceeds-peers',
  'exception-unaccountable',
  'exception-self-approved',
])

function todoOf(violations: readonly Violation[], { people }: Drawn, nameOf: NameOf): PortalScreen['todo'] {
  return violations.map(({ code, message, remedy }) => {
    if (internal.has(code)) return { message: `${ruleFacts(code).title}.`, remedy: lookedAt }
    return { message: inWords(people.say(message), nameOf), remedy: inWords(people.say(remedy), nameOf) }
  })
}

/** A field that is empty is one that the requester can name; anything else that cannot be read is for the house. */
function unreadable(faults: readonly Fault[], { map }: Drawn): PortalScreen {
  const empty = requestParts.filter((part) =>
    faults.some(({ code, field }) => code === 'field-missing' && field === fieldOfPart(part, map)),
  )
  if (empty.length === 0) return { ...noPortalRequest, state: 'waits-for-others', sentence: lookedAt }
  const todo = empty.map((part) => ({
    message: `“${fieldLabels[part]}” is not filled in.`,
    remedy: `Say what it should be.`,
  }))
  return { ...noPortalRequest, state: 'waits-for-you', sentence: somethingMissing, todo }
}

/** By name where a name is known, else by what they are. */
function waitsOnOf(desk: IssueOnDesk, { people }: Drawn, nameOf: NameOf): readonly string[] {
  return whomToAsk(desk).map(({ words, people: asked }) => {
    const who = inWords(people.say(words), nameOf)
    const names = asked.flatMap(({ principal }) => toldName(people.person(principal), nameOf) ?? [])
    return names.length === 0 ? who : `${who}: ${names.join(', ')}`
  })
}

/** A sentence as one text. */
function inWords(said: Said, nameOf: NameOf): string {
  return said.map((part) => (typeof part === 'string' ? part : (toldName(part, nameOf) ?? 'somebody'))).join('')
}

/** The portal shows names, and no accounts. */
function toldName({ name, accountId }: ScreenPerson, nameOf: NameOf): string | undefined {
  if (accountId === undefined) return name
  return nameOf(accountId) ?? (name === accountId ? undefined : name)
}
