import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingKinds } from '@ticketbound/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { main } from './main.ts'
import {
  captured,
  firstNight,
  grant,
  openSmallHouse,
  type SmallHouse,
  secondNight,
  seenOnTerminal,
} from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('ticketbound run', () => {
  it('tells a person what was read, what differs, and what to type next', async () => {
    const { code, out } = await house.run()
    expect(code).toBe(0)
    expect(out).toMatch(/^Night of 2026-02-01T00:00:00Z {2}n-20260201T000000Z$/m)
    expect(out).toMatch(/^ {2}prod {2}access of prod +2 rows +complete$/m)
    expect(out).toMatch(/^ {2}Access without a ticket +1 +1 +0 +0 +0$/m)
    expect(out).toMatch(/^ {2}critical {2}`carol` holds `deploy`/m)
    expect(out).toMatch(/^Log +\d+ entries, head \d+:[0-9a-f]{64}$/m)
    expect(out).toContain(`Next    ticketbound findings --config ${house.config}`)
    expect(readFileSync(join(house.folder, 'report.html'), 'utf8')).toContain('carol')
  })

  it('breaks sentences to fit a terminal, and leaves commands in one piece', async () => {
    writeFileSync(join(house.folder, 'access.ndjson'), `${JSON.stringify(grant('carol'))}\n{"account":`)
    const seen = await seenOnTerminal(75, 'run', '--config', house.config, '--at', firstNight)
    const long = seen.split('\n').filter((line) => line.length > 75)
    expect(long.filter((line) => !/^(Report|Log|Next) /.test(line))).toEqual([])
    expect(seen).toMatch(/^ {4}`access\.ndjson` does not end in a newline: .*\n {4}\S/m)
    expect(seen).toContain(`Next    ticketbound findings --config ${house.config}\n`)
  })

  it('prints JSON and nothing else with --json', async () => {
    const { out, err } = await house.run('--json')
    const night = JSON.parse(out)
    expect(Object.keys(night)).toEqual(['run', 'at', 'head', 'sources', 'findings', 'measures', 'held'])
    expect(night).toMatchObject({ run: 'n-20260201T000000Z', at: firstNight, held: null })
    expect(night.sources[1]).toEqual({
      name: 'prod',
      reads: 'access',
      system: 'prod',
      rows: 2,
      rejected: 0,
      complete: true,
    })
    expect(Object.keys(night.findings)).toEqual([...findingKinds])
    expect(night.findings['access-without-ticket']).toEqual({
      open: 1,
      opened: 1,
      resolved: 0,
      reopened: 0,
      accepted: 0,
    })
    expect(night.measures['source-coverage']).toEqual({ value: 1, numerator: 3, denominator: 3, unit: 'ratio' })
    expect(err).toContain('read prod: 2 rows')
  })

  it.each([
    ['critical', 1],
    ['low', 1],
  ])('exits with 1 where a finding is at or above --fail-on %s', async (severity, code) => {
    expect((await house.run('--fail-on', severity)).code).toBe(code)
  })

  it('exits with 0 where none is', async () => {
    house.write('access.ndjson', [grant('bob')])
    const { code, out } = await house.run('--fail-on', 'low')
    expect(code).toBe(0)
    expect(out).toContain('None: what the tickets say is what the systems do')
  })

  it('keeps nothing with --dry-run, and still says what it would find', async () => {
    const before = readdirSync(house.folder)
    const { code, out } = await house.run('--dry-run', '--fail-on', 'high')
    expect(code).toBe(1)
    expect(out).toContain('dry run: nothing was kept')
    expect(out).toMatch(/^ {2}Access without a ticket +1 +1/m)
    expect(readdirSync(house.folder)).toEqual(before)
  })

  it('says of a dry run what would be published, and how bad the findings themselves would be', async () => {
    const { code, err } = await house.run('--dry-run', '--fail-on', 'critical')
    expect(code).toBe(1)
    expect(err).toContain('would publish 1 change')
  })

  it('says of a dry run that it would be on hold, and not to confirm what nobody kept', async () => {
    writeFileSync(join(house.folder, 'policy.yaml'), 'hold: { share: 0, minimum: 1 }\n')
    await house.run()
    house.write('access.ndjson', ['dave', 'eve', 'fred'].map(grant))
    const { code, out, err } = await house.runAgain('--dry-run')
    expect(code).toBe(5)
    expect(err).toContain('would be held: ')
    expect(out).toContain('It would be on hold, and nothing published: ')
    expect(out).not.toMatch(/^Look at the report|ticketbound confirm/m)
  })

  it('changes nothing when the same instant is run again', async () => {
    const first = await house.run('--json')
    expect((await house.run('--json')).out).toBe(first.out)
  })

  it('refuses an instant before the last night', async () => {
    await house.runAgain()
    const { code, err } = await house.run()
    expect(code).toBe(2)
    expect(err).toContain('2026-02-01T00:00:00Z is before the last night, 2026-02-02T00:00:00Z')
  })

  it('takes the clock where no instant is given', async () => {
    expect((await house.type('run')).out).toContain('Night of 2026-02-01T00:00:00Z')
  })

  it('copies rejected lines to a file of their own and says where', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ account: `a${i}`, entitlement: 'deploy' }))
    house.write('access.ndjson', [...rows, { account: 7 }])
    house.configure((text) => text.replace('system: prod', 'system: prod\n    maxRejected: 0.1'))
    const { code, out } = await house.run()
    const file = join(house.folder, 'rejected', 'n-20260201T000000Z', 'prod.ndjson')
    expect(code).toBe(0)
    expect(out).toContain(`Rejected lines  ${file}`)
    expect(out).toMatch(/^ {2}prod +access of prod +20 rows {2}1 rejected {2}incomplete$/m)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ source: 'prod', line: 21, text: '{"account":7}' })
  })

  it('says what is wrong and where the lines are when too many were rejected', async () => {
    house.write('access.ndjson', ['{"account":', { account: 'bob', entitlement: 'deploy' }])
    const { code, err } = await house.run()
    expect(code).toBe(2)
    expect(err).toContain('Rejected lines are in ')
    expect(err).toContain('1 of 2 rows were rejected, first access.ndjson:1')
  })

  it('ends with 130 or 143 when it is told to stop, and keeps what it had', async () => {
    await house.run()
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const { io, texts, stop } = captured()
      stop.abort(signal)
      expect(await main(['run', '--config', house.config, '--at', secondNight], io)).toBe(code)
      expect(texts.err).toContain('Stopped.')
    }
    expect((await house.type('audit', 'verify')).code).toBe(0)
  })
})
