import { SectionMessage, Stack, Text } from '@forge/react'
import type { DocumentCheck } from '../../admin/documents/check-document.ts'
import { Table } from './table.tsx'

/** Shows what an import would change, field by field, and what it would touch. */
export function ChangeView({ change, touched, against }: Pick<DocumentCheck, 'change' | 'touched' | 'against'>) {
  if (change === undefined) return null
  const { added, removed, changed } = change
  const rows = [
    ...removed.map((what) => ['Removed', what, '', '', '']),
    ...added.map((what) => ['Added', what, '', '', '']),
    ...changed.flatMap(({ what, fields }) =>
      fields.map(({ field, from, to }) => ['Changed', what, field, from ?? 'not said', to ?? 'not said']),
    ),
  ]
  const since = against === 0 ? 'There is no version yet: all of it is new.' : `Compared with version ${against}.`
  return (
    <Stack space="space.100">
      <SectionMessage appearance={removed.length > 0 ? 'warning' : 'information'} title={titleOf(rows.length)}>
        <Text>{since}</Text>
        {touched && <Text>{saidOf(touched)}</Text>}
      </SectionMessage>
      <Table
        caption="What would change"
        head={['Change', 'What', 'Field', 'Now', 'Then']}
        rows={rows}
        empty="Nothing would change."
      />
    </Stack>
  )
}

function titleOf(count: number): string {
  if (count === 0) return 'Nothing would change'
  return count === 1 ? 'One thing would change' : `${count} things would change`
}

function saidOf({ open, decided, whole }: NonNullable<DocumentCheck['touched']>): string {
  const requests = `${whole ? '' : 'At least '}${open} open ${open === 1 ? 'request is' : 'requests are'} judged by the new rules at the next transition.`
  if (decided === 0) return requests
  return `${requests} Of these, ${decided} ${decided === 1 ? 'asks' : 'ask'} for what changes here and already ${decided === 1 ? 'has' : 'have'} decisions.`
}
