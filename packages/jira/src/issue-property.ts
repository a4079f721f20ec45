import {
  exactObject,
  IdText,
  issueFaults,
  listOf,
  parseInstant,
  type Reading,
  severities,
  textOf,
  Words,
} from '@ticketbound/core'
import * as v from 'valibot'

/** The key of the issue property that shows where a request stands. Display only: nothing is decided by it. */
export const issuePropertyKey = 'ticketbound'

/** The key of the issue property in which the night leaves what it saw. Display only. */
export const nightPropertyKey = 'ticketbound-night'

/** Where a request stands, at a glance. */
export type GateState = 'blocked' | 'ready' | 'passed' | 'voided' | 'bypassed'

/** Every state in which a request can stand. */
export const gateStates = ['blocked', 'ready', 'passed', 'voided', 'bypassed'] as const satisfies readonly GateState[]

/**
 * What stands on the issue for JQL and for the night. The seals prove themselves; everything else is a copy that anybody
 * with the right to edit the issue can change.
 */
export interface IssueProperty {
  readonly version: 1
  readonly state: GateState
  /** `YYYY-MM-DD`, for JQL's dates. */
  readonly expires?: string
  readonly entitlement?: string
  readonly principal?: string
  readonly owner?: string
  /** Codes of broken rules and refusals. */
  readonly missing: readonly string[]
  readonly approvals: number
  readonly needed: number
  /** The decisions as compact seals, oldest first. */
  readonly seals: readonly string[]
  readonly gate?: { readonly passedAt: string; readonly verdict: string }
  /** The fields that were approved as they are, as Jira expressions call them; left out while nothing is. */
  readonly frozen?: readonly string[]
  readonly updatedAt: string
}

/** One finding of last night about an issue, as the screen shows it. */
export interface NightFinding {
  readonly id: string
  readonly kind: string
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly message: string
  readonly action: string
  readonly since: string
}

/** What last night's reconciliation saw for an issue. */
export interface NightProperty {
  readonly version: 1
  readonly run: string
  readonly at: string
  /** Whether every source that it takes to claim something was complete. */
  readonly complete: boolean
  readonly findings: readonly NightFinding[]
}

/** Jira keeps no property of more than 32,768 characters, so that many seals are the most that can ever stand in one. */
const mostSeals = 100
const Seal = v.pipe(v.string(), v.maxLength(4096))
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const ShortWords = v.pipe(Words, v.maxLength(4096))

/** An instant that stays as it is written. */
const WrittenInstant = textOf((text) => {
  const instant = parseInstant(text)
  return instant.ok ? { ok: true, value: text } : instant
})

const version = v.literal(1)

const IssuePropertyDocument = exactObject({
  version,
  state: v.picklist(gateStates),
  expires: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/))),
  entitlement: v.exactOptional(IdText),
  principal: v.exactOptional(IdText),
  owner: v.exactOptional(IdText),
  missing: listOf(IdText),
  approvals: Count,
  needed: Count,
  seals: v.pipe(v.array(v.unknown()), v.maxLength(mostSeals), v.array(Seal)),
  gate: v.exactOptional(exactObject({ passedAt: WrittenInstant, verdict: IdText })),
  frozen: v.exactOptional(listOf(IdText)),
  updatedAt: WrittenInstant,
})

const NightPropertyDocument = exactObject({
  version,
  run: IdText,
  at: WrittenInstant,
  complete: v.boolean(),
  findings: listOf(
    exactObject({
      id: IdText,
      kind: IdText,
      severity: v.picklist(severities),
      message: ShortWords,
      action: ShortWords,
      since: WrittenInstant,
    }),
  ),
})

/** Reads what stands in the property `ticketbound`; anybody who may edit the issue may have written it. */
export function readIssueProperty(value: unknown): Reading<IssueProperty> {
  return readProperty(IssuePropertyDocument, value)
}

/** Reads what the night left on an issue; anybody who may edit the issue may have written it. */
export function readNightProperty(value: unknown): Reading<NightProperty> {
  return readProperty(NightPropertyDocument, value)
}

function readProperty<const Shape extends v.GenericSchema>(
  shape: Shape,
  value: unknown,
): Reading<v.InferOutput<Shape>> {
  const shaped = v.safeParse(shape, value)
  if (shaped.success) return { ok: true, value: shaped.output }
  return { ok: false, faults: issueFaults(shaped.issues).map(({ path: _path, ...fault }) => fault) }
}
