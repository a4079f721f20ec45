import * as v from 'valibot'
import type { ForgeLimits } from './limits.ts'
import type { Manifest } from './manifest.ts'

const Push = v.looseObject({
  queueName: v.string(),
  jobId: v.string(),
  payload: v.array(v.looseObject({ body: v.record(v.string(), v.unknown()) })),
})

/** One event of a queue, on its way to a function. */
export interface QueuedEvent {
  readonly function: string
  readonly module: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What becomes of a push: its answer, and what is to be delivered. */
export interface Pushed {
  readonly answer: Response
  readonly events: readonly QueuedEvent[]
}

/**
 * Takes what `@forge/events` pushes to a queue. Events of a queue that no consumer reads go nowhere.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export function pushEvents(body: string, { modules }: Manifest, limits: ForgeLimits): Pushed {
  const pushed = v.safeParse(Push, JSON.parse(body))
  if (!pushed.success) return refused(400, 'the events cannot be read')
  const { queueName, jobId, payload } = pushed.output
  if (payload.length > limits['events-per-push'] || Buffer.byteLength(JSON.stringify(payload)) > limits['events-bytes'])
    return refused(413, 'too much is pushed at once')
  const consumer = modules.consumer.find(({ queue }) => queue === queueName)
  const called = consumer?.function ?? consumer?.resolver?.function
  const events =
    consumer === undefined || called === undefined
      ? []
      : payload.map((event) => ({ function: called, module: consumer.key, payload: { queueName, jobId, ...event } }))
  return { answer: new Response(null, { status: 201 }), events }
}

function refused(status: number, errorMessage: string): Pushed {
  return { answer: Response.json({ errorMessage }, { status }), events: [] }
}
