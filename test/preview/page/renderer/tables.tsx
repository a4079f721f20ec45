import DynamicTable from '@atlaskit/dynamic-table'
import { DrawAll, Inside } from './draw.tsx'
import { type ForgeDoc, nodesOf, wrapped } from './forge-doc.ts'
import { call, pick } from './read-props.ts'
import type { Renderer } from './renderer.ts'

const passed = [
  'caption',
  'label',
  'defaultPage',
  'defaultSortKey',
  'defaultSortOrder',
  'highlightedRowIndex',
  'isFixedSize',
  'isLoading',
  'isRankable',
  'loadingSpinnerSize',
  'page',
  'paginationi18n',
  'rowsPerPage',
  'sortKey',
  'sortOrder',
  'testId',
]

const DrawnTable: Renderer = ({ doc }) => {
  const head = wrapped(doc, 'head')
  const empty = nodesOf(doc.props.emptyView)
  return (
    <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
      <DynamicTable
        {...pick(doc, ...passed)}
        {...(head.length === 0 ? {} : { head: { cells: head.map(headCell) } })}
        {...(empty.length === 0 ? {} : { emptyView: <DrawAll docs={empty} /> })}
        rows={wrapped(doc, 'rows').map(rowOf)}
        onSetPage={(page) => call(doc, 'onSetPage')(page)}
        onSort={({ key, sortOrder }) => call(doc, 'onSort')({ key, sortOrder })}
      />
    </div>
  )
}

function headCell(doc: ForgeDoc) {
  return { ...cellOf(doc), ...pick(doc, 'isSortable', 'width', 'shouldTruncate', 'colSpan') }
}

function rowOf(doc: ForgeDoc) {
  return { key: keyOf(doc, 'rowKey'), ...pick(doc, 'isHighlighted'), cells: doc.children.map(cellOf) }
}

function cellOf(doc: ForgeDoc) {
  return { key: keyOf(doc, 'cellKey'), ...pick(doc, 'colSpan'), content: <Inside doc={doc} /> }
}

function keyOf(doc: ForgeDoc, name: string): string {
  const given = doc.props[name]
  return given === undefined ? doc.key : String(given)
}

/** What stands in rows. */
export const tables = { DynamicTable: DrawnTable } as const satisfies Readonly<Record<string, Renderer>>
