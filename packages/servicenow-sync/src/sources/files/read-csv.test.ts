import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RejectedLine } from '../source.ts'
import { readFileSource } from './read-file-source.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes these files and reads the first of them. */
async function read(files: Readonly<Record<string, string | Buffer>>) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const rows: unknown[] = []
  const lines: number[] = []
  const rejected: RejectedLine[] = []
  const accept = (row: unknown, { line }: { line: number }) => {
    rows.push(row)
    lines.push(line)
    return undefined
  }
  const path = join(folder, Object.keys(files)[0] ?? '')
  const source = { name: 'itsm', path, allowEmpty: false, maxRejected: 1, maxDrop: 0.5 }
  const reading = await readFileSource(source, { at: 0, accept, reject: (line) => rejected.push(line) })
  const codes = rejected.map(({ file, line, faults }) => [file, line, faults[0]?.code])
  return { reading, rows, lines, rejected, codes }
}

describe('reading a CSV file', () => {
  it('gives rows as NDJSON would, with empty cells absent', async () => {
    const { reading, rows } = await read({ 'a.csv': 'account,entitlement,level\nalice,deploy,\nbob,read,write\n' })
    expect(rows).toEqual([
      { account: 'alice', entitlement: 'deploy' },
      { account: 'bob', entitlement: 'read', level: 'write' },
    ])
    expect(reading).toMatchObject({ rows: 2, rejected: 0, complete: true })
  })

  it('reads truth values, lists and the gate passage', async () => {
    const header = 'principal,active,via,peers,roles,groups,gate.passedAt,gate.verdict,covers'
    const { rows } = await read({
      'a.csv': `${header}\nbot,FALSE,a;b,alice; bob,ops,dev;qa,2026-01-01T00:00:00Z,allow,kind=x\n`,
    })
    expect(rows).toEqual([
      {
        principal: 'bot',
        active: false,
        via: ['a', 'b'],
        peers: ['alice', 'bob'],
        roles: [{ id: 'ops' }],
        groups: [{ id: 'dev' }, { id: 'qa' }],
        gate: { passedAt: '2026-01-01T00:00:00Z', verdict: 'allow' },
        covers: 'kind=x',
      },
    ])
  })

  it.each([
    ['a comma in quotes', 'account,level\n"Smith, Bob",x\n', 'Smith, Bob'],
    ['a doubled quote', 'account,level\n"say ""hi""",x\n', 'say "hi"'],
    ['a line break in quotes', 'account,level\n"two\r\nlines",x\n', 'two\nlines'],
    ['a blank line in quotes', 'account,level\n"two\n\nlines",x\n', 'two\n\nlines'],
    ['CRLF and a byte order mark', '\ufeffaccount,level\r\nalice,x\r\n', 'alice'],
    ['a fully quoted file', '"account","level"\n"alice","x"\n', 'alice'],
    ['blank lines between records', 'account,level\n\nalice,x\n\n', 'alice'],
  ])('accepts %s', async (_, text, account) => {
    const { reading, rows } = await read({ 'a.csv': text })
    expect(rows).toEqual([{ account, level: 'x' }])
    expect(reading.complete).toBe(true)
  })

  it('names the line where a record begins', async () => {
    const { lines } = await read({ 'a.csv': 'account,level\n"a\nb\nc",x\n\nd,x\n' })
    expect(lines).toEqual([2, 6])
  })

  it.each(['=cmd|x', '+1', '-1', '@sum', '\tx', '"\rx"'])(
    'rejects a cell that begins like a formula: %j',
    async (cell) => {
      const { rejected, rows } = await read({ 'a.csv': `account,level\n${cell},x\nbob,x\n` })
      expect(rejected).toMatchObject([{ line: 2, faults: [{ code: 'cell-looks-like-formula', field: 'account' }] }])
      expect(rows).toHaveLength(1)
    },
  )

  it.each<[string, string | Buffer, string]>([
    ['too few cells', 'alice', 'csv-cells-disagree'],
    ['too many cells', 'alice,x,y', 'csv-cells-disagree'],
    ['a quote inside a cell', 'al"ic"e,x', 'csv-quote-misplaced'],
    ['text after a closing quote', '"al"ice,x', 'csv-quote-misplaced'],
    ['a NUL byte', 'al\0ice,x', 'line-has-nul'],
    ['a Latin-1 letter', Buffer.from('zo\xeb,x', 'latin1'), 'line-not-utf8'],
    ['a Latin-1 letter in a quoted line', Buffer.from('"a\nzo\xeb",x', 'latin1'), 'line-not-utf8'],
    ['a line of 10 MB', `${'a'.repeat(10_000_000)},x`, 'line-too-long'],
  ])('rejects a record with %s and reads on', async (_, record, code) => {
    const parts = ['account,level\n"o""k",x\n', record, '\nbob,x\n'].map((part) => Buffer.from(part))
    const { reading, rows, codes } = await read({ 'a.csv': Buffer.concat(parts) })
    expect(codes).toEqual([['a.csv', 3, code]])
    expect(rows).toEqual([
      { account: 'o"k', level: 'x' },
      { account: 'bob', level: 'x' },
    ])
    expect(reading).toMatchObject({ rejected: 1, complete: false })
  })

  it('rejects a record whose quote is never closed', async () => {
    const { rows, codes } = await read({ 'a.csv': 'account,level\nalice,x\n"bob,x\neve,x\n' })
    expect(rows).toHaveLength(1)
    expect(codes).toEqual([['a.csv', 3, 'csv-quote-not-closed']])
  })

  it('lets an open quote swallow no more than the longest record', async () => {
    const { rows, codes } = await read({ 'a.csv': `account,level\n"bob,x\n${'eve,x\n'.repeat(200_000)}` })
    expect(codes).toEqual([['a.csv', 2, 'csv-record-too-long']])
    expect(rows.length).toBeGreaterThan(20_000)
  })

  it.each(['bob,wri', '"bob', '"bob",x'])('does not take a last record without a newline: %s', async (last) => {
    const { reading, rows } = await read({ 'a.csv': `account,level\nalice,x\n${last}` })
    expect(rows).toHaveLength(1)
    const reason = '`a.csv` does not end in a newline: it may have been cut off at line 3'
    expect(reading).toMatchObject({ rows: 1, rejected: 0, complete: false, reason })
  })

  it.each([
    ['is missing', 'alice,deploy\n', 'csv-header-missing'],
    ['is separated by semicolons', 'account;level\nalice;x\n', 'csv-header-missing'],
    ['names a column twice', 'account,level,account\n', 'csv-header-repeated'],
  ])('is an input error when the header %s', async (_, text, code) => {
    await expect(read({ 'a.csv': text })).rejects.toMatchObject({ kind: 'input', code })
  })

  it.each(['', 'account,level\n'])('is incomplete without a row: %j', async (text) => {
    expect((await read({ 'a.csv': text })).reading).toMatchObject({ complete: false, reason: '`a.csv` has no rows' })
  })

  it('joins no lists to a file whose columns have none', async () => {
    const { reading, rows } = await read({ 'access.csv': 'account\nalice\n', 'approvals.csv': 'number,id\n7,x\n' })
    expect(rows).toEqual([{ account: 'alice' }])
    expect(reading.files).toEqual(['access.csv'])
  })
})

