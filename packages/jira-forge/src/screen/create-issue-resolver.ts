import { makeResolver } from '@forge/resolver'
import type { AppHost } from '../app-host.ts'
import { readDecisionAsked } from '../desk/decision-asked.ts'
import { recordDecision } from '../desk/record-decision.ts'
import { drawIssue } from './draw-issue.ts'
import { fixField } from './fix-field.ts'
import type { ScreenAnswer, ScreenRefusal } from './issue-screen.ts'
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

/** Records a decision and draws the screen anew, also where the request changed since it was shown. */
async function decide(payload: unknown, seen: Seen, host: AppHost): Promise<ScreenAnswer> {
  const read = readDecisionAsked(payload, seen)
  if (!read.ok) return read
  const outcome = await recordDecision(read.asked, host)
  if (outcome.ok) return drawIssue(seen, host)
  const { ok, code, message, help } = outcome
  return code === 'changed-since-seen'
    ? withScreen({ ok, code, message, help }, seen, host)
    : { ok, code, message, help }
}

async function withScreen(refusal: ScreenRefusal, seen: Seen, host: AppHost): Promise<ScreenRefusal> {
  const drawn = await drawIssue(seen, host)
  return drawn.ok ? { ...refusal, screen: drawn.screen } : refusal
}
