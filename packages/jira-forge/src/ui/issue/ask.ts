import { invoke } from '@forge/bridge'
import type { ScreenRefusal } from '../../screen/issue-screen.ts'

/** Asks the resolver; what cannot be asked, or gets no answer that can be read, is a refusal like any other. Never throws. */
export async function ask<Answer extends { readonly ok: true }>(
  key: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Answer | ScreenRefusal> {
  try {
    const answer: unknown = await invoke(key, payload)
    return isAnswer<Answer>(answer) ? answer : noAnswer
  } catch {
    return noAnswer
  }
}

function isAnswer<Answer>(answer: unknown): answer is Answer | ScreenRefusal {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean'
}

const noAnswer: ScreenRefusal = {
  ok: false,
  code: 'no-answer',
  message: 'Ticketbound did not answer.',
  help: 'Check your connection and try again. If it happens again, tell your Jira administrator.',
}
