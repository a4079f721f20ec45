import { formatInstant, type Instant, sayDuration } from '@ticketbound/core'
import { fine, type HealthCheck, type Seen, warn } from '../health-line.ts'

const hourMs = 3_600_000
/** The sweep runs each hour; a large site takes several runs to be seen whole. */
const lateAfterMs = 24 * hourMs

/** Whether what went round the gate would be found: when everything was last looked at. */
export const sweepCheck: HealthCheck = {
  id: 'sweep',
  title: 'Hourly sweep',
  async look({ sweeps, now }) {
    const cursor = await sweeps?.read()
    if (cursor === undefined) {
      return warn(
        'Nothing was swept yet.',
        'Wait for an hour; if it stays like this, look at the scheduled trigger in the developer console.',
      )
    }
    const { since, sawAllAt } = cursor
    if (sawAllAt !== undefined && now() - sawAllAt <= lateAfterMs) {
      return fine(`Everything was last looked at ${formatInstant(sawAllAt)}.`)
    }
    return late(now() - (sawAllAt ?? since), sawAllAt === undefined)
  },
}

function late(ago: Instant, isFirst: boolean): Seen {
  const said = isFirst
    ? `The first pass began ${sayDuration(ago)} ago and has not seen everything yet.`
    : `Everything was last looked at ${sayDuration(ago)} ago.`
  if (isFirst && ago <= lateAfterMs) return fine(said)
  return warn(
    said,
    'Look for failures of `sweep` in the log of the app; an issue that the app may not read holds a pass back.',
  )
}
