/** What must be known beside the subjects to compute the measures of a night. */
export interface NightTotals {
  readonly sources: number
  readonly completeSources: number
  readonly ownerless: number
  readonly entitlements: number
  readonly open: number
  readonly accepted: number
}

/** What is counted while one subject after another goes by. */
export interface Counts {
  /** Direct grants, whoever's they are. */
  grants: number
  /** Direct grants of known principals, birthright apart. */
  governedGrants: number
  /** Direct grants of known principals that they hold by design. */
  birthrightGrants: number
  /** Accesses that a known principal's account holds only through something else. */
  indirectGrants: number
  /** Direct grants of accesses that a closed ticket gave. */
  ticketedGrants: number
  /** Those of them whose level and end are the ticket's. */
  accurateGrants: number
  orphaned: number
  withoutTicket: number
  authorised: number
  notProvisioned: number
  removals: number
  notRemoved: number
  withEnd: number
  pastEnd: number
  needingApproval: number
  proven: number
  undecided: number
  closed: number
  /** Milliseconds from opening to the last recorded decision, one for each decided line. */
  readonly latencies: number[]
}

/** Counts that start at nothing. */
export function noCounts(): Counts {
  return {
    grants: 0,
    governedGrants: 0,
    birthrightGrants: 0,
    indirectGrants: 0,
    ticketedGrants: 0,
    accurateGrants: 0,
    orphaned: 0,
    withoutTicket: 0,
    authorised: 0,
    notProvisioned: 0,
    removals: 0,
    notRemoved: 0,
    withEnd: 0,
    pastEnd: 0,
    needingApproval: 0,
    proven: 0,
    undecided: 0,
    closed: 0,
    latencies: [],
  }
}
