import type { FindingKind, FindingState, Severity } from '@ticketbound/core'
import type { About, NearMiss, Reason } from '../world/world.ts'

/** A line of `ticketbound findings --json`, as far as the small world is compared with it. */
export interface ListedFinding extends Omit<About, 'system'> {
  readonly id: string
  readonly kind: FindingKind
  readonly severity: Severity
  readonly state: FindingState
  readonly system?: string
  readonly tickets: readonly string[]
  readonly since: string
  readonly message: string
}

/** Reads what `ticketbound findings --json` printed. */
export function readListed(stdout: string): readonly ListedFinding[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

/** Says whether a finding is just the one that a reason tells of. */
export function isFor(finding: ListedFinding, { kind, about, tickets }: Reason): boolean {
  const { principal, account, entitlement, system, counterpart } = finding
  return (
    finding.kind === kind &&
    principal === about.principal &&
    account === about.account &&
    entitlement === about.entitlement &&
    system === about.system &&
    counterpart === about.counterpart &&
    finding.tickets.join() === tickets.join()
  )
}

/** Says whether a finding is about all that a near-miss is about. */
export function touches(finding: ListedFinding, { about }: NearMiss): boolean {
  return Object.entries(about).every(([field, value]) => finding[field as keyof About] === value)
}
