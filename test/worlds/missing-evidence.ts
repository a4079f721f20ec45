import type { Evidence, Finding } from '@ticketbound/core'
import { itemKey } from '@ticketbound/core'
import { requestSource, type World, type WorldNight } from './world.ts'

/** The evidence of a finding that no source ever held, as the world stood in some night; a finding without any misses it all. */
export function missingEvidence(finding: Finding, world: World, night: number): readonly (Evidence | 'evidence')[] {
  if (finding.evidence.length === 0) return ['evidence']
  const known = world.nights.slice(0, night + 1)
  const cited = finding.evidence.flatMap((it) => (it.type === 'ticket' ? [it.number] : []))
  const untold = finding.tickets.filter((number) => !cited.includes(number))
  return [
    ...finding.evidence.filter((piece) => !isThere(piece, finding, world, known)),
    ...untold.map((): 'evidence' => 'evidence'),
  ]
}

function isThere(piece: Evidence, finding: Finding, world: World, known: readonly WorldNight[]): boolean {
  switch (piece.type) {
    case 'ticket':
      return known.some(({ requests }) => requests.rows.some((row) => isLine(row, piece)))
    case 'snapshot-line':
      return known.some((night) => isAt(night, piece.at) && showsFinding(night, piece, finding, world))
    case 'snapshot':
      return known.some((night) => isAt(night, piece.at) && night.access[piece.system]?.complete === true)
    case 'person':
      return known.some(({ people }) => people?.rows.some(({ principal }) => principal === piece.principal))
    case 'entitlement':
      return (world.catalogue ?? []).some(({ id }) => id === piece.entitlement)
    case 'exception':
      return finding.counterpart === piece.exception
    case 'recertification':
      return known.some(({ recertifications }) => recertifications?.rows.some((row) => isDecision(row, piece)))
    case 'source':
      return finding.counterpart === piece.source && known.some((night) => isAt(night, piece.at))
  }
}

type Line = Extract<Evidence, { type: 'snapshot-line' }>

function showsFinding(night: WorldNight, { system, line }: Line, finding: Finding, world: World): boolean {
  const row = night.access[system]?.rows[line - 1]
  const { kind, account, counterpart, entitlement } = finding
  if (row === undefined) return false
  if (kind === 'separation-of-duties' && namesOn(counterpart, system, world).includes(row.entitlement)) return true
  if (finding.system !== system) return false
  const isAccount = account === undefined || row.account === account || row.account === counterpart
  return isAccount && (entitlement === undefined || namesOn(entitlement, system, world).includes(row.entitlement))
}

function namesOn(entitlement: string | undefined, system: string, { catalogue }: World): readonly string[] {
  if (entitlement === undefined) return []
  const entry = catalogue?.find(({ id }) => id === entitlement)
  return [entitlement, ...(entry?.aliases[system] ?? [])]
}

function isLine(row: WorldNight['requests']['rows'][number], piece: Extract<Evidence, { type: 'ticket' }>): boolean {
  const item = row.item ?? itemKey(row.principal, row.entitlement ?? '')
  return (row.source ?? requestSource) === piece.source && row.number === piece.number && item === piece.item
}

type DecisionRow = NonNullable<WorldNight['recertifications']>['rows'][number]

function isDecision(row: DecisionRow, piece: Extract<Evidence, { type: 'recertification' }>): boolean {
  const fields = ['principal', 'entitlement', 'decision', 'decider'] as const
  return fields.every((field) => row[field] === piece[field]) && Date.parse(row.decidedAt) === piece.decidedAt
}

function isAt(night: WorldNight, at: number): boolean {
  return Date.parse(night.at) === at
}
