import { canonicalJson, type Finding, formatInstant, isAtLeast, type Severity, severities } from '@ticketbound/core'
import type { NightFinding, NightProperty } from '@ticketbound/jira'
import { sha256 } from '@ticketbound/seals'
import { isOpen } from '../../night/open-counts.ts'
import { ticketsOf, type WrittenBefore } from '../../write-back/plan-write-back.ts'
import type { RecordAction, WriteBackPlan } from '../../write-back/write-back-plan.ts'

/** Which issues are told, and by which night. */
export interface NightPropertyRules {
  /** The target's name in the ledger. */
  readonly target: string
  readonly minSeverity: Severity
  /** The sources whose tickets are issues of the site. */
  readonly ticketSources: ReadonlySet<string>
  readonly night: Pick<NightProperty, 'run' | 'at' | 'complete'>
  /** Takes nothing that was written before for granted. */
  readonly recheck?: boolean
}

/** A property holds at most 32,768 characters, and a person reads fewer. */
const mostFindings = 20
const longestWords = 500

/** The columns of a record: the issue's key, and its property, which is empty where none is to be there. */
export interface PropertyColumns {
  readonly issue: string
  readonly property: string
}

/**
 * Plans what issues are told: one property for each issue with open findings, taken away from one that has none any more.
 * Pure; where everything planned was done, the next plan is empty, and a night that sees the same writes nothing.
 */
export function planNightProperties(
  findings: Iterable<Finding>,
  before: WrittenBefore,
  rules: NightPropertyRules,
): WriteBackPlan {
  const byTicket = new Map<string, Finding[]>()
  for (const finding of findings) {
    for (const ticket of new Set(ticketsOf(finding, rules.ticketSources))) {
      byTicket.set(ticket, [...(byTicket.get(ticket) ?? []), finding])
    }
  }
  const tickets = [...byTicket].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    target: rules.target,
    actions: tickets.flatMap(([ticket, about]) => planOne(ticket, about, before, rules)),
  }
}

function planOne(
  ticket: string,
  about: readonly Finding[],
  before: WrittenBefore,
  { minSeverity, night, recheck }: NightPropertyRules,
): readonly RecordAction[] {
  const prior = before(ticket).find(({ what }) => what === 'record')
  const shown = about.filter(({ state, severity }) => isOpen(state) && isAtLeast(severity, minSeverity))
  if (shown.length === 0 && prior === undefined) return []
  const findings = shown.sort(byWeight).slice(0, mostFindings).map(toNightFinding)
  const isGone = findings.length === 0
  // Which night says it does not count: else every night would write on every issue.
  const content = isGone ? gone : sha256(canonicalJson({ complete: night.complete, findings: findings.map(toJson) }))
  if (prior?.state === 'done' && prior.content === content && !recheck) return []
  const property: NightProperty = { version: 1, ...night, findings }
  return [
    {
      what: 'record',
      does: isGone ? 'resolve' : prior?.vendorId === undefined ? 'create' : 'change',
      finding: ticket,
      part: '',
      content,
      columns: { issue: ticket, property: isGone ? '' : sayProperty(property) } satisfies PropertyColumns,
      ...(prior && { prior }),
    },
  ]
}

/** What the ledger holds of an issue that is to have no property. */
const gone = 'gone'

/** Writes a property as the text that two of them are compared by. */
export function sayProperty({ findings, ...night }: NightProperty): string {
  return canonicalJson({ ...night, findings: findings.map(toJson) })
}

function toJson(finding: NightFinding) {
  return { ...finding }
}

/** The worst first. */
function byWeight(one: Finding, other: Finding): number {
  return severities.indexOf(other.severity) - severities.indexOf(one.severity) || (one.id < other.id ? -1 : 1)
}

function toNightFinding({ id, kind, severity, message, action, since }: Finding): NightFinding {
  return { id, kind, severity, message: cut(message), action: cut(action), since: formatInstant(since) }
}

function cut(text: string): string {
  return text.length <= longestWords ? text : `${text.slice(0, longestWords - 1).toWellFormed()}…`
}
