import type { Instant } from '@ticketbound/core'
import { readJiraInstant } from './jira-time.ts'
import type { ChangelogEntry } from './schema.ts'

/** One change of one field, by the field's id, with the ids of what it was and became where it has some. */
export interface HistoryChange {
  readonly at: Instant
  /** The account that made it; unknown where Jira itself did, or the account is gone. */
  readonly by: string | undefined
  readonly field: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** The history of an issue, the earliest change first, whatever order it was given in. */
export type History = readonly HistoryChange[]

/**
 * Tells a changelog as changes; `undefined` where an entry's instant cannot be read, for a history that lacks a change
 * is none.
 */
export function toHistory(changelog: readonly ChangelogEntry[]): History | undefined {
  const changes: Ordered[] = []
  for (const { id, author, created, items } of changelog) {
    const by = author?.accountId ?? undefined
    const at = readJiraInstant(created)
    if (!at.ok) return undefined
    for (const [index, { field, fieldId, from, to }] of items.entries()) {
      const change = { at: at.value, by, field: fieldId ?? field, from: from ?? undefined, to: to ?? undefined }
      changes.push({ change, id, index })
    }
  }
  return changes.sort(inOrder).map(({ change }) => change)
}

interface Ordered {
  readonly change: HistoryChange
  readonly id: string
  readonly index: number
}

/** Entries of the same moment are ordered by their ids, which count up. */
function inOrder(one: Ordered, other: Ordered): number {
  if (one.change.at !== other.change.at) return one.change.at - other.change.at
  if (one.id.length !== other.id.length) return one.id.length - other.id.length
  if (one.id !== other.id) return one.id < other.id ? -1 : 1
  return one.index - other.index
}
