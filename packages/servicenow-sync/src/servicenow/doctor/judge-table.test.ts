import { describe, expect, it } from 'vitest'
import type { TableSpec } from '../table-spec.ts'
import type { Check } from './check.ts'
import { judgeAggregate, judgeTable } from './judge-table.ts'
import type { TableProbes } from './probe-table.ts'
import { broken, page, refused, rowsOf } from './testdata/pages.ts'

const spec: TableSpec = {
  table: 'sc_task',
  fields: ['sys_id', 'sys_created_on', 'sys_updated_on'],
  required: ['sys_id'],
  neededFor: ['requests'],
}
const well: TableProbes = {
  spec,
  first: page(rowsOf(3)),
  asked: 500,
  wanted: 500,
  tookMs: 80,
  linked: false,
  counted: 3,
}

const judge = (change: Partial<TableProbes>, id: Check['id']) =>
  judgeTable({ ...well, ...change }).find((each) => each.id === id)

describe('judgeTable', () => {
  it('is content with a table that is whole', () => {
    expect(judgeTable(well).map(({ outcome }) => outcome)).toEqual(Array(6).fill('ok'))
  })

  it.each([
    ['that is unknown', refused(400, 'Invalid table sc_task'), /activate the plugin that brings `sc_task`/],
    ['that is not found', refused(404, 'No Record found'), /activate the plugin/],
    [
      'that web services may not use',
      refused(403, 'User Not Authorized', 'Failed API level ACL Validation'),
      /^System Definition > Tables/,
    ],
    ['that may not be read', refused(403, 'Insufficient rights'), /operation read, name `sc_task`/],
    ['of which every row is hidden', page([], 12), /operation read, name `sc_task`/],
  ])('says what to grant for a table %s, and asks no more of it', (_, first, fix) => {
    expect(judge({ first }, 'table-read')).toMatchObject({ outcome: 'missing', fix: expect.stringMatching(fix) })
    const others = judgeTable({ ...well, first }).slice(1)
    expect(new Set(others.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']))
  })

  it('says why a table did not answer', () => {
    expect(judge({ first: broken('http-too-slow') }, 'table-read')).toMatchObject({
      outcome: 'failed',
      found: 'it does not answer (http-too-slow)',
      fix: 'try again',
    })
  })

  it('only warns of what is optional', () => {
    const optional = { spec: { ...spec, optional: true as const }, first: refused(403) }
    expect(judge(optional, 'table-read')?.outcome).toBe('warning')
  })

  it.each([
    [3, 3, 500, 'ok'],
    [3, 4, 500, 'missing'],
    [3, 900, 3, 'ok'],
    [3, 900, 4, 'missing'],
    [3, undefined, 500, 'warning'],
  ])('of %i rows that come, %s counted and %i asked for, thinks: %s', (rows, total, asked, outcome) => {
    const first = { kind: 'page' as const, rows: rowsOf(rows), total }
    expect(judge({ first, asked }, 'table-rows')?.outcome).toBe(outcome)
  })

  it.each([
    [3, 3, 'ok'],
    [3, 2, 'warning'],
    [3, undefined, 'skipped'],
    [undefined, undefined, 'warning'],
    [undefined, 3, 'ok'],
  ])('of %s rows by one API and %s by the other thinks: %s', (total, counted, outcome) => {
    const first = { kind: 'page' as const, rows: rowsOf(3), total }
    expect(judge({ first, counted }, 'table-count')?.outcome).toBe(outcome)
  })

  it('tells fields that must be there from those that may be', () => {
    const rows = rowsOf(2).map(({ sys_updated_on: _, ...row }) => row)
    expect(judge({ first: page(rows) }, 'table-fields')).toMatchObject({ outcome: 'warning' })
    const needed = { ...spec, required: ['sys_id', 'sys_updated_on'] }
    expect(judge({ first: page(rows), spec: needed }, 'table-fields')).toMatchObject({
      outcome: 'missing',
      found: '`sys_updated_on` does not come with every row',
      fix: expect.stringContaining('name `sc_task.sys_updated_on`'),
    })
  })

  it('names the columns on the way to a field of another table', () => {
    const walked = { ...spec, fields: ['sys_id', 'request_item.cat_item'], required: ['request_item.cat_item'] }
    const { fix } = judge({ spec: walked }, 'table-fields') ?? {}
    expect(fix).toContain('name `sc_task.request_item`')
    expect(fix).toContain('name `sc_req_item.cat_item`')
  })

  it('sees values that are not plain', () => {
    expect(judge({ linked: true }, 'table-values')?.outcome).toBe('failed')
    const shown = [{ sys_id: 'a', sys_updated_on: '01.02.2026 00:00:00', sys_created_on: '' }]
    expect(judge({ first: page(shown) }, 'table-values')?.outcome).toBe('failed')
  })

  it.each([
    [500, 80, 'ok', undefined],
    [125, 80, 'warning', /^set `pageSize: 125`/],
    [500, 45_000, 'warning', /^lower `pageSize` in `servicenow` to 125$/],
  ])('of a page of %i rows in %i ms thinks: %s', (asked, tookMs, outcome, fix) => {
    const page = judge({ asked, tookMs }, 'table-page')
    expect(page?.outcome).toBe(outcome)
    if (fix !== undefined) expect(page?.fix).toMatch(fix)
  })
})

describe('judgeAggregate', () => {
  it.each([
    ['every table', [3, 3], 'ok', /every table/],
    ['no table', [undefined, undefined], 'warning', /does not count any table/],
    ['one of two tables', [undefined, 3], 'warning', /does not count `sc_task`:/],
  ])('says once what is not counted: it counts %s', (_, counts, outcome, found) => {
    const tables = counts.map((counted) => ({ ...well, counted }))
    expect(judgeAggregate(tables)).toMatchObject({ outcome, found: expect.stringMatching(found) })
  })

  it('says nothing where no table can be read', () => {
    expect(judgeAggregate([{ ...well, first: refused(403) }]).outcome).toBe('skipped')
  })
})
