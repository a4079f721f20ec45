import { refusalWords } from '@ticketbound/core'
import type { GateState } from '@ticketbound/jira'
import type { IssueOnDesk } from '../desk/issue-on-desk.ts'
import type { Drawn } from './drawn.ts'
import type { Glance } from './issue-screen.ts'

/** What asks for no access: nothing is checked, and nothing is in the way. */
export const noRequest: Glance = {
  state: 'no-request',
  label: 'No access request',
  sentence: 'This issue asks for no access, so Ticketbound checks nothing here.',
}

/** What nobody has told the app how to read, or to judge. */
export const unconfigured: Glance = {
  state: 'unconfigured',
  label: 'Not set up',
  sentence: 'Ticketbound cannot check this issue yet, so the gate lets nothing pass.',
}

/** Says where an issue stands, in a word and in a sentence. */
export function glanceOf({ reading }: Pick<Drawn, 'reading'>): Glance {
  if (!reading.ok) return { state: 'blocked', label: 'Blocked', sentence: sayFaults(reading.faults.length) }
  const { desk } = reading
  const { line, state } = desk.judged
  if (line.kind === 'none') return noRequest
  if (line.state !== 'open' && state !== 'passed' && state !== 'bypassed') {
    return { state, label: 'Closed', sentence: 'This request is closed, so nothing is decided about it any more.' }
  }
  return { state, ...words[state](desk) }
}

const words: Readonly<Record<GateState, (desk: IssueOnDesk) => Omit<Glance, 'state'>>> = {
  blocked: (desk) => ({ label: 'Blocked', sentence: sayBlocked(desk) }),
  ready: () => ({ label: 'Ready', sentence: 'Everything is there: the gate lets this request pass.' }),
  passed: () => ({ label: 'Passed', sentence: 'This request passed the gate with exactly what it says now.' }),
  voided: () => ({
    label: 'Approval void',
    sentence:
      'The request changed after it was approved, so that approval no longer counts. It has to be approved again.',
  }),
  bypassed: () => ({
    label: 'Went round the gate',
    sentence:
      'This request was moved on without passing the gate. Move it back to where it waits for approval, then pass it through the gate.',
  }),
}

/** Everything that stands against it, counted: the details are below. */
function sayBlocked({ judged: { decision } }: IssueOnDesk): string {
  const broken = decision.request.violations.length
  const missing = decision.evidence === undefined ? 0 : decision.evidence.needed - decision.evidence.counted
  const reasons = [
    ...(broken > 0 ? [broken === 1 ? '1 rule is broken' : `${broken} rules are broken`] : []),
    ...(missing > 0 ? [missing === 1 ? '1 approval is missing' : `${missing} approvals are missing`] : []),
  ]
  if (reasons.length > 0) return `The gate is shut: ${reasons.join(' and ')}.`
  const [refusal] = decision.refusals
  return refusal === undefined ? 'The gate is shut.' : `The gate is shut. ${refusalWords[refusal]}`
}

function sayFaults(count: number): string {
  const fields = count === 1 ? '1 thing' : `${count} things`
  return `The gate is shut: ${fields} of this request cannot be read.`
}
