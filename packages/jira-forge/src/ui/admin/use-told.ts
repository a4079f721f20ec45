import { useEffect, useState } from 'react'
import type { Refusal } from '../../admin/admin-answer.ts'
import type { PayloadOf } from '../../admin/admin-function.ts'
import type { adminFunctions } from '../../admin/admin-functions.ts'
import { call, type FunctionName, type Told } from './call.ts'

/** What is shown of an answer: nothing yet, why there is none, or what it tells. */
export type ToldView<Name extends FunctionName> =
  | { readonly as: 'loading' }
  | { readonly as: 'refused'; readonly refusal: Refusal }
  | { readonly as: 'told'; readonly told: Told<Name> }

/** An answer that is shown, and a way to ask again. */
export interface Telling<Name extends FunctionName> {
  readonly view: ToldView<Name>
  readonly reload: () => void
}

/** Calls a function once something is shown, and again when asked to or when the payload is another. */
export function useTold<Name extends FunctionName>(
  name: Name,
  payload: PayloadOf<(typeof adminFunctions)[Name]>,
): Telling<Name> {
  const [view, setView] = useState<ToldView<Name>>({ as: 'loading' })
  const [tries, setTries] = useState(1)
  const asked = JSON.stringify(payload)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks anew, and a payload is known by what it says
  useEffect(() => {
    let isShown = true
    setView({ as: 'loading' })
    void call(name, payload).then((answer) => {
      if (isShown) setView(answer.ok ? { as: 'told', told: answer as Told<Name> } : { as: 'refused', refusal: answer })
    })
    // An answer that comes after another question was asked is not shown as its answer.
    return () => {
      isShown = false
    }
  }, [name, asked, tries])

  return { view, reload: () => setTries((count) => count + 1) }
}
