import { makeResolver } from '@forge/resolver'
import { exactObject, IdText } from '@ticketbound/core'
import * as v from 'valibot'
import type { AppHost } from '../app-host.ts'
import { askException } from '../desk/ask-exception.ts'
import { readDecisionAsked } from '../desk/decision-asked.ts'
import { delegate } from '../desk/delegate.ts'
import { readDelegationAsked } from '../desk/delegation-asked.ts'
import { endDelegation } from '../desk/end-delegation.ts'
import { readExceptionAsked } from '../desk/exception-asked.ts'
import { recordDecision } from '../desk/record-decision.ts'
import type { DeskRefusal } from '../desk/refusal.ts'
import { drawIssue } from './draw-issue.ts'
import { fixField } from './fix-field.ts'
import type { ScreenAnswer } from './issue-screen.ts'
import { refuse } from './refuse.ts'
import { searchCatalogue } from './search-catalogue.ts'
import { readSeen, type Seen } from './seen.ts'

/** What a Forge resolver is called with. */
export interface Invocation {
  readonly call: { readonly functionKey: string; readonly payload?: unknown }
  readonly context: Readonly<Record<string, unknown>>
}

/** Answers one function of the screen, for whoever looks at the issue that they look at. */
type Answer = (payload: unknown, seen: Seen, host: AppHost) => Promise<object>

const answers: Readonly<Record<string, Answer>> = {
  draw: (_payload, seen, host) => drawIssue(seen, host),
  decide,
  'ask-exception': askForException,
  delegate: delegateDecisions,
  'end-delegation': endDelegated,
  fix: fixField,
  search: searchCatalogue,
}

/**
 * Makes the resolver of the issue panel and the summary. Who looks, and at which issue, is what the platform says, never
 * what a payload says.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/forge-resolver/
 */
export function createIssueResolver(hostOf: (context: unknown) => AppHost) {
  const handlers = Object.entries(answers).map(([name, answer]) => [name, handlerOf(answer, hostOf)] as const)
  const resolve = makeResolver<Record<string, (payload: never) => object>>(Object.fromEntries(handlers))
  return async (invocation: Invocation, runtime?: Record<string, unknown>): Promise<unknown> => {
    // The resolver looks names up with `in`, which finds `constructor` and `toString`, too.
    return Object.hasOwn(answers, invocation.call.functionKey) ? resolve(invocation, runtime) : unknownFunction
  }
}

function handlerOf(answer: Answer, hostOf: (context: unknown) => AppHost) {
  return async ({ payload, context }: { readonly payload: unknown; readonly context: unknown }): Promise<object> => {
    const read = readSeen(context)
    return read.ok ? answer(payload, read.seen, hostOf(context)) : read
  }
}

const unknownFunction = refuse(
  'function-unknown',
  'The panel asked for something that the app does not know.',
  'Load the issue again; the panel may be older than the app.',
)

/** What the desk answers: that something is on record, or why nothing is. */
type DeskOutcome = { readonly ok: true } | DeskRefusal

/** Records a decision; where the request changed since it was shown, it is shown anew, to be decided on again. */
async function decide(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  const read = readDecisionAsked(payload, seen)
  const outcome = read.ok ? await recordDecision(read.asked, host) : read
  const answer = await drawnAfter(outcome, seen, host)
  if (answer.ok || answer.code !== 'changed-since-seen') return answer
  const drawn = await drawIssue(seen, host)
  return drawn.ok ? { ...answer, screen: drawn.screen } : answer
}

async function askForException(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  const read = readExceptionAsked(payload, seen)
  return drawnAfter(read.ok ? await askException(read.asked, host) : read, seen, host)
}

async function delegateDecisions(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  const read = readDelegationAsked(payload, seen)
  return drawnAfter(read.ok ? await delegate(read.asked, host) : read, seen, host)
}

const EndPayload = exactObject({ to: IdText })

async function endDelegated(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  const shaped = v.safeParse(EndPayload, payload)
  if (!shaped.success) return refuse('asked-malformed', 'What was sent names nobody.', 'Load the issue again.')
  const { accountId, issueKey } = seen
  return drawnAfter(await endDelegation({ accountId, issueKey, to: shaped.output.to }, host), seen, host)
}

/** Draws the screen anew once something is on record; else hands on the desk's no, in quotes that a screen shows. */
function drawnAfter(outcome: DeskOutcome, seen: Seen, host: AppHost): ScreenAnswer | Promise<ScreenAnswer> {
  return outcome.ok ? drawIssue(seen, host) : refuse(outcome.code, inQuotes(outcome.message), inQuotes(outcome.help))
}

function inQuotes(words: string): string {
  return words.replaceAll(/`([^`]*)`/g, '“$1”')
}
