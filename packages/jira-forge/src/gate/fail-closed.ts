import { AppError } from '../app-error.ts'
import type { Gate, GateAnswer } from './gate-answer.ts'

/** What a gate needs from where it runs. */
export interface GateHost {
  /** How long the gate may take, in milliseconds: less than the platform allows, so that the answer is still ours. */
  readonly withinMs: number
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>
  /** Gives a new reference, by which an administrator finds what `report` wrote. */
  readonly reference: () => string
  /** Tells an administrator why a gate gave no answer. */
  readonly report: (failure: { readonly reference: string; readonly error: unknown }) => void
}

/**
 * Wraps a gate so that it never lets anything pass by failing: an error, a time-out and an answer that is none all keep
 * the transition shut, with a reference to what went wrong. The wrapped gate never rejects.
 */
export function failClosed<Payload>(gate: Gate<Payload>, host: GateHost): Gate<Payload> {
  return async (payload) => {
    try {
      const answer: unknown = await Promise.race([gate(payload), timeOut(host)])
      if (isAnswer(answer)) return answer
      throw new TypeError('the gate gave no answer that can be read')
    } catch (error) {
      return shut(host, error)
    }
  }
}

async function timeOut({ wait, withinMs }: GateHost): Promise<never> {
  await wait(withinMs)
  throw new Error(`the gate gave no answer within ${withinMs} ms`)
}

function isAnswer(answer: unknown): answer is GateAnswer {
  return typeof answer === 'object' && answer !== null && 'result' in answer && typeof answer.result === 'boolean'
}

function shut(host: GateHost, error: unknown): GateAnswer {
  const reference = referenceFor(host, error)
  const errorMessage =
    `Ticketbound could not check this request, so the transition stays shut${whyOf(error)}. ` +
    `Try again; if it happens again, give your Jira administrator the reference ${reference}.`
  return { result: false, errorMessage }
}

/** What went wrong may name people or hold a vendor's answer; only words of ours are shown. */
function whyOf(error: unknown): string {
  return error instanceof AppError ? `: ${error.message}` : ''
}

/** Neither a reference nor a log that cannot be written may open the gate. */
function referenceFor({ reference, report }: GateHost, error: unknown): string {
  try {
    const made = reference()
    report({ reference: made, error })
    return made
  } catch {
    return 'none (it could not be recorded)'
  }
}
