import { type FindingKind, kindFacts, type Need } from '../finding/kinds.ts'

/** What can be said of a control, or of one check of it. `not-assessed` is not a pass, and `reason` says why. */
export type ControlResult = 'no-deviation' | 'deviations' | 'not-assessed'

/** A source as a night read it, as far as an assessment needs it. */
export interface SourceRead {
  readonly name: string
  readonly reads: string
  readonly complete: boolean
}

/** What decides whether the absence of findings proves anything. */
export interface Grounds {
  readonly sources: readonly SourceRead[]
  /** True where a catalogue is given; without one the rules that need it are off. */
  readonly catalogued: boolean
  /** Why the findings are not those of this night: its changes were never published. */
  readonly unpublished?: 'held' | 'discarded'
}

/** How many findings of one kind there are. */
export interface FindingTotals {
  readonly open: number
  readonly accepted: number
}

/** What the findings of one kind say about a control. */
export interface KindCheck extends FindingTotals {
  readonly type: 'finding-kind'
  readonly id: FindingKind
  readonly result: ControlResult
  readonly reason?: string
}

/**
 * Says what the findings of one kind prove. A finding is a deviation whatever was read; that there is none proves
 * something only where everything was read in which there could have been one.
 */
export function assessKind(kind: FindingKind, totals: FindingTotals, grounds: Grounds): KindCheck {
  const check = { type: 'finding-kind', id: kind, open: totals.open, accepted: totals.accepted } as const
  const reason = whyUnproven(kind, grounds)
  if (totals.open + totals.accepted > 0) return { ...check, result: 'deviations', ...(reason && { reason }) }
  if (reason !== undefined) return { ...check, result: 'not-assessed', reason }
  return { ...check, result: 'no-deviation' }
}

/**
 * That these kinds found nothing proves nothing without a catalogue. All but one never open then: `recertification-overdue`
 * can, where a reviewer kept access until a date, but without the catalogue's intervals nothing else is ever due.
 */
const ofCatalogue: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'approval-overdue',
  'broader-than-ticket',
  'closed-without-evidence',
  'granted-before-approval',
  'ownerless-entitlement',
  'recertification-overdue',
  'rotation-overdue',
  'separation-of-duties',
  'uncatalogued-entitlement',
])

function whyUnproven(kind: FindingKind, { sources, catalogued, unpublished }: Grounds): string | undefined {
  if (unpublished === 'held') return 'the night is held, and what it found is not published'
  if (unpublished === 'discarded') return 'what the night found was discarded'
  if (!catalogued && ofCatalogue.has(kind)) return 'no catalogue is given'
  for (const need of neededToProve(kind)) {
    const reason = whyUnread(need, sources)
    if (reason !== undefined) return reason
  }
  return undefined
}

/** A finding needs what its kind needs. That there is none needs every access source, too: it could be in any. */
function neededToProve(kind: FindingKind): Iterable<Need> {
  const { needs } = kindFacts(kind)
  return needs.length === 0 ? needs : new Set([...needs, 'access' as const])
}

const sourceOf: Readonly<Record<Need, { readonly reads: string; readonly word: string }>> = {
  access: { reads: 'access', word: 'access' },
  tickets: { reads: 'requests', word: 'ticket' },
  people: { reads: 'people', word: 'people' },
  recertifications: { reads: 'recertifications', word: 'recertification' },
}

function whyUnread(need: Need, sources: readonly SourceRead[]): string | undefined {
  const { reads, word } = sourceOf[need]
  const read = sources.filter((source) => source.reads === reads)
  // Who recertifies nowhere has confirmed nothing: that proves what is overdue.
  if (read.length === 0) return need === 'recertifications' ? undefined : `no ${word} source is given`
  const cut = read.find((source) => !source.complete)
  return cut && `the ${word} source \`${cut.name}\` was incomplete`
}
