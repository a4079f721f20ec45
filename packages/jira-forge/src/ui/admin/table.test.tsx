import '../../testdata/forge-bridge.ts'
import { Button, Text } from '@forge/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderForge } from '../../testdata/render-forge.ts'
import { Table } from './table.tsx'

/** A cell with a state of its own. */
function Counter({ from }: { readonly from: number }) {
  const [count, setCount] = useState(from)
  return <Button onClick={() => setCount(count + 1)}>{`count ${count}`}</Button>
}

function Growing() {
  const [rows, setRows] = useState([10])
  return (
    <>
      <Button onClick={() => setRows([...rows, 20])}>grow</Button>
      <Button onClick={() => setRows([])}>empty</Button>
      <Table
        caption="Counters"
        head={['What']}
        rows={rows.map((from) => [<Counter key="counter" from={from} />])}
        empty="None."
      />
    </>
  )
}

const nobody = { invoke: () => undefined }

describe('a table', () => {
  it('lets each cell keep a state of its own while rows come and go', async () => {
    const page = await renderForge(<Growing />, nobody)
    await page.fire(page.one('Button', 'count 10'), 'onClick')
    await page.fire(page.one('Button', 'grow'), 'onClick')
    await page.fire(page.one('Button', 'count 20'), 'onClick')
    expect(page.words()).toContain('count 11 count 21')
    await page.fire(page.one('Button', 'empty'), 'onClick')
    expect(page.words()).toContain('None.')
  })

  it('shows a sentence where there is nothing to show, and has pages only where it is long', async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, n) => [String(n)])
    const of = (count: number) => <Table caption="Numbers" head={['No.']} rows={rows(count)} empty="No number." />
    expect((await renderForge(of(0), nobody)).one('Text').children[0]?.props.text).toBe('No number.')
    expect((await renderForge(of(25), nobody)).one('DynamicTable').props.rowsPerPage).toBeUndefined()
    expect((await renderForge(of(26), nobody)).one('DynamicTable').props.rowsPerPage).toBe(25)
  })

  it('takes elements and texts in its cells', async () => {
    const page = await renderForge(
      <Table caption="Mixed" head={['What']} rows={[[<Text key="text">element</Text>], ['text']]} empty="" />,
      nobody,
    )
    expect(page.words()).toContain('element')
    expect(page.words()).toContain('text')
  })
})
