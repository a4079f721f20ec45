import { Command } from 'commander'
import { beforeEach, describe, expect, it } from 'vitest'
import { describeError } from '../errors.ts'
import type { OpenDesk } from '../write-back/open-desk.ts'
import { memoryTarget, openVendor, stepsWithFault, type Vendor } from '../write-back/testdata/memory-target.ts'
import { exitCode, type Outcome } from './exit-code.ts'
import { captured, openSmallHouse, type SmallHouse } from './testdata/small-house.ts'
import { addWriteBack } from './write-back.ts'

let house: SmallHouse
let vendor: Vendor

beforeEach(async () => {
  house = await openSmallHouse()
  vendor = openVendor(['R1'])
  house.configure(
    (text) =>
      `${text}\nservicenow: { instance: https://example.service-now.com, auth: { type: basic, user: u, password: { env: P } } }\n` +
      'writeBack: { type: servicenow, table: u_finding, most: 5 }\n',
  )
})

/** Types `ticketbound write-back` with a vendor in memory. */
async function type(...argv: readonly string[]) {
  const { io, texts } = captured()
  let outcome: Outcome = {}
  const openDesk: OpenDesk = ({ writeBack }, store) => {
    if (writeBack === undefined) throw new Error('nothing is configured')
    return { desk: { store, settings: writeBack, target: memoryTarget(vendor, steps) }, close: () => {} }
  }
  const program = new Command('ticketbound').exitOverride().configureOutput({ writeErr: io.err.text })
  addWriteBack(program, { io, finish: (reached) => (outcome = reached) }, openDesk)
  try {
    await program.parseAsync(['write-back', '--config', house.config, ...argv], { from: 'user' })
    return { code: exitCode(outcome), ...texts }
  } catch (error) {
    return { code: 2, out: texts.out, err: `${texts.err}${describeError(error)}` }
  }
}

let steps = stepsWithFault()

beforeEach(() => {
  steps = stepsWithFault()
})

describe('ticketbound write-back', () => {
  it('shows every column that would be written, how to write it, and writes nothing', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    const { code, out } = await type()
    expect(code).toBe(0)
    expect(out).toContain(`Night of 2026-02-01T00:00:00Z  to desk  dry run\n\nrecord: create  ${id}\n`)
    expect(out).toMatch(/\n {2}severity {5}\w+\n/)
    expect(out).toMatch(/\n {2}principal {4}carol\n/)
    expect(out).toContain(`1 writing, and nothing was written.\nTo write: ticketbound write-back --config`)
    expect(vendor.writes).toEqual([])
  })

  it('writes with --apply, and then has nothing to write', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    expect(await type('--apply')).toMatchObject({ code: 0, out: 'Written back to desk: 1 written.\n' })
    expect(vendor.writes).toEqual([`create ${id}`])
    expect((await type('--apply')).out).toBe('Nothing to write: desk says what the findings say.\n')
    expect((await type()).out).toContain('0 writings, and nothing was written.\n')
    expect((await house.type('audit', 'verify')).code).toBe(0)
  })

  it('shows what a finding that was accepted or resolved would change, and nothing else', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    await type('--apply')
    await house.type('accept', id, '--owner', 'alice', '--until', '2026-12-31', '--reason', 'x')
    expect((await type()).out).toMatch(new RegExp(`record: change  ${id}\n  state  open  →  accepted\n\n1 writing`))
    await type('--apply')
    house.write('access.ndjson', [{ account: 'bob', entitlement: 'deploy', level: 'read' }])
    await house.runAgain()
    const { out } = await type()
    expect(out).toContain(`record: resolve  ${id}\n`)
    expect(out).toMatch(/\n {2}state {7}accepted {12}→ {2}resolved\n/)
    expect(out).toMatch(/\n {2}resolvedAt {2}\(empty\) {13}→ {2}2026-02-02T00:00:00Z\n/)
  })

  it('prints what would be written as JSON, one writing a line', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    const lines = (await type('--json')).out.trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      what: 'record',
      does: 'create',
      finding: id,
      writes: 'record',
      id: null,
      changes: expect.arrayContaining([{ column: 'key', old: '', new: id }]),
    })
  })

  it('prints how it went as JSON', async () => {
    await house.run()
    expect(JSON.parse((await type('--apply', '--json')).out)).toEqual({
      target: 'desk',
      planned: 1,
      written: 1,
      alreadySo: 0,
      skipped: 0,
      unknown: 0,
      failed: 0,
      left: 0,
      failures: [],
    })
  })

  it('repairs what was changed over there with --recheck', async () => {
    await house.run()
    const { id } = await house.firstFinding()
    await type('--apply')
    vendor.records.clear()
    expect((await type('--apply')).out).toContain('Nothing to write')
    expect((await type('--recheck')).out).toContain(`record: create  ${id}`)
    await type('--recheck', '--apply')
    expect(vendor.records.size).toBe(1)
    expect((await type('--recheck')).out).toContain(`record: nothing to write  ${id}`)
  })

  it('writes nothing where there is more than may be written at once, and says how to', async () => {
    house.write(
      'access.ndjson',
      ['a', 'b', 'c', 'd', 'e', 'f'].map((account) => ({ account, entitlement: 'deploy' })),
    )
    await house.run()
    const planned = (await type('--json')).out.trimEnd().split('\n').length
    expect(planned).toBeGreaterThan(5)
    const { code, out } = await type('--apply')
    expect(code).toBe(5)
    expect(out).toContain(`${planned} writings planned, and at most 5 are made at once`)
    expect((await type()).out).toContain(`say --most ${planned} with --apply`)
    expect(vendor.writes).toEqual([])
    expect((await type('--apply', '--most', String(planned))).code).toBe(0)
    expect(vendor.records.size).toBe(planned)
    expect((await type('--recheck')).out).not.toContain('are made at once')
    expect(await type('--apply', '--recheck')).toMatchObject({ code: 0, out: expect.stringContaining('already so') })
    expect(vendor.writes).toHaveLength(planned)
  })

  it('tells what failed and what to do, and exits with 3', async () => {
    await house.run()
    steps = stepsWithFault('refused', 2)
    const { code, out } = await type('--apply')
    expect(code).toBe(3)
    expect(out).toContain('Written back to desk: 1 failed.\n1 time: refused (refused)\n  try again\n')
  })

  it('has nothing to say before the first night', async () => {
    expect((await type()).err).toContain('(store-not-found)')
  })

  it.each([
    ['--most', '0'],
    ['--apply', '--dry-run'],
  ])('does not take %s %s', async (...argv) => {
    await house.run()
    expect((await type(...argv)).code).toBe(2)
    expect(vendor.writes).toEqual([])
  })
})
