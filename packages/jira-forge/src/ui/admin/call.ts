import type { AnswerOf, PayloadOf } from '../../admin/admin-function.ts'
import type { adminFunctions } from '../../admin/admin-functions.ts'
import { ask } from '../issue/ask.ts'

type Functions = typeof adminFunctions

/** The functions that the page for the site can call; that of a project calls some of them. */
export type FunctionName = keyof Functions

/** What a function answers. */
export type Answer<Name extends FunctionName> = AnswerOf<Functions[Name]>

/** What a function tells where it does not refuse. */
export type Told<Name extends FunctionName> = Extract<Answer<Name>, { readonly ok: true }>

/** Calls a function of the administration. What gets no answer is a refusal like any other; never throws. */
export async function call<Name extends FunctionName>(
  name: Name,
  payload: PayloadOf<Functions[Name]>,
): Promise<Answer<Name>> {
  return (await ask(name, payload as Readonly<Record<string, unknown>>)) as Answer<Name>
}
