import { SectionMessage, Stack, Text } from '@forge/react'
import type { PlacedFault } from '@ticketbound/documents'
import { Table } from './table.tsx'

interface FaultsTableProps {
  readonly faults: readonly PlacedFault[]
  /** How many there are in all. */
  readonly count: number
}

/** Shows every fault of a document with its place and what helps. */
export function FaultsTable({ faults, count }: FaultsTableProps) {
  const more = count - faults.length
  return (
    <Stack space="space.100">
      <SectionMessage
        appearance="error"
        title={count === 1 ? 'The document has a fault' : `The document has ${count} faults`}
      >
        <Text>
          Nothing is written before they are corrected.{more > 0 ? ` The first ${faults.length} are shown.` : ''}
        </Text>
      </SectionMessage>
      <Table
        caption="Faults"
        head={['Where', 'What is wrong', 'What helps']}
        rows={faults.map((fault) => [placeOf(fault), saidBy(fault), fault.help])}
        empty=""
      />
    </Stack>
  )
}

/** Shows what is allowed and worth a second look. */
export function NotesTable({ notes }: { readonly notes: readonly PlacedFault[] }) {
  if (notes.length === 0) return null
  return (
    <Table
      caption="Allowed, and worth a second look"
      head={['Where', 'What', 'What helps']}
      rows={notes.map((note) => [placeOf(note), saidBy(note), note.help])}
      empty=""
    />
  )
}

function placeOf({ file, line, column }: PlacedFault): string {
  if (line === undefined) return file
  return column === undefined ? `${file}, line ${line}` : `${file}, ${line}:${column}`
}

function saidBy({ field, message, code }: PlacedFault): string {
  return `${field === undefined ? '' : `${field}: `}${message} (${code})`
}
