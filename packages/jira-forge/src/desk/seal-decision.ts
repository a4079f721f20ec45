import { type Decision, makeSeal, openSeal, refusals, sealClaims } from '@ticketbound/core'
import { createVerifyJws, sha256 } from '@ticketbound/seals'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import type { ActiveKey } from '../storage/key-store.ts'
import type { Place } from './choose-capacity.ts'
import type { DecisionAsked } from './decision-asked.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type DeskRefusal, refuse } from './refusal.ts'

/** A decision under its seal, and the issue as it is judged with it. */
export type Sealed = { readonly ok: true; readonly seal: string; readonly judged: JudgedIssue } | DeskRefusal

/**
 * Seals a decision about the issue as it lies on the desk, and looks at it as the gate will: what could not be opened,
 * or an approval that would not count, is refused before anything is recorded.
 */
export async function sealDecision(
  { accountId, decision }: Pick<DecisionAsked, 'accountId' | 'decision'>,
  place: Place,
  issue: IssueOnDesk,
  key: ActiveKey,
): Promise<Sealed> {
  const { judged, kept, tenant, at } = issue
  const seals = kept.dossier?.seals ?? []
  const previous = seals.at(-1)
  const decided: Decision = { approver: accountId, ...place, decision, decidedAt: at, ...(previous && { previous }) }
  const seal = await makeSeal(sealClaims(judged.line, decided, { tenant, sha256 }), key.kid, key.sign)
  const opened = await openSeal(seal, issue.keys, createVerifyJws())
  if (!opened.ok) return notSound(`it ${refusals[opened.defect]}`)
  const reading = await issue.judgeWith([...seals, seal], at)
  if (!reading.ok) return notSound(reading.faults.map(({ message }) => message).join('; '))
  const faults = decision === 'approved' ? faultsUnder(seal, reading.judged) : []
  if (faults.length > 0) return notSound(`it ${faults.join(', ')}`)
  return { ok: true, seal, judged: reading.judged }
}

/** Why the approval under a seal does not count, in words. One that is not there counts for nothing. */
function faultsUnder(seal: string, { line, decision }: JudgedIssue): readonly string[] {
  const found = decision.evidence?.approvals[line.approvals.findIndex((approval) => approval.seal === seal)]
  return found === undefined ? ['is not among the approvals'] : found.faults.map((fault) => refusals[fault])
}

function notSound(why: string): DeskRefusal {
  return refuse(
    'seal-not-sound',
    `Your decision was not recorded, because it would not count: ${why}.`,
    'Try again; if it happens again, ask a Jira administrator to look at the keys of the app.',
  )
}
