import type { ApproverFault } from '../evidence/approval-faults.ts'
import { deciderRefusals } from '../evidence/decider-refusals.ts'
import type { RefusedApproval } from '../evidence/evaluate-evidence.ts'
import { refusals as refusalWords } from '../evidence/refusals.ts'
import { quote } from '../fault.ts'
import type { Recertification } from '../model/recertification.ts'
import { type Duration, sayDuration } from '../time/duration.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import type { FindingKind } from './kinds.ts'

/** A recertification that does not count, with every reason. */
export interface RefusedDecision {
  readonly decider: string
  readonly faults: readonly ApproverFault[]
}

/** What a sentence about a finding can speak of. */
export interface Telling {
  readonly principal?: string
  readonly principalKind?: string
  readonly account?: string
  readonly entitlement?: string
  readonly system?: string
  readonly level?: string
  readonly ticketedLevel?: string
  readonly path?: readonly string[]
  readonly tickets: readonly string[]
  readonly since: Instant
  /** The last day of what ended, as people write it; absent where nobody knows. */
  readonly lastDay?: string
  readonly refused?: readonly RefusedApproval[]
  /** Who revoked it, where a recertification and no ticket removed it. */
  readonly revokedBy?: string
  /** The last recertification that kept it. */
  readonly kept?: Recertification
  readonly refusedDecisions?: readonly RefusedDecision[]
  readonly candidates?: readonly string[]
  /** The active humans by whom an agent is measured. */
  readonly peers?: readonly string[]
  readonly counterpart?: string
  readonly sponsor?: string
  readonly count?: number
  /** How often something is due. */
  readonly interval?: Duration
  /** When it was last done; absent where the system does not say. */
  readonly lastAt?: Instant
  readonly reason?: string
}

/** One sentence that a person understands, and what to do about it. */
export interface Wording {
  readonly message: string
  readonly action: string
}

/** Puts a finding into words. */
export function wording(kind: FindingKind, telling: Telling): Wording {
  return sentences[kind](telling)
}

