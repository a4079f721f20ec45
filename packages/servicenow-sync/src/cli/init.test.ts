import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { openSmallHouse, type SmallHouse, type } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

describe('ticketbound init', () => {
  it('writes what a run can read', () => {
    const { config: read, catalogue, policy } = readConfig(house.config)
    expect(read.sources.map(({ name, reads }) => `${name} ${reads}`)).toEqual([
      'itsm requests',
      'prod access',
      'hr people',
    ])
    expect([...(catalogue?.entitlements.keys() ?? [])]).toEqual(['deploy'])
    expect(policy.hold).toEqual({ share: 0.2, minimum: 50 })
  })

  it('writes options that can be switched on by taking their comment signs away', () => {
    house.configure((text) =>
      text.replace(/^( *)# (- name| {2}(?:reads|type|path|allowEmpty|maxRejected|maxDrop):)/gm, '$1$2'),
    )
    expect(readConfig(house.config).config.sources.at(-1)).toMatchObject({
      reads: 'exceptions',
      allowEmpty: true,
      maxRejected: 0.001,
      maxDrop: 0.5,
    })
  })

  it('writes for an instance what a run can read, which takes every ticket for service work at first', async () => {
    const folder = join(house.folder, 'servicenow')
    const { code, out } = await type('init', folder, '--servicenow')
    expect(code).toBe(0)
    expect(out).toContain(
      `  ticketbound servicenow map --config ${folder}/ticketbound.yaml --write ${folder}/servicenow-map.yaml\n`,
    )
    const { config: read, map } = readConfig(join(folder, 'ticketbound.yaml'))
    expect(read.sources.map(({ type: from, reads }) => `${from} ${reads}`)).toEqual([
      'servicenow requests',
      'servicenow people',
      'files access',
    ])
    expect(map?.items).toMatchObject([{ item: '*', kind: 'none' }])
  })

  it.each([
    [
      'ticketbound.yaml',
      /^( *)# (auth|pageSize|concurrency|requestsPerHour|fullSweep|- \{|writeBack)/gm,
      /^ {2}auth: .*client.*\n/m,
    ],
    ['servicenow-map.yaml', /^( *)# (- item| {2}(?:kind|principal|entitlement|expiresAt):)/gm, /^$/],
  ])('writes options for an instance that can be switched on, too, in %s', async (name, comments, other) => {
    const folder = join(house.folder, 'switched')
    await type('init', folder, '--servicenow')
    const text = readFileSync(join(folder, name), 'utf8')
    const changed = text.replace(other, '').replace(comments, '$1$2')
    expect(changed.match(/^ *#/gm)?.length).toBeLessThan(text.match(/^ *#/gm)?.length ?? 0)
    writeFileSync(join(folder, name), changed)
    const { config: read, map } = readConfig(join(folder, 'ticketbound.yaml'))
    if (name === 'ticketbound.yaml')
      expect(read).toMatchObject({ servicenow: { auth: { type: 'basic' } }, writeBack: {} })
    else expect(map?.items).toMatchObject([{ item: 'Production access' }, { item: '*' }])
  })

  it('overwrites nothing, and then writes nothing', async () => {
    const other = join(house.folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'policy.yaml'), 'mine')
    const { code, err } = await type('init', other)
    expect(code).toBe(2)
    expect(err).toContain('policy.yaml` is already there, and nothing was written')
    expect(readdirSync(other)).toEqual(['policy.yaml'])
  })
})
