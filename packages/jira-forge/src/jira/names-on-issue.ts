import type { ReadIssue } from './read-issue.ts'

/** What the people on an issue are called, by account, as far as it was read. For showing: anybody may call themselves anything. */
export function namesOnIssue({ issue, serviceApprovals = [] }: ReadIssue): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const note = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { accountId, displayName } = value as Readonly<Record<string, unknown>>
    if (typeof accountId === 'string' && typeof displayName === 'string' && displayName !== '') {
      names.set(accountId, displayName)
    }
  }
  for (const value of Object.values(issue.fields)) for (const one of [value].flat()) note(one)
  for (const { approvers } of serviceApprovals) for (const { approver } of approvers ?? []) note(approver)
  return names
}