describe('the lists of requests', () => {
  it('come from approvals.csv and changes.csv, by number', async () => {
    const { reading, rows } = await read({
      'requests.csv': 'number,kind\nR1,provision\nR2,provision\n',
      'approvals.csv': 'number,approver,for\nR1,alice,ops\nR1,bob,\n',
      'changes.csv': 'number,at,field\nR2,2026-01-01T00:00:00Z,owner\n',
    })
    expect(rows).toEqual([
      {
        number: 'R1',
        kind: 'provision',
        approvals: [{ approver: 'alice', for: 'ops' }, { approver: 'bob' }],
        changes: [],
      },
      { number: 'R2', kind: 'provision', approvals: [], changes: [{ at: '2026-01-01T00:00:00Z', field: 'owner' }] },
    ])
    const files = ['requests.csv', 'approvals.csv', 'changes.csv']
    expect(reading).toMatchObject({ files, rows: 2, rejected: 0, complete: true })
  })

  it('are joined by source and item too where they are given', async () => {
    const { rows, codes } = await read({
      'requests.csv': 'number,source,item\nR1,a,1\nR1,a,2\n',
      'approvals.csv': 'number,source,item,approver\nR1,,,all\nR1,a,2,second\nR1,b,,nobody\n',
    })
    expect(rows).toMatchObject([
      { item: '1', approvals: [{ approver: 'all' }] },
      { item: '2', approvals: [{ approver: 'all' }, { approver: 'second' }] },
    ])
    expect(codes).toEqual([['approvals.csv', 4, 'sibling-row-unmatched']])
  })

  it('keep absent changes apart from empty ones', async () => {
    const { rows } = await read({ 'requests.csv': 'number\nR1\n' })
    expect(rows).toEqual([{ number: 'R1', approvals: [] }])
  })

  it('make the reading incomplete where their rows belong to nothing', async () => {
    const { reading, codes } = await read({
      'requests.csv': 'number\nR1\n',
      'approvals.csv': 'number,approver\nR9,al\n',
    })
    expect(codes).toEqual([['approvals.csv', 2, 'sibling-row-unmatched']])
    expect(reading).toMatchObject({ rows: 1, rejected: 1, complete: false })
  })

  it('make the reading incomplete where they are cut off', async () => {
    const { reading } = await read({ 'requests.csv': 'number\nR1\n', 'approvals.csv': 'number,approver\nR1,al' })
    expect(reading.reason).toBe('`approvals.csv` does not end in a newline: it may have been cut off at line 2')
  })

  it('are taken whole or not at all', async () => {
    const { rows, codes } = await read({
      'requests.csv': 'number\nR1\nR2\n',
      'approvals.csv': 'number,approver\nR1,alice\nR1,=evil\n',
    })
    expect(rows).toEqual([{ number: 'R2', approvals: [] }])
    expect(codes).toEqual([
      ['approvals.csv', 3, 'cell-looks-like-formula'],
      ['requests.csv', 2, 'sibling-row-rejected'],
    ])
  })
})

