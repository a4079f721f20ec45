import { quote } from '@ticketbound/core'
import * as v from 'valibot'
import { configError, type TicketboundError, upstreamError } from '../../errors.ts'
import type { HttpResponse } from '../../http/http-client.ts'

/** A body that is cut short, or stands for another one, comes whole when it is asked for again, or never. */
const mostLooks = 3

/** Asks again, at most three times in all, while an answer that says it is one has a body of another shape. */
export async function untilWhole(send: () => Promise<HttpResponse>, shape: v.GenericSchema): Promise<HttpResponse> {
  for (let look = 1; ; look += 1) {
    const response = await send()
    if (look === mostLooks || response.status !== 200 || v.is(shape, parsed(response))) return response
  }
}

/** Reads the body of an answer that is one. Throws an upstream error for a body of another shape. */
export function readAnswer<const Shape extends v.GenericSchema>(
  response: HttpResponse,
  shape: Shape,
  what: string,
): v.InferOutput<Shape> {
  if (response.status !== 200) throw refused(response, what)
  const shaped = v.safeParse(shape, parsed(response))
  if (shaped.success) return shaped.output
  throw upstreamError({
    code: 'jira-answer-strange',
    message: `Jira answered to ${what} with something else than is documented`,
    help: 'run again; if it goes on, check `jira.site`, and that no proxy answers in its place',
    context: { status: response.status },
  })
}

/** Makes the error for an answer that asking again does not change. */
export function refused(response: HttpResponse, what: string): TicketboundError {
  const { status } = response
  return configError({
    code: 'jira-refused',
    message: `Jira refuses ${what}: ${quote(sayRefusal(response))} (${status})`,
    help: 'check `jira.jql` and the fields of the map, and that the account may browse these projects and use Jira Service Management',
    context: { status },
  })
}

const Refusal = v.object({
  errorMessages: v.nullish(v.array(v.string())),
  errorMessage: v.nullish(v.string()),
  message: v.nullish(v.string()),
  errors: v.nullish(v.union([v.record(v.string(), v.string()), v.array(v.unknown())])),
})

/** What Jira says of a refusal, in whichever of its forms. */
function sayRefusal(response: HttpResponse): string {
  const shaped = v.safeParse(Refusal, parsed(response))
  if (!shaped.success) return 'it does not say why'
  const { errorMessages, errorMessage, message, errors } = shaped.output
  const said = [...(errorMessages ?? []), errorMessage ?? message ?? '', ...(errors ? Object.values(errors) : [])]
  return said.filter((each) => typeof each === 'string' && each !== '').join('; ') || 'it does not say why'
}

/** Lists in a comment nest deeper than our own formats may, and whoever writes one must not end the night. */
function parsed({ text }: HttpResponse): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
