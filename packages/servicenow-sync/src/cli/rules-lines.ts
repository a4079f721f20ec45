import { formatInstant, type Policy, type Risk, sayDuration, sayRule } from '@ticketbound/core'
import type { PlacedFault } from '@ticketbound/documents'
import { sayFault } from '../config/config-fault.ts'
import type { RuleFiles } from '../config/read-rules.ts'
import { amountOf } from '../report/amount.ts'
import { plain, type Style } from './output.ts'
import { table } from './table.ts'

const tiers: readonly Risk[] = ['critical', 'high', 'medium', 'low']

/** Tells a person which rules were read, and what in them is worth a second look. */
export function rulesLines(
  files: readonly string[],
  rules: RuleFiles,
  notes: readonly PlacedFault[],
  { paint, wrap }: Style,
): readonly string[] {
  return [
    paint.green(`No fault in ${files.join(', ')}`),
    '',
    ...table([...catalogueRows(rules), ...policyRows(rules.policy)]).flatMap((row) => wrap(`  ${plain(row)}`)),
    ...(notes.length === 0 ? [] : ['', paint.bold('Worth a second look')]),
    ...notes.flatMap((note) => wrap(`  ${plain(sayFault(note))}`)),
  ]
}

function catalogueRows({ catalogue }: RuleFiles): readonly (readonly string[])[] {
  if (catalogue === undefined) return []
  const entitlements = [...catalogue.entitlements.values()]
  const systems = [...new Set(entitlements.flatMap(({ system }) => system ?? []))]
  const byRisk = tiers.flatMap((tier) => {
    const count = entitlements.filter(({ risk }) => risk === tier).length
    return count === 0 ? [] : [`${count} ${tier}`]
  })
  return [
    ['Entitlements', `${entitlements.length}${byRisk.length > 0 ? `: ${byRisk.join(', ')}` : ''}`],
    ...(systems.length > 0 ? [['Systems', systems.join(', ')]] : []),
    ['Items', String(catalogue.items.length)],
    ...(catalogue.groupOwners.size > 0 ? [['Groups', [...catalogue.groupOwners.keys()].join(', ')]] : []),
  ]
}

function policyRows(policy: Policy): readonly (readonly string[])[] {
  const { zone, approvals, maxDuration, justification, gates, birthrights } = policy
  const byTier = tiers.flatMap((tier) => {
    const rule = approvals[tier]
    return rule === undefined ? [] : [[`Approval, ${tier} risk`, sayRule(rule)]]
  })
  const longest = Object.entries(maxDuration).map(([kind, duration]) => `${kind} ${sayDuration(duration)}`)
  return [
    ...byTier,
    ...(longest.length > 0 ? [['Longest', longest.join(', ')]] : []),
    ['Justification', justification === 0 ? 'not asked for' : `at least ${amountOf(justification, 'character')}`],
    ...gates.map(({ source, since }) => ['Gate', `${source} since ${formatInstant(since)}`]),
    ...(birthrights.length > 0 ? [['Birthrights', amountOf(birthrights.length, 'rule')]] : []),
    ['Zone', zone],
  ]
}