describe('the lists of people', () => {
  const people = 'principal,kind,active,roles\nalice,human,true,ops\n'

  it('come from a file each, by principal', async () => {
    const { rows } = await read({
      'people.csv': people,
      'accounts.csv': 'principal,system,account\nalice,prod,al\nalice,,alice\n',
      'roles.csv': 'principal,id,from,until\nalice,admin,2026-01-01T00:00:00Z,\n',
      'delegates.csv': 'principal,to,from,until,entitlements\nalice,bob,2026-01-01T00:00:00Z,2026-02-01,a;b\n',
      'ids.csv': 'principal,name,value\nalice,mail,a@example.org\nalice,employeeNumber,7\n',
    })
    expect(rows).toEqual([
      {
        principal: 'alice',
        kind: 'human',
        active: true,
        roles: [{ id: 'ops' }, { id: 'admin', from: '2026-01-01T00:00:00Z' }],
        accounts: [{ system: 'prod', account: 'al' }, { account: 'alice' }],
        delegates: [{ to: 'bob', from: '2026-01-01T00:00:00Z', until: '2026-02-01', entitlements: ['a', 'b'] }],
        ids: { mail: 'a@example.org', employeeNumber: '7' },
      },
    ])
  })

  it.each([
    ['whose principal is empty', 'principal,name,value\n,mail,x\n', 2, 'sibling-cell-missing'],
    ['whose value is empty', 'principal,name,value\nalice,mail,\n', 2, 'sibling-cell-missing'],
    ['that names an id again', 'principal,name,value\nalice,mail,x\nalice,mail,y\n', 3, 'sibling-row-repeated'],
  ])('reject a row %s', async (_, ids, line, code) => {
    const { codes } = await read({ 'people.csv': people, 'ids.csv': ids })
    expect(codes).toEqual([['ids.csv', line, code]])
  })
})
