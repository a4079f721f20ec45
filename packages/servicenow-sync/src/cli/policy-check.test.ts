import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openSmallHouse, type SmallHouse, type } from './testdata/small-house.ts'

let house: SmallHouse

beforeEach(async () => {
  house = await openSmallHouse()
})

const put = (name: string, text: string) => writeFileSync(join(house.folder, name), text)

describe('ticketbound policy check', () => {
  it('says what was read where nothing is wrong', async () => {
    put('policy.yaml', 'zone: Europe/Berlin\napprovals: { low: { from: manager } }\n')
    const { code, out } = await house.type('policy', 'check')
    expect(code).toBe(0)
    expect(out).toContain(`No fault in ${house.config}`)
    expect(out).toMatch(/^ {2}Entitlements +1: 1 high$/m)
    expect(out).toMatch(/^ {2}Approval, low risk +the manager$/m)
    expect(out).toMatch(/^ {2}Zone +Europe\/Berlin$/m)
  })

  it('names the file of public keys among those that it looked at', async () => {
    const key = { kid: 'k1', kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), status: 'active' }
    put('keys.json', JSON.stringify({ keys: [key] }))
    house.configure((text) => `${text}\nseals: { tenant: acme, keys: ./keys.json }\n`)
    const { code, out } = await house.type('policy', 'check')
    expect(code).toBe(0)
    expect(out).toContain(join(house.folder, 'keys.json'))
  })

  it('points at what is allowed and may not be meant, with its place', async () => {
    put('policy.yaml', 'zone: UTC\nhold: false\n')
    const { code, out } = await house.type('policy', 'check')
    expect(code).toBe(0)
    expect(out).toContain('Worth a second look')
    expect(out).toMatch(/policy\.yaml:2:1: hold: holding is switched off.* \(hold-off\)/)
  })

  it('tells every fault of every file, and ends with 2', async () => {
    put('catalogue.yaml', 'entitlements:\n  - { id: deploy, risk: huge }\n')
    put('policy.yaml', 'zone: Mars\n')
    const { code, out, err } = await house.type('policy', 'check')
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/catalogue\.yaml:2:19: entitlements\[0\]\.risk/)
    expect(err).toMatch(/policy\.yaml:1:1: zone: `Mars`/)
  })

  it('tells faults to programs with file, line, column and help', async () => {
    put('policy.yaml', 'gates:\n  - { source: jira, since: 2026-01-01T00:00:00Z }\n')
    const { code, out, err } = await house.type('policy', 'check', '--json')
    expect(code).toBe(2)
    expect(err).toBe('')
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      read: null,
      faults: [
        {
          code: 'gate-source-unknown',
          file: join(house.folder, 'policy.yaml'),
          line: 2,
          column: 7,
          field: 'gates[0].source',
          help: expect.stringContaining('`itsm`'),
        },
      ],
    })
  })

  it('tells programs what was read', async () => {
    const { code, out } = await house.type('policy', 'check', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      files: [house.config, join(house.folder, 'catalogue.yaml'), join(house.folder, 'policy.yaml')],
      faults: [],
      notes: [],
      read: { entitlements: 1, entitlementsByRisk: { high: 1 }, systems: ['prod'], items: 1, zone: 'UTC' },
    })
  })

  it('checks a catalogue and a policy that no configuration names yet', async () => {
    put('new.yaml', 'birthrights: [{ entitlements: [mail] }]\n')
    const catalogue = join(house.folder, 'catalogue.yaml')
    const { code, err } = await type(
      'policy',
      'check',
      '--catalogue',
      catalogue,
      '--policy',
      join(house.folder, 'new.yaml'),
    )
    expect(code).toBe(2)
    expect(err).toMatch(/new\.yaml:1:32: birthrights\[0\]\.entitlements\[0\]: the catalogue has no entitlement `mail`/)
    expect((await type('policy', 'check', '--catalogue', catalogue)).code).toBe(0)
  })

  it('does not check a configuration and other files at once', async () => {
    expect((await house.type('policy', 'check', '--policy', 'x.yaml')).code).toBe(2)
  })
})
