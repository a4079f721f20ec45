import { useEffect, useState } from 'react'
import type { FixChoice, IssueScreen, ScreenAnswer, ScreenRefusal, SearchAnswer } from '../../screen/issue-screen.ts'
import { ask } from './ask.ts'

/** What is shown of an issue: nothing yet, why there is nothing, or its screen. */
export type IssueView =
  | { readonly as: 'loading' }
  | { readonly as: 'refused'; readonly refusal: ScreenRefusal }
  | { readonly as: 'shown'; readonly screen: IssueScreen }

/** An issue on the screen, and what can be asked of the resolver about it. */
export interface IssueDesk {
  readonly view: IssueView
  /** Draws anew after something went wrong. */
  readonly retry: () => void
  /** Has something done, and shows the screen that the answer gives: no second call. Gives why it was not done. */
  readonly act: (key: string, payload: Readonly<Record<string, unknown>>) => Promise<ScreenRefusal | undefined>
  readonly find: (text: string) => Promise<readonly FixChoice[]>
}

const loading: IssueView = { as: 'loading' }

/** Draws the issue with one call to the resolver. The resolver knows from the platform which issue and whose screen it is. */
export function useIssue(): IssueDesk {
  const [view, setView] = useState(loading)
  const [tries, setTries] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try draws anew
  useEffect(() => {
    void ask<Extract<ScreenAnswer, { ok: true }>>('draw').then((answer) => setView(viewOf(answer)))
  }, [tries])

  function retry() {
    setView(loading)
    setTries((count) => count + 1)
  }

  async function act(key: string, payload: Readonly<Record<string, unknown>>): Promise<ScreenRefusal | undefined> {
    const answer = await ask<Extract<ScreenAnswer, { ok: true }>>(key, payload)
    if (answer.screen !== undefined) setView({ as: 'shown', screen: answer.screen })
    return answer.ok ? undefined : answer
  }

  return { view, retry, act, find }
}

function viewOf(answer: ScreenAnswer): IssueView {
  return answer.ok ? { as: 'shown', screen: answer.screen } : { as: 'refused', refusal: answer }
}

/** What cannot be searched finds nothing; what was listed before can still be chosen. */
async function find(text: string): Promise<readonly FixChoice[]> {
  const answer = await ask<Extract<SearchAnswer, { ok: true }>>('search', { what: 'entitlements', text })
  return answer.ok ? answer.choices : []
}
