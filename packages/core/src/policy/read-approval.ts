import { quote } from '../fault.ts'
import { type FaultPath, faultAt, type PathFault } from '../path-fault.ts'
import type { ApprovalSettings } from './approval-shape.ts'
import type { ApprovalPart, ApprovalRule } from './catalogue.ts'

type PartSettings = Pick<ApprovalSettings, 'from' | 'name' | 'count'>

/** The rule that an approval's settings give: one owner where they say nothing. */
export function toApprovalRule({ all, maxAge, ...single }: ApprovalSettings): ApprovalRule {
  const parts = (all ?? [single]).map(toPart).filter(({ count }) => count > 0)
  return { parts, ...(typeof maxAge === 'number' && { maxAge }) }
}

function toPart({ from, name, count }: PartSettings): ApprovalPart {
  return { from: from ?? 'owner', ...(typeof name === 'string' && { name }), count: count ?? 1 }
}

/** How many approvals a rule asks for in all. */
export function approvalsNeeded({ parts }: ApprovalRule): number {
  let needed = 0
  for (const { count } of parts) needed += count
  return needed
}

/** What is wrong between the settings of one approval rule; `path` is where the rule stands. */
export function approvalFaults(approval: ApprovalSettings, path: FaultPath): readonly PathFault[] {
  if (!approval.all) return nameFaults(approval, path)
  const beside = (['from', 'name', 'count'] as const).filter(
    (key) => approval[key] !== undefined && approval[key] !== null,
  )
  return [
    ...beside.map((key) => besideAll(key, [...path, key])),
    ...approval.all.flatMap((part, index) => nameFaults(part, [...path, 'all', index])),
  ]
}

function nameFaults({ from, name }: PartSettings, path: FaultPath): readonly PathFault[] {
  const named = from === 'group' || from === 'role'
  const hasName = name !== undefined && name !== null
  if (named === hasName) return []
  const at = [...path, 'name']
  if (named) {
    const help = `say which ${from} may approve`
    return [
      faultAt(at, { code: 'field-missing', message: `\`name\` is missing, and approval is from a ${from}`, help }),
    ]
  }
  const message = `${quote(name)} means nothing where approval is from the ${from ?? 'owner'}`
  return [
    faultAt(at, { code: 'value-not-allowed', message, help: 'remove it, or write `from: group` or `from: role`' }),
  ]
}

function besideAll(key: string, path: FaultPath): PathFault {
  return faultAt(path, {
    code: 'value-not-allowed',
    message: `${quote(key)} means nothing beside \`all\``,
    help: 'remove it, or move it into an entry of `all`',
  })
}
