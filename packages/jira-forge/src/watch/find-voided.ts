import type { Instant, SealClaims } from '@ticketbound/core'
import { claimsOfSeal, materialFieldsOf, readJiraInstant } from '@ticketbound/jira'
import type { JudgedIssue } from '../gate/judge-issue.ts'
import type { Dossier, Voiding } from '../storage/dossiers.ts'
import type { WatchedIssue } from './watched-issue.ts'

/**
 * Finds the approvals in a dossier that are of something else than the issue says now, and that nobody noted as void yet;
 * `undefined` where there are none. An issue that cannot be read as a request any more says nothing that was approved.
 */
export function findVoided(
  { read, map }: Pick<WatchedIssue, 'read' | 'map'>,
  judged: JudgedIssue | undefined,
  dossier: Dossier,
  now: Instant,
): Voiding | undefined {
  const voided = standingApprovals(dossier.seals).filter(
    (claims) => !isOf(claims, judged) && !dossier.voids.some((noted) => covers(noted, claims)),
  )
  if (voided.length === 0) return undefined
  const since = Math.min(...voided.map(({ decidedAt }) => decidedAt))
  const changes = changesSince(since, read, materialFieldsOf(map))
  const isMoved = voided.some(({ number }) => number !== read.issue.key)
  const fields = [...new Set([...(isMoved ? ['number'] : []), ...changes.map(({ field }) => field)])]
  const last = Math.max(...voided.map(({ decidedAt }) => decidedAt), ...changes.map(({ at }) => at))
  return {
    at: changes.length > 0 ? last : Math.max(last, now),
    fields,
    approvers: [...new Set(voided.map(({ approver }) => approver))],
  }
}

/** What each approver decided last, where that was a yes. */
function standingApprovals(seals: readonly string[]): readonly SealClaims[] {
  const last = new Map<string, SealClaims>()
  for (const seal of seals) {
    const claims = claimsOfSeal(seal)
    if (claims) last.set(JSON.stringify([claims.approver, claims.for, claims.onBehalfOf]), claims)
  }
  return [...last.values()].filter(({ decision }) => decision === 'approved')
}

function isOf({ digest, number }: SealClaims, judged: JudgedIssue | undefined): boolean {
  return judged !== undefined && judged.digest === digest && judged.line.number === number
}

function covers({ at, approvers }: Voiding, { approver, decidedAt }: SealClaims): boolean {
  return at >= decidedAt && approvers.includes(approver)
}

function changesSince(since: Instant, { changelog }: WatchedIssue['read'], material: ReadonlyMap<string, string>) {
  return (changelog ?? []).flatMap(({ created, items }) => {
    const at = readJiraInstant(created)
    if (!at.ok || at.value < since) return []
    return items.flatMap(({ field, fieldId }) => {
      const said = material.get(fieldId ?? field)
      return said === undefined ? [] : [{ at: at.value, field: said }]
    })
  })
}
