import type { Json } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import type { AppHost } from '../app-host.ts'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import type { ActiveKey } from '../storage/key-store.ts'
import { atDesk, tell, unsure } from './at-desk.ts'
import { chooseCapacity, type Place } from './choose-capacity.ts'
import type { DecisionAsked } from './decision-asked.ts'
import { isAlreadySo } from './is-already-so.ts'
import type { IssueOnDesk } from './issue-on-desk.ts'
import { type LookAtIssue, lookAtIssue } from './look-at-issue.ts'
import { mirror } from './mirror.ts'
import { nextDossier } from './next-dossier.ts'
import { mayApprove, mayDecline, mayWithdraw } from './permission.ts'
import { type DeskRefusal, refuse } from './refusal.ts'
import { roomFor } from './room-for.ts'
import { sayMaterial } from './say-material.ts'
import { type Sealed, sealDecision } from './seal-decision.ts'

/** What became of a decision, and the issue as it is judged now. Of one that was refused, nothing is on record. */
export type DecisionOutcome =
  | { readonly ok: true; readonly recorded: 'recorded' | 'already-so'; readonly judged: JudgedIssue }
  /** `judged` where the issue changed since it was shown: what it says now. */
  | (DeskRefusal & { readonly judged?: JudgedIssue })

/** Somebody else who decides at the same moment is waited for so often. */
const mostAttempts = 3

const may = { approved: mayApprove, rejected: mayDecline, withdrawn: mayWithdraw } as const

/**
 * Records that somebody approves, declines or withdraws: for exactly the material fields that they were shown, only if
 * the rule lets them, under the app's seal. The intent stands in the audit log before the decision has any effect, so
 * that none takes effect without an entry. Asked twice, it records once. Never throws, but for the platform's own
 * demand that the user consents to the app.
 */
export function recordDecision(
  asked: DecisionAsked,
  host: AppHost,
  look: LookAtIssue = lookAtIssue,
): Promise<DecisionOutcome> {
  return atDesk(host, async () => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const outcome = await decideOnce(asked, host, look)
      if (outcome !== 'overtaken') return outcome
    }
    return refuse(
      'decided-at-once',
      'Others decided on this request at the same moment, so your decision was not recorded.',
      'Load the issue again, then decide again.',
    )
  })
}

/** The key comes before the rules, so that one that is made here is among the keys by which its seal is opened. */
async function decideOnce(
  asked: DecisionAsked,
  host: AppHost,
  look: LookAtIssue,
): Promise<DecisionOutcome | 'overtaken'> {
  const key = await host.keys.active(host.now())
  const looked = await look(asked.issueKey, host)
  if (!looked.ok) return looked
  const { issue } = looked
  if (issue.judged.digest !== asked.digest) return changed(issue.judged)
  if (asked.decision === 'withdrawn' && isAlreadySo(asked, {}, issue)) return alreadySo(issue, host)
  const permission = may[asked.decision](asked.accountId, issue)
  if (!permission.ok) return permission
  const chosen = chooseCapacity(asked, permission.as)
  if (!chosen.ok) return chosen
  if (isAlreadySo(asked, chosen.place, issue)) return alreadySo(issue, host)
  const full = roomFor(asked.decision, issue)
  if (full) return full
  return record(asked, chosen.place, issue, { host, key })
}

async function record(
  asked: DecisionAsked,
  place: Place,
  issue: IssueOnDesk,
  { host, key }: { readonly host: AppHost; readonly key: ActiveKey },
): Promise<DecisionOutcome | 'overtaken'> {
  const sealed = await sealDecision(asked, place, issue, key)
  if (!sealed.ok) return sealed
  const refs = refsOf(asked, place, issue, sealed)
  await host.audit.append({ type: 'decision-intent', at: issue.at, refs })
  const { seal, judged } = sealed
  const dossier = nextDossier(issue, judged, { seals: [...(issue.kept.dossier?.seals ?? []), seal] })
  const written = await host.dossiers
    .write(dossier, issue.kept.version)
    .catch((error: unknown) => unsure('your decision', error, host))
  if (typeof written !== 'string') return written
  if (written === 'overtaken') {
    await host.audit.append({ type: 'decision-dropped', at: issue.at, refs })
    return 'overtaken'
  }
  await noted(host, () => host.audit.append({ type: 'decision-recorded', at: issue.at, refs }))
  await mirror({ judged, dossier, zone: issue.policy.zone }, host)
  return { ok: true, recorded: 'recorded', judged }
}

/** The mirror may be what failed the last time. */
async function alreadySo(issue: IssueOnDesk, host: AppHost): Promise<DecisionOutcome> {
  const { judged, kept, policy } = issue
  if (kept.dossier) await mirror({ judged, dossier: kept.dossier, zone: policy.zone }, host)
  return { ok: true, recorded: 'already-so', judged }
}

/** Ids only; the seal itself stands in the dossier. */
function refsOf(
  { accountId, decision }: DecisionAsked,
  place: Place,
  { issueId, issueKey, judged }: IssueOnDesk,
  { seal }: Extract<Sealed, { ok: true }>,
): Readonly<Record<string, Json>> {
  const { digest } = judged
  return { issue: issueId, key: issueKey, account: accountId, decision, ...place, digest, seal: sha256(seal) }
}

/** What has been recorded stays so: the intent is in the log already, with the seal's digest. */
async function noted(host: AppHost, act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    tell(error, host)
  }
}

function changed(judged: JudgedIssue): DecisionOutcome {
  const refusal = refuse(
    'changed-since-seen',
    `The request changed after it was shown to you. It now asks: ${sayMaterial(judged.line)}.`,
    'Read what it asks for now, then decide again. Nothing was recorded.',
  )
  return { ...refusal, judged }
}
