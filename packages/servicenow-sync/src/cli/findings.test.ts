import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findingKinds, kindFacts } from '@ticketbound/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { firstNight, grant, openSmallHouse, type SmallHouse, seenOnTerminal, type } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('ticketbound findings', () => {
  it('prints one finding a line as JSON, with the fields of the design', async () => {
    await house.run()
    const finding: object = await house.firstFinding()
    expect(Object.keys(finding)).toEqual([
      'id',
      'kind',
      'severity',
      'state',
      'principal',
      'account',
      'entitlement',
      'system',
      'level',
      'tickets',
      'since',
      'firstSeen',
      'message',
      'action',
      'controls',
      'evidence',
    ])
    expect(finding).toMatchObject({
      kind: 'access-without-ticket',
      firstSeen: firstNight,
      controls: kindFacts('access-without-ticket').controls,
    })
    expect(finding).toHaveProperty('evidence.0.at', firstNight)
  })

  it('shows resolved findings only with --all', async () => {
    await house.run()
    house.write('access.ndjson', [grant('bob')])
    await house.runAgain()
    expect((await house.type('findings')).out).toBe('No findings.\n')
    expect((await house.type('findings', '--all')).out).toContain('(resolved)')
    expect((await house.type('findings', '--json')).out).toBe('')
  })

  it.each([
    ['--kind', 'leaver-still-active', 'No findings.'],
    ['--kind', 'access-without-ticket', 'Access without a ticket  1 finding'],
    ['--severity', 'critical', 'Access without a ticket  1 finding'],
  ])('shows what %s %s asks for', async (flag, value, says) => {
    await house.run()
    expect((await house.type('findings', flag, value)).out).toContain(says)
  })

  it('breaks sentences to fit a terminal, below where they begin', async () => {
    await house.run()
    const seen = await seenOnTerminal(60, 'findings', '--config', house.config)
    expect(seen).toMatch(/^ {2}critical {2}`carol` holds .*\n {12}\S.*\n {12}Ask who granted it/m)
    expect(seen.split('\n').filter((line) => line.length > 60)).toEqual([])
  })

  it('never breaks a line of JSON', async () => {
    await house.run()
    const seen = await seenOnTerminal(60, 'findings', '--json', '--config', house.config)
    expect(seen).toBe((await house.type('findings', '--json')).out)
  })

  it('lists every kind with --kinds', async () => {
    const { out } = await type('findings', '--kinds')
    expect(out).toMatch(/^leaver-still-active +critical +Leaver still active$/m)
    const rows = out.trimEnd().split('\n')
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(findingKinds)
  })

  it('says so where no night has run, and makes no store', async () => {
    const { code, err } = await house.type('findings')
    expect(code).toBe(2)
    expect(err).toContain('there is no store at')
    expect(existsSync(join(house.folder, 'ticketbound.db'))).toBe(false)
  })
})
