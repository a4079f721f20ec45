import { events, view as page } from '@forge/bridge'
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

/** What the panel and the summary tell each other: that one of them has a newer screen. */
const drawnAnew = 'ticketbound.drawn-anew'

/** What Jira tells when an issue that is looked at was changed. */
const changedInJira = 'JIRA_ISSUE_CHANGED'

/**
 * Draws the issue with one call to the resolver, and again when Jira says that it changed. The resolver knows from the
 * platform which issue and whose screen it is.
 *
 * @see https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/events/
 * @see https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/view/
 */
export function useIssue(): IssueDesk {
  const [view, setView] = useState(loading)
  const [tries, setTries] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try draws anew
  useEffect(() => {
    void ask<Extract<ScreenAnswer, { ok: true }>>('draw').then((answer) => setView(viewOf(answer)))
  }, [tries])

  useEffect(() => {
    const redraw = () => void ask<Extract<ScreenAnswer, { ok: true }>>('draw').then((answer) => setView(viewOf(answer)))
    const take = (screen: IssueScreen) => setView((shown) => newerOf(shown, screen))
    const heard = [events.on(changedInJira, redraw), events.on(drawnAnew, take)]
    return () => {
      for (const each of heard) void each.then((subscription) => subscription?.unsubscribe())
    }
  }, [])

  function retry() {
    setView(loading)
    setTries((count) => count + 1)
  }

  async function act(key: string, payload: Readonly<Record<string, unknown>>): Promise<ScreenRefusal | undefined> {
    const answer = await ask<Extract<ScreenAnswer, { ok: true }>>(key, payload)
    if (answer.screen !== undefined) show(answer.screen)
    // Jira shows the field as well, and does not look again by itself; where it cannot, nothing is lost.
    if (answer.ok && key === 'fix') page.refresh().catch(() => {})
    return answer.ok ? undefined : answer
  }

  /** The other view of the app is behind now. */
  function show(screen: IssueScreen) {
    setView({ as: 'shown', screen })
    void events.emit(drawnAnew, screen)
  }

  return { view, retry, act, find }
}

function viewOf(answer: ScreenAnswer): IssueView {
  return answer.ok ? { as: 'shown', screen: answer.screen } : { as: 'refused', refusal: answer }
}

/** Several issues can be on one page; what is told of another is not for this view. */
function newerOf(shown: IssueView, screen: IssueScreen): IssueView {
  return shown.as === 'shown' && shown.screen.issueKey === screen.issueKey ? { as: 'shown', screen } : shown
}

/** What cannot be searched finds nothing; what was listed before can still be chosen. */
async function find(text: string): Promise<readonly FixChoice[]> {
  const answer = await ask<Extract<SearchAnswer, { ok: true }>>('search', { what: 'entitlements', text })
  return answer.ok ? answer.choices : []
}
