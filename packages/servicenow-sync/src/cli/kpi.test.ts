import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kpiIds } from '@ticketbound/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, type SmallHouse, seenOnTerminal } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

/** What `kpi --json` says of one figure. */
async function figure(id: string, ...more: readonly string[]) {
  return JSON.parse((await house.type('kpi', '--json', ...more)).out).kpis[id]
}

const services = `measures:
  - { period: 2026-01, service: vpn, measure: uptime, value: 99.95, unit: "%", target: 99.9 }
  - { period: 2025, service: vpn, measure: uptime, value: 99.2, unit: "%" }
`

const recertifications = `
  - { name: reviews, reads: recertifications, type: files, path: ./recertifications.ndjson }
`

const everyThreeWeeks = `
entitlements:
  - { id: deploy, system: prod, owners: [alice], levels: [read, write], recertify: P21D }
`

function giveServices(text: string): void {
  writeFileSync(join(house.folder, 'services.yaml'), text)
  house.configure((config) => `${config}\nservice: ./services.yaml\n`)
}

describe('ticketbound kpi', () => {
  it('tells a person how fast and how safe the last thirty days were', async () => {
    await house.run()
    const { code, out } = await house.type('kpi')
    expect(code).toBe(0)
    expect(out).toMatch(/^From 2026-01-02T00:00:00Z to 2026-02-01T00:00:00Z\n1 night\n/)
    expect(out).toMatch(/^ {2}Requests closed +1 request +1 +1 of 1$/m)
    expect(out).toMatch(/^ {2}Access without a ticket +50 % +1 of 2 +2 of 2$/m)
    expect(out).toMatch(/^ {2}Recertified in time +not computable +0 of 0 +1 of 1$/m)
    expect(out).toMatch(/^ {2}no recertifications source is given: Recertified in time · Revocations carried out$/m)
    expect(out).toMatch(/^ {2}deploy +not computable +0 +0 +1 +0 +0$/m)
  })

  it('counts the recertifications that count, and no others', async () => {
    house.configure((text) => `${text.trimEnd()}\n${recertifications}`)
    writeFileSync(join(house.folder, 'catalogue.yaml'), everyThreeWeeks)
    const keep = { principal: 'bob', entitlement: 'deploy', decision: 'keep', decidedAt: '2026-01-20T00:00:00Z' }
    house.write('recertifications.ndjson', [
      { ...keep, decider: 'alice' },
      { ...keep, decider: 'bob', decidedAt: '2026-01-10T00:00:00Z' },
    ])
    await house.run()
    const { out } = await house.type('kpi', '--period', '2026-01', '--json')
    // Due on the 23rd, three weeks after the closing; bob's word about his own access is none.
    expect(JSON.parse(out).kpis['recertification-completion']).toMatchObject({ numerator: 1, denominator: 1 })
  })

  it('prints every figure as one JSON object, with what it rests on', async () => {
    await house.run()
    const { out } = await house.type('kpi', '--period', '2026-01', '--json')
    const printed = JSON.parse(out)
    expect(Object.keys(printed)).toEqual(['from', 'until', 'knownUntil', 'nights', 'kpis', 'entitlements', 'services'])
    expect(printed).toMatchObject({ from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z', nights: 1 })
    expect(Object.keys(printed.kpis)).toEqual(kpiIds)
    // Bob's request was opened at midnight and approved ten hours later.
    expect(printed.kpis['approval-latency-p50']).toMatchObject({
      group: 'speed',
      value: 10,
      numerator: 1,
      denominator: 1,
      unit: 'hours',
      coverage: { complete: 1, readings: 1 },
    })
    expect(printed.kpis['time-to-close-p50'].value).toBe(24)
    expect(printed.kpis['governance-debt-ratio']).toMatchObject({ value: 1, numerator: 1, denominator: 1 })
    expect(printed.entitlements).toEqual([
      {
        entitlement: 'deploy',
        decided: 1,
        undecided: 0,
        approvalWaitP90: 10,
        withoutTicket: 1,
        informal: 0,
        duplicates: 0,
      },
    ])
  })

  it('prints one figure a line as CSV, without anything that a user wrote', async () => {
    await house.run()
    const { out } = await house.type('kpi', '--period', '2026-01', '--csv')
    const lines = out.trimEnd().split('\n')
    expect(lines[0]).toBe('id,from,until,value,numerator,denominator,unit,complete,readings,reason')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(kpiIds)
    expect(lines).toContain('throughput,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,1,1,,requests,1,1,')
    expect(lines.filter((line) => line.split(',').length !== 10)).toEqual([])
    expect(out).not.toContain('deploy')
  })

  it('counts only what happened in the period, and what was open when it ended', async () => {
    await house.run()
    expect(await figure('throughput', '--period', '2025-12')).toMatchObject({ value: 0 })
    expect(await figure('approval-latency-p50', '--period', '2025-12')).toMatchObject({ reason: 'nothing to measure' })
    expect(await figure('access-without-ticket-rate', '--period', '2025-12')).toMatchObject({
      value: null,
      reason: 'no night ran in the period',
    })
    expect(await figure('approval-wait-p50', '--period', '2025-12-01/2026-01-01T05:00:00Z')).toMatchObject({
      value: null,
      denominator: 1,
      reason: 'none is over yet',
    })
  })

  it('says up to when anything is known of a period that goes on', async () => {
    await house.run()
    expect((await house.type('kpi', '--period', '2026')).out).toContain('nothing is known after 2026-02-01T00:00:00Z')
  })

  it('begins and ends days in the zone of the policy', async () => {
    writeFileSync(join(house.folder, 'policy.yaml'), 'zone: Europe/Berlin\n')
    await house.run()
    expect(JSON.parse((await house.type('kpi', '--period', '2026-01', '--json')).out)).toMatchObject({
      from: '2025-12-31T23:00:00Z',
      until: '2026-01-31T23:00:00Z',
    })
  })

  it('computes nothing that rests on a source which was incomplete', async () => {
    house.configure((config) =>
      config.replace('path: ./requests.ndjson', 'path: ./requests.ndjson\n    maxRejected: 1'),
    )
    house.write('requests.ndjson', ['{"number":"R1"}'])
    await house.run()
    expect(await figure('throughput')).toMatchObject({ value: null, reason: 'a ticket source was incomplete' })
    expect(await figure('access-without-ticket-rate')).toMatchObject({ value: null })
    expect(await figure('source-coverage')).toMatchObject({ numerator: 2, denominator: 3 })
  })

  it('shows what services did in the same time, beside the access', async () => {
    await house.run()
    giveServices(services)
    const { out } = await house.type('kpi', '--period', '2026-01')
    expect(out).toMatch(/^Services meanwhile\n {2}vpn +uptime +2026-01 +99.95 % +agreed: 99.9 %$/m)
    expect(out).not.toContain('99.2')
    expect(JSON.parse((await house.type('kpi', '--period', '2025', '--json')).out).services).toEqual([
      { period: '2025', service: 'vpn', measure: 'uptime', value: 99.2, unit: '%' },
    ])
  })

  it('tells every fault of the file of services with its line, and runs nights without reading it', async () => {
    giveServices('measures:\n  - { period: 2026-13, service: vpn, measure: uptime, value: high, unit: "%" }\n')
    expect((await house.run()).code).toBe(0)
    const { code, err } = await house.type('kpi')
    expect(code).toBe(2)
    expect(err).toMatch(/services\.yaml:2:7: measures\[0\]\.period: .*\(period-malformed\)/)
    expect(err).toMatch(/services\.yaml:2:\d+: measures\[0\]\.value: .*\(field-wrong-type\)/)
  })

  it.each([
    [['--period', 'March'], 'period-malformed'],
    [['--period', '2026-04-01/2026-03-01'], 'period-empty'],
    [['--json', '--csv'], "option '--csv' cannot be used with option '--json'"],
  ])('refuses %j', async (options, says) => {
    await house.run()
    const { code, err } = await house.type('kpi', ...options)
    expect(code).toBe(2)
    expect(err).toContain(says)
  })

  it('says so where no night has run', async () => {
    const { code, err } = await house.type('kpi')
    expect(code).toBe(2)
    expect(err).toContain('there is no store at')
  })

  it('breaks no row of a table on a terminal', async () => {
    await house.run()
    const seen = await seenOnTerminal(60, 'kpi', '--config', house.config)
    expect(seen).toMatch(/^ {2}Approval latency, 90th percentile +not computable /m)
  })
})
