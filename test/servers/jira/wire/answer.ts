import { type Answer, json } from '../../servicenow/wire/answer.ts'

export { type Answer, empty, json } from '../../servicenow/wire/answer.ts'

/**
 * Answers that a call failed, in Jira's envelope.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes
 */
export function failure(
  status: number,
  messages: string | readonly string[],
  errors: Readonly<Record<string, string>> = {},
): Answer {
  return json(status, { errorMessages: [messages].flat(), errors })
}

/** Answers that a call failed, in the envelope of Jira Service Management. */
export function serviceFailure(status: number, message: string): Answer {
  return json(status, {
    errorMessage: message,
    i18nErrorMessage: { i18nKey: 'sd.emulated.error', parameters: [] },
  })
}

/** What ends the serving of a call wherever it is thrown. */
export class Refused extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(answer.body)
    this.answer = answer
  }
}

/** Refuses a call, in Jira's envelope. */
export function refuse(
  status: number,
  messages: string | readonly string[],
  errors: Readonly<Record<string, string>> = {},
): never {
  throw new Refused(failure(status, messages, errors))
}
