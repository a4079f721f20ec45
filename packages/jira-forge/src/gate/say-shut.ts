import type { GateAnswer } from './gate-answer.ts'

/** More reasons than an error banner can show help nobody. */
const mostReasons = 5

/** No reason of ours is longer; what somebody wrote into a field is quoted, and cut, before it gets here. */
const longestReason = 400

/** Keeps a transition shut and says why, in one line of plain text that an error banner can hold. */
export function sayShut(reasons: readonly string[]): GateAnswer {
  const shown = reasons.slice(0, mostReasons).map(cut)
  const left = reasons.length - shown.length
  const more = left > 0 ? [`${left} more ${left === 1 ? 'reason' : 'reasons'}.`] : []
  return { result: false, errorMessage: ['Ticketbound keeps this transition shut.', ...shown, ...more].join(' ') }
}

function cut(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim()
  if (line.length <= longestReason) return line
  return `${line.slice(0, longestReason).replace(/[\ud800-\udbff]$/, '')}…`
}
