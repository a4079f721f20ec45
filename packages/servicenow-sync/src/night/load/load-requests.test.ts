import { requestKey } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { lineText } from '../shelf/line-record.ts'
import { parseLine } from '../shelf/packed-line.ts'
import { openDesk, recordsOf } from '../testdata/desk.ts'
import { memorySource } from '../testdata/memory-source.ts'
import { day, requestRow } from '../testdata/rows.ts'
import type { World } from '../testdata/world-input.ts'

async function load(world: World) {
  const desk = openDesk(day(4), world)
  const loaded = await desk.requests()
  const lines = recordsOf(loaded.shelf).map((record) => parseLine(lineText(record)))
  desk.close()
  return { ...loaded, lines, desk }
}

describe('loading requests', () => {
  it('puts every line on the shelf, under the one its principal stands for', async () => {
    const { lines, keys, complete } = await load({
      requests: [requestRow({ number: 'T1' }), requestRow({ number: 'T2', principal: 'bob' })],
    })
    expect(lines.map(({ number }) => number).sort()).toEqual(['T1', 'T2'])
    expect(lines.every((line) => keys.has(requestKey(line)))).toBe(true)
    expect(complete).toBe(true)
  })

  it('is not complete without a source of requests', async () => {
    expect((await load({ access: [] })).complete).toBe(false)
  })

  it('takes identical repeats without a word', async () => {
    const { contradicted, desk } = await load({
      requests: [requestRow({ number: 'T1' }), requestRow({ number: 'T1' })],
    })
    expect(contradicted.size).toBe(0)
    expect(desk.rejected()).toEqual([])
  })

  it('rejects both of two lines that contradict each other, each with the place of the other', async () => {
    const requests = [
      requestRow({ number: 'T1' }),
      requestRow({ number: 'T2' }),
      requestRow({ number: 'T1', level: 'write' }),
    ]
    const { contradicted, complete, desk } = await load({ requests })
    expect([...contradicted]).toEqual([requestKey({ source: 'itsm', number: 'T1', item: '["alice","deploy"]' })])
    expect(desk.rejected()).toEqual([
      'itsm.ndjson:1 row-contradicts → itsm.ndjson:3',
      'itsm.ndjson:3 row-contradicts → itsm.ndjson:1',
    ])
    expect(complete).toBe(false)
    expect(desk.rows('itsm')).toEqual({ rows: 1, rejected: 2, complete: false })
  })

  it('notices every contradiction among many lines', async () => {
    const many = Array.from({ length: 300 }, (_, at) => requestRow({ number: `T${at}` }))
    const requests = [...many, ...many.map((row) => ({ ...row, level: 'write' }))]
    const { contradicted, desk } = await load({ requests })
    expect(contradicted.size).toBe(300)
    expect(desk.rows('itsm')).toEqual({ rows: 0, rejected: 600, complete: false })
  })

  it.each([
    ['principals', { principal: 'Alice' }],
    ['entitlements', { entitlement: 'DEPLOY' }],
  ])('rejects every line of two %s that look alike', async (_, fields) => {
    const requests = [
      requestRow({ number: 'T1' }),
      requestRow({ number: 'T2', ...fields }),
      requestRow({ number: 'T3' }),
      requestRow({ number: 'T4', principal: 'bob', entitlement: 'read' }),
    ]
    const { desk, spoiledNames } = await load({ requests })
    expect(spoiledNames.size).toBe(1)
    expect(desk.rejected().map((said) => said.slice(0, 25))).toEqual([
      'itsm.ndjson:1 id-collides',
      'itsm.ndjson:2 id-collides',
      'itsm.ndjson:3 id-collides',
    ])
    expect(desk.rows('itsm')).toEqual({ rows: 1, rejected: 3, complete: false })
  })

  it('lets two sources spell a name in ways of their own', async () => {
    const more = [
      memorySource({ name: 'helpdesk', reads: 'requests', rows: [requestRow({ number: 'T2', principal: 'Alice' })] }),
    ]
    const { desk, complete } = await load({ requests: [requestRow({ number: 'T1' })], more })
    expect([desk.rejected(), complete]).toEqual([[], true])
  })

  it('takes a source’s own name for that of the line, so that one number stands for two tickets', async () => {
    const more = [
      memorySource({ name: 'helpdesk', reads: 'requests', rows: [requestRow({ number: 'T1', level: 'write' })] }),
    ]
    const { lines, contradicted } = await load({ requests: [requestRow({ number: 'T1' })], more })
    expect(lines.map(({ source }) => source).sort()).toEqual(['helpdesk', 'itsm'])
    expect(contradicted.size).toBe(0)
  })
})
