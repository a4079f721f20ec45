import { type Finding, formatInstant, kindFacts } from '@ticketbound/core'
import type { TaskText } from './write-back-target.ts'

/** The line by which a note about a finding is known again. */
export function noteMarker(finding: string): string {
  return `[ticketbound ${finding}]`
}

/** What a ticket is told about a finding. The marker stands in a line of its own at the end. */
export function noteText(finding: Finding): string {
  const { id, severity, message, action, firstSeen } = finding
  return [
    `Ticketbound: ${message}`,
    `To do: ${action}`,
    `Severity ${severity}, first seen ${formatInstant(firstSeen)}.`,
    noteMarker(id),
  ].join('\n')
}

/** What a task about a finding says; `key` is what it is found by. */
export function taskText(finding: Finding, key: string): TaskText {
  const { id, kind, severity, message, action, tickets, firstSeen } = finding
  const about = tickets.length === 0 ? [] : [`Tickets: ${tickets.join(', ')}`]
  return {
    key,
    title: `${kindFacts(kind).title}: ${message}`,
    text: [message, action, ...about, `Severity ${severity}, first seen ${formatInstant(firstSeen)}.`, id].join('\n'),
  }
}

/** The line by which the end of a task is known again. */
export function closingMarker(key: string): string {
  return `[ticketbound ${key} over]`
}

/** What a task is told when its finding is gone, or somebody decided to live with it. */
export function closingText(finding: Finding, key: string): string {
  return [`Ticketbound: ${whyOver(finding)}`, closingMarker(key)].join('\n')
}

function whyOver({ state, changedAt, acceptance }: Finding): string {
  const when = formatInstant(changedAt)
  if (state === 'accepted')
    return `The finding was accepted on ${when} under exception ${acceptance?.exception ?? '?'}.`
  if (state === 'resolved') return `The finding is resolved: the night of ${when} looked for it, and it is gone.`
  return `The finding was gone, and came back on ${when}; that has a task of its own.`
}
