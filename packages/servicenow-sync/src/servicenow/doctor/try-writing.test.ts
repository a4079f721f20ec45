import { describe, expect, it } from 'vitest'
import { upstreamError } from '../../errors.ts'
import type { ServiceNowClient, Written } from '../wire/servicenow-client.ts'
import { answering } from './testdata/pages.ts'
import { tryWriting } from './try-writing.ts'
import { watchAnswers } from './watch-answers.ts'

const target = { table: 'u_finding', key: 'u_key', columns: ['u_key', 'u_kind'] }
const row = { sys_id: 'a1', u_key: 'trial' }
const written = (status: number): Written => ({ status, row })

const well: ServiceNowClient = {
  page: async () => ({ kind: 'page', rows: [], total: 0 }),
  count: async () => 0,
  record: async () => row,
  insert: async () => written(201),
  update: async () => written(200),
  importRow: async () => written(201),
  usage: () => ({ requests: 0, retries: 0, waitedMs: 0, bytes: 0 }),
  close: () => {},
}

function attempt(change: Partial<ServiceNowClient>, { deleted = 204, importTable = '' } = {}) {
  const http = watchAnswers(answering({ status: deleted }), Date.now)
  const wanted = importTable === '' ? target : { ...target, importTable }
  return tryWriting({ client: { ...well, ...change }, http }, wanted, 'trial')
}

describe('tryWriting', () => {
  it('is content where a record comes and goes', async () => {
    expect(await attempt({})).toMatchObject({ id: 'write-trial', table: 'u_finding', outcome: 'ok' })
    expect((await attempt({}, { importTable: 'u_import' })).outcome).toBe('ok')
  })

  it.each<[what: string, change: Partial<ServiceNowClient>, fix: RegExp]>([
    ['to create', { insert: async () => ({ status: 403, message: 'no' }) }, /operation create, name `u_finding`/],
    ['to read what it wrote', { record: async () => undefined }, /operation read, name `u_finding\.\*`/],
    [
      'to change',
      { update: async () => ({ status: 403, message: 'no' }) },
      /operation write, name `u_finding\.u_kind`/,
    ],
  ])('names the right %s where it is missing', async (_, change, fix) => {
    expect(await attempt(change)).toMatchObject({ outcome: 'missing', fix: expect.stringMatching(fix) })
  })

  it('takes a record that comes back without its key for a missing column', async () => {
    const check = await attempt({ record: async () => ({ sys_id: 'a1', u_key: '' }) })
    expect(check).toMatchObject({ outcome: 'missing', found: '`u_key` does not hold what was written' })
  })

  it('asks for a record to be looked for where an answer gave none, or none came', async () => {
    const silent = await attempt({ insert: async () => ({ status: 201 }) })
    expect(silent.fix).toContain('look in `u_finding` for `trial`')
    const lost = upstreamError({ code: 'http-outcome-unknown', message: 'nobody knows', help: 'look' })
    const doubtful = await attempt({ insert: () => Promise.reject(lost) })
    expect(doubtful).toMatchObject({ outcome: 'failed', found: 'nobody knows (http-outcome-unknown)' })
    expect(doubtful.fix).toContain('look in `u_finding` for a record with `trial`')
  })

  it('sees an import set that makes a second record of the same key', async () => {
    let made = 0
    const importRow = async () => ({ status: 201, row: { ...row, sys_id: `a${++made}` } })
    const check = await attempt({ importRow }, { importTable: 'u_import' })
    expect(check).toMatchObject({ outcome: 'failed', fix: expect.stringContaining('coalesce on `u_key`') })
  })

  it('keeps both remedies where the record could not be deleted either', async () => {
    const check = await attempt({ record: async () => undefined }, { deleted: 403 })
    expect(check.outcome).toBe('missing')
    expect(check.fix).toMatch(/operation read.*`a1` of `u_finding` could not be deleted again \(403\)/)
  })
})
