import type { AdminFunction, AdministeredHost, AnswerOf } from '../admin-function.ts'

/** Asks a function as the account `acc-ada`, and gives what it answers. */
export async function ask<Payload, Told extends object>(
  asked: AdminFunction<Payload, Told>,
  payload: Payload,
  host: AdministeredHost,
  projectId?: string,
): Promise<AnswerOf<AdminFunction<never, Told>>> {
  const call = { host, accountId: 'acc-ada', ...(projectId !== undefined && { projectId }) }
  return (await asked.answer(payload, call)) as AnswerOf<AdminFunction<never, Told>>
}
