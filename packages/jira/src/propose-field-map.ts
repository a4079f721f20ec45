import type { RequestPart } from './field-map.ts'
import type { JiraField } from './schema.ts'

/** How sure a proposal is: by a field that can mean nothing else, by type and name, or by one of both. */
export type Certainty = 'certain' | 'likely' | 'possible'

/** A field that may say a part of a request, and why it is thought so. */
export interface FieldProposal {
  readonly part: RequestPart
  readonly field: string
  readonly name: string
  readonly sure: Certainty
  readonly reason: string
}

/** What a site's fields suggest. Nothing of it holds until somebody has looked at it. */
export interface FieldMapProposal {
  /** The best field for each part that has one that is more than possible. */
  readonly map: Partial<Record<RequestPart, { readonly field: string }>>
  /** Every field that may say something, the surest first within each part. */
  readonly proposals: readonly FieldProposal[]
  /** Parts that must be said and for which nothing was found that is more than possible. */
  readonly missing: readonly RequestPart[]
}

interface Sign {
  readonly part: RequestPart
  /** The types of field that can say the part. */
  readonly types: ReadonlySet<string>
  readonly names: RegExp
  /** Fields of Jira's own that say it. */
  readonly own?: readonly string[]
}

const somebody = new Set(['user', 'array of user'])
const choice = new Set(['option', 'array of option', 'option-with-child', 'array of string', 'string', 'any'])

const signs: readonly Sign[] = [
  {
    part: 'kind',
    types: new Set(['option', 'option-with-child', 'sd-customerrequesttype', 'issuetype']),
    names: /^(?:access )?(?:request (?:type|kind)|kind of request|kind|type of request|action|operation)$/,
  },
  {
    part: 'principal',
    types: somebody,
    names: /^(?:principal|access for|user|for whom|beneficiary|requested for|on behalf of|employee|account)$/,
  },
  {
    part: 'entitlement',
    types: choice,
    names: /^(?:entitlement|access|role|permission|access to|application|system|group|requested access|what access.*)$/,
  },
  { part: 'level', types: choice, names: /^(?:level|access level|privilege|permission level|role level)$/ },
  {
    part: 'owner',
    types: somebody,
    names: /^(?:owner|access owner|system owner|application owner|service owner|resource owner)$/,
  },
  { part: 'requester', types: somebody, names: /^(?:reporter|requester|requested by)$/, own: ['reporter'] },
  {
    part: 'expiresAt',
    types: new Set(['date', 'datetime']),
    names:
      /^(?:expiry|expires|expiry date|expiration|expiration date|end date|access (?:ends|until|expiry)|valid until|until|due date)$/,
  },
  {
    part: 'justification',
    types: new Set(['string']),
    names: /^(?:justification|business justification|reason|why|business reason|description)$/,
  },
  {
    part: 'exception',
    types: new Set(['string', 'option', 'array of string']),
    names: /^(?:exception|policy exception|exception id)$/,
  },
]

const rank: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 }

/**
 * Proposes which fields of a site say what of an access request, by the type and name of each field. Only a field whose
 * type fits is proposed at all; two that fit equally well are both only possible, for nobody can tell which is meant.
 */
export function proposeFieldMap(fields: readonly JiraField[]): FieldMapProposal {
  const proposals = signs.flatMap((sign) => withoutTies(fields.flatMap((field) => proposalFor(sign, field))))
  const best = new Map<RequestPart, string>()
  for (const { part, field, sure } of proposals) if (sure !== 'possible' && !best.has(part)) best.set(part, field)
  const needed = ['kind', 'principal', 'entitlement'] as const
  return {
    map: Object.fromEntries([...best].map(([part, field]) => [part, { field }])),
    proposals,
    missing: needed.filter((part) => !best.has(part)),
  }
}

function proposalFor(sign: Sign, field: JiraField): readonly FieldProposal[] {
  const proposal = { part: sign.part, field: field.id, name: field.name }
  if (sign.own?.includes(field.id)) {
    return [{ ...proposal, sure: 'certain', reason: 'it is the field in which Jira itself keeps this' }]
  }
  const type = typeOf(field)
  if (!sign.types.has(type)) return []
  const name = field.name.slice(0, 100).trim().toLowerCase()
  if (sign.names.test(name))
    return [{ ...proposal, sure: 'likely', reason: `its name says so, and it is of type ${type}` }]
  if (!field.custom || type === 'string' || type === 'any') return []
  return [{ ...proposal, sure: 'possible', reason: `it is of type ${type}, and its name says something else` }]
}

/** Two fields that are equally likely are a question, not an answer. */
function withoutTies(proposals: readonly FieldProposal[]): readonly FieldProposal[] {
  const sorted = [...proposals].sort(
    (one, other) => rank[one.sure] - rank[other.sure] || compare(one.field, other.field),
  )
  const isCertain = sorted[0]?.sure === 'certain'
  const likely = sorted.filter(({ sure }) => sure === 'likely')
  if (isCertain || likely.length < 2) return sorted
  return sorted.map((it) =>
    it.sure === 'likely'
      ? { ...it, sure: 'possible', reason: `${it.reason}, as are ${likely.length - 1} other fields` }
      : it,
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function typeOf({ schema }: JiraField): string {
  if (!schema?.type) return 'unknown'
  return schema.type === 'array' ? `array of ${schema.items ?? 'unknown'}` : schema.type
}