const sentences: Readonly<Record<FindingKind, (t: Telling) => Wording>> = {
  'access-without-ticket': (t) => ({
    message:
      t.tickets.length === 0 && t.revokedBy === undefined
        ? `${who(t)} holds ${what(t)}${through(t)}, and no closed ticket authorises it.`
        : `${who(t)} holds ${what(t)}${through(t)} again after ${removal(t)} it, and no closed ticket authorises it.`,
    action: 'Ask who granted it; then have it requested and approved, or remove it.',
  }),
  'closed-not-removed': (t) => ({
    message:
      t.revokedBy === undefined
        ? `${tickets(t)} closed the removal of ${what(t)} for ${who(t)} on ${day(t)}, and it is still held${through(t)}.`
        : `${quote(t.revokedBy)} revoked ${what(t)} for ${who(t)} on ${day(t)}, and it is still held${through(t)}.`,
    action: t.path
      ? `Remove it where it comes from: ${t.path.map(quote).join(' → ')}.`
      : `Remove the access${t.revokedBy === undefined ? ', or reopen the ticket' : ' as was decided'}.`,
  }),
  'expired-still-active': (t) => ({
    message: `The access of ${who(t)} to ${what(t)} ended on ${t.lastDay ?? day(t)} by ${tickets(t)}, and it is still held${through(t)}.`,
    action: 'Remove the access, or have it requested and approved again.',
  }),
  'granted-while-open': (t) => ({
    message: `${who(t)} already holds ${what(t)}${through(t)}, while ${tickets(t)} ${t.tickets.length > 1 ? 'are' : 'is'} still open.`,
    action: 'Take the access back until the request is approved and closed, or close the request with its approval.',
  }),
  'removed-without-ticket': (t) => ({
    message: `${who(t)} is authorised for ${what(t)} by ${tickets(t)} and held it until ${day(t)}; it is gone, and no ticket says why.`,
    action: 'Ask who removed it; then close a removal request, or provision it again.',
  }),
  'closed-not-provisioned': (t) => ({
    message: `${tickets(t)} ${t.tickets.length > 1 ? 'were' : 'was'} closed as done, and ${who(t)}, authorised since ${day(t)}, never held ${what(t)}.`,
    action: 'Provision the access, or reopen the ticket.',
  }),
  'absent-before-first-night': (t) => ({
    message: `${who(t)} is authorised for ${what(t)} by ${tickets(t)}, and since ${day(t)}, before the first complete snapshot; it was never seen.`,
    action: 'Close a removal request if the access is no longer wanted; otherwise provision it.',
  }),
  'closed-without-evidence': (t) => ({
    message: `${tickets(t)} gave ${who(t)} ${what(t)}, and no approval of it counts${refusals(t)}.`,
    action: 'Have someone whom the rule names approve it on a new request, or remove the access.',
  }),
  'granted-before-approval': (t) => ({
    message: `${who(t)} held ${what(t)} before the approval of ${tickets(t)} was given.`,
    action: 'Ask why it was granted early, and record the reason as an exception if it was an emergency.',
  }),
  'broader-than-ticket': (t) => ({
    message: `${who(t)} holds ${what(t)}${through(t)}, and ${tickets(t)} allows only level ${quote(t.ticketedLevel ?? '')}.`,
    action: 'Lower the level to what was approved, or have the higher one requested.',
  }),
  'leaver-still-active': (t) => ({
    message: `${who(t)} ${t.lastDay === undefined ? 'is not active' : `left on ${t.lastDay}`}, and still holds ${what(t)}${through(t)}.`,
    action: 'Disable the account and remove the access today.',
  }),
  'unmatched-account': (t) => ({
    message: `Account ${quote(t.account ?? '')} on ${quote(t.system ?? '')} holds ${grants(t)}, and nobody in the people source owns it.`,
    action: 'Find its owner and record the account in the people source, or disable it.',
  }),
  'ambiguous-account': (t) => ({
    message: `Account ${quote(t.account ?? '')} on ${quote(t.system ?? '')} holds ${grants(t)}, and could be ${(t.candidates ?? []).map(quote).join(' or ')}.`,
    action: 'Record the account with exactly one of them.',
  }),
  'duplicate-account': (t) => ({
    message: `${who(t)} holds access on ${quote(t.system ?? '')} through two accounts, ${quote(t.counterpart ?? '')} and ${quote(t.account ?? '')}.`,
    action: 'Keep one account, or accept this with an owner and an end if both are needed.',
  }),
  'sponsorless-principal': (t) => ({
    message:
      t.sponsor === undefined
        ? `The ${t.principalKind ?? 'principal'} ${who(t)} has no sponsor.`
        : `The sponsor of the ${t.principalKind ?? 'principal'} ${who(t)}, ${quote(t.sponsor)}, is not an active human.`,
    action: 'Name an active human who answers for it, or retire it.',
  }),
  'ownerless-entitlement': (t) => ({
    message: `Nobody active owns ${what(t)}${t.reason === undefined ? '' : ` (${t.reason})`}.`,
    action: 'Name an active owner in the catalogue.',
  }),
  'uncatalogued-entitlement': (t) => ({
    message: `${quote(t.system ?? '')} grants ${quote(t.entitlement ?? '')} ${t.count === 1 ? 'once' : `${t.count ?? 0} times`}, and the catalogue does not know it.`,
    action: 'Add it to the catalogue with an owner, name it as an alias, or remove it from the system.',
  }),
  'duplicate-request': (t) => ({
    message: `${quote(t.tickets[1] ?? '')} asks for ${what(t)} for ${who(t)}, which ${quote(t.counterpart ?? '')} already asks for.`,
    action: 'Close one of the two.',
  }),
  'agent-exceeds-human': (t) => ({
    message: `The agent ${who(t)} holds ${what(t)}${through(t)}, and ${peers(t)}.`,
    action: 'Take it away, or name an active human who holds it, too, among the peers.',
  }),
  'rotation-overdue': (t) => ({
    message: `The credential of account ${quote(t.account ?? '')} on ${quote(t.system ?? '')}, which ${who(t)} uses, was due to be renewed on ${day(t)}${renewal(t)}: ${quote(t.entitlement ?? '')} asks for that every ${sayDuration(t.interval ?? 0)}.`,
    action: 'Renew the credential, and have the system say when.',
  }),
  'separation-of-duties': (t) => ({
    message: `${who(t)} holds ${what(t)} beside ${quote(t.counterpart ?? '')}, and nobody may hold both.`,
    action: 'Take one of the two away, or accept this with an owner and an end.',
  }),
  'approval-overdue': (t) => ({
    message: `${tickets(t)} asks for ${what(t)} for ${who(t)}; it was to be decided by ${day(t)}, and nobody who may has decided it.`,
    action: 'Remind those whom the rule names, or close the request if nobody needs it any more.',
  }),
  'gate-bypassed': (t) => ({
    message: `${tickets(t)}, which asks for ${what(t)} for ${who(t)}, was closed on ${day(t)}, and ${t.reason ?? 'it did not pass the gate'}.`,
    action: 'Ask who closed it and how; then have it approved at the gate on a new request, or remove the access.',
  }),
  'recertification-overdue': (t) => ({
    message: `${who(t)} holds ${what(t)} by ${tickets(t)}, and was due to be confirmed on ${day(t)}: ${lastKept(t)}${refusedDecisions(t)}.`,
    action: 'Have somebody whom the rule names decide to keep or to revoke it.',
  }),
  'exception-expired': (t) => ({
    message: `Exception ${quote(t.counterpart ?? '')} ended on ${t.lastDay ?? day(t)}, and ${t.count === 1 ? 'one finding still relies' : `${t.count ?? 0} findings still rely`} on it.`,
    action: 'Remove what it covered, or have the exception decided again.',
  }),
  'source-incomplete': (t) => ({
    message: `Source ${quote(t.counterpart ?? '')} is incomplete: ${t.reason ?? 'its end was not reached'}.`,
    action: 'Repair the export or the connection; until then nothing is claimed that would need it.',
  }),
}

