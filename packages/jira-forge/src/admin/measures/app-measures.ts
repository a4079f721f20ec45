import type { DossierTally } from './dossier-tally.ts'
import { horizons } from './dossier-tally.ts'

/** One figure of the app's. What cannot be computed has no value and says why, rather than being 0. */
export interface AppMeasure {
  readonly id: string
  readonly title: string
  readonly unit: 'share' | 'hours' | 'count'
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number
  readonly reason?: string
}

/** Makes the figures of what was counted over all dossiers. */
export function toAppMeasures(tally: DossierTally): readonly AppMeasure[] {
  const { states, approved, approvalMs, approvedInTime, passed, voidedAfterPassing } = tally
  const all = Object.values(states).reduce((sum, count) => sum + count, 0)
  const approvalHours = Math.round((approvalMs / 3_600_000) * 10) / 10
  return [
    measure('approval-hours', 'Time from asking to the last approval', 'hours', approvalHours, approved, notApproved),
    measure('approved-in-time', 'Approved within the agreed time', 'share', approvedInTime, approved, notApproved),
    measure('passed', 'Requests that passed the gate', 'share', passed, all, noRequests),
    measure('blocked', 'Requests that are blocked now', 'share', states.blocked, all, noRequests),
    measure('voided-after-passing', 'Passed, then changed', 'share', voidedAfterPassing, passed, nonePassed),
    measure('bypassed', 'Past the gate without passing it', 'share', states.bypassed, all, noRequests),
    measure('exception-asked', 'Asked for an exception', 'share', tally.askedForException, all, noRequests),
    measure('with-end', 'Access let pass that has an end', 'share', tally.dated, tally.standing, noneStanding),
    ...horizons.map((days, at) =>
      measure(
        `ends-in-${days}`,
        `Ends within ${days} days`,
        'count',
        tally.ending[at] ?? 0,
        tally.standing,
        noneStanding,
      ),
    ),
  ]
}

const notApproved = 'nothing was approved in Ticketbound yet'
const noRequests = 'the gate has seen no request yet'
const nonePassed = 'nothing has passed the gate yet'
const noneStanding = 'no access that was let pass still stands'

function measure(
  id: string,
  title: string,
  unit: AppMeasure['unit'],
  numerator: number,
  denominator: number,
  reason: string,
): AppMeasure {
  const given = { id, title, unit, numerator, denominator }
  if (denominator === 0) return { ...given, value: null, reason }
  return { ...given, value: unit === 'count' ? numerator : numerator / denominator }
}
