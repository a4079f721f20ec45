import { Heading, List, ListItem, Stack, Text } from '@forge/react'
import type { ScreenApprovals, TimelineEntry } from '../../screen/issue-screen.ts'
import { type Place, sayMoment } from './place.ts'
import { Sentence } from './sentence.tsx'

interface TimelineProps {
  readonly approvals: ScreenApprovals | undefined
  readonly entries: readonly TimelineEntry[]
  readonly place: Place
}

/** Shows what was decided, by whom, and why each approval counts or not. */
export function Timeline({ approvals, entries, place }: TimelineProps) {
  return (
    <Stack space="space.100">
      <Heading as="h4" size="xsmall">
        Approvals
      </Heading>
      {approvals && <Text>{sayApprovals(approvals)}</Text>}
      {entries.length === 0 ? (
        <Text>Nobody has decided yet.</Text>
      ) : (
        <List type="ordered">
          {entries.map((entry, at) => (
            // The same thing can be said twice in one moment; entries are only ever added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <ListItem key={at}>
              <Sentence said={[`${sayMoment(entry.at, place)}: `, ...entry.what, sayWorth(entry)]} />
            </ListItem>
          ))}
        </List>
      )}
    </Stack>
  )
}

function sayApprovals({ rule, needed, counted }: ScreenApprovals): string {
  if (needed === 0) return 'Nobody needs to approve this.'
  return `Who must approve: ${rule}. ${counted} of ${needed} ${needed === 1 ? 'approval counts' : 'approvals count'} so far.`
}

function sayWorth({ counts, why }: TimelineEntry): string {
  if (counts === undefined) return ''
  if (counts) return ' Counts.'
  return why.length === 0 ? ' Does not count.' : ` Does not count: ${why.join('; ')}.`
}