function who(t: Telling): string {
  return quote(t.principal ?? t.account ?? '')
}

function what(t: Telling): string {
  const where = t.system === undefined ? '' : ` on ${quote(t.system)}`
  const level = t.level === undefined ? '' : ` (${t.level})`
  return `${quote(t.entitlement ?? '')}${level}${where}`
}

function through(t: Telling): string {
  const path = t.path ? ` by way of ${t.path.map(quote).join(' → ')}` : ''
  const account = t.account === undefined || t.account === t.principal ? '' : ` through account ${quote(t.account)}`
  return `${account}${path}`
}

function removal(t: Telling): string {
  return t.revokedBy === undefined ? `${tickets(t)} removed` : `${quote(t.revokedBy)} revoked`
}

function lastKept({ kept }: Telling): string {
  if (kept === undefined) return 'nobody has kept it yet'
  return `${quote(kept.decider)} last kept it on ${formatInstant(kept.decidedAt).slice(0, 10)}`
}

function refusedDecisions(t: Telling): string {
  return (t.refusedDecisions ?? [])
    .slice(0, 3)
    .flatMap(({ decider, faults: [first] }) =>
      first === undefined ? [] : [`; what ${quote(decider)} decided does not count, who ${deciderRefusals[first]}`],
    )
    .join('')
}

function tickets(t: Telling): string {
  return t.tickets.length === 0 ? 'a ticket' : t.tickets.map(quote).join(' and ')
}

function refusals(t: Telling): string {
  const shown = (t.refused ?? [])
    .slice(0, 3)
    .flatMap(({ approver, faults: [first] }) =>
      first === undefined ? [] : [`${quote(approver)} ${refusalWords[first]}`],
    )
  return shown.length === 0 ? ': there is none' : `: ${shown.join('; ')}`
}

function peers({ peers: named = [] }: Telling): string {
  if (named.length === 0) return 'no active human is named as its peer'
  return `none of its peers (${named.map(quote).join(', ')}) holds as much`
}

function renewal({ lastAt }: Telling): string {
  if (lastAt === undefined) return ', and no renewal is known'
  return `; it was renewed last on ${formatInstant(lastAt).slice(0, 10)}`
}

function grants(t: Telling): string {
  return t.count === 1 ? 'one grant' : `${t.count ?? 0} grants`
}

function day(t: Telling): string {
  return formatInstant(t.since).slice(0, 10)
}
