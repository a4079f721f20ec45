import { quote } from '../fault.ts'
import { sayDuration } from '../time/duration.ts'
import type { ApprovalPart, ApprovalRule } from './catalogue.ts'

/** Says in words who must approve, such as "an owner and 2 of group `security`, at most 30 days before". */
export function sayRule({ parts, maxAge }: ApprovalRule): string {
  if (parts.length === 0) return 'nobody'
  const who = parts.map(sayPart).join(' and ')
  return maxAge === undefined ? who : `${who}, at most ${sayDuration(maxAge)} before`
}

/** Says one part of a rule in words. */
export function sayPart({ from, name, count }: ApprovalPart): string {
  switch (from) {
    case 'owner':
      return count === 1 ? 'an owner' : `${count} owners`
    case 'manager':
      return count === 1 ? 'the manager' : `${count} managers`
    case 'group':
      return `${count} of group ${quote(name ?? '')}`
    case 'role':
      return `${count} with role ${quote(name ?? '')}`
  }
}
