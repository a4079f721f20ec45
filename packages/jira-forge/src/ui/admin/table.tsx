import { DynamicTable, Text } from '@forge/react'
import { createElement, Fragment, isValidElement, type ReactNode } from 'react'

interface TableProps {
  /** What the table is, for screen readers and above it. */
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
  readonly empty: string
  readonly rowsPerPage?: number
}

/** A table of plain cells, or a sentence where there is none. Long ones have pages. */
export function Table({ caption, head, rows, empty, rowsPerPage = 25 }: TableProps) {
  // What stands in a property is not drawn by the reconciler, so that an empty table says nothing by itself.
  if (rows.length === 0) return <Text>{empty}</Text>
  return (
    <DynamicTable
      caption={caption}
      label={caption}
      head={{ cells: head.map((content, at) => ({ key: `${at}`, content })) }}
      rows={rows.map((cells, row) => ({
        key: `${row}`,
        // UI Kit calls the component of a cell as a function of its own, whose state would then be that of the table.
        cells: cells.map((content, at) => ({
          key: `${at}`,
          content: isValidElement(content) ? createElement(Fragment, null, content) : content,
        })),
      }))}
      {...(rows.length > rowsPerPage && { rowsPerPage })}
    />
  )
}
