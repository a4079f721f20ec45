import { type Catalogue, readCatalogue } from '@ticketbound/core'
import { parseYaml } from '@ticketbound/documents'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { InstanceFacts } from './instance-facts.ts'
import { proposeMap } from './propose-map.ts'
import { readMap } from './read-map.ts'
import type { ServiceNowMap } from './servicenow-map.ts'
import { anInstance, anItem, aVariable } from './testdata/instance.ts'

function read(text: string): ServiceNowMap {
  const file = parseYaml('servicenow-map.yaml', text)
  if (!file.ok) throw new Error(`${JSON.stringify(file.faults)}\n${text}`)
  const reading = readMap(file.value.value)
  if (!reading.ok) throw new Error(`${JSON.stringify(reading.faults)}\n${text}`)
  return reading.value
}

function catalogueOf(...ids: readonly string[]): Catalogue {
  const reading = readCatalogue({ entitlements: ids.map((id) => ({ id })) })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.value
}

const proposed = (facts: InstanceFacts = anInstance()) => read(proposeMap(facts)).items[0]

describe('a proposed map', () => {
  it('says of an item what its variables look like', () => {
    expect(proposed()).toEqual({
      item: 'Production access',
      table: 'sc_req_item',
      kind: {
        from: 'variable',
        name: 'action',
        values: new Map([
          ['Add', 'provision'],
          ['Remove', 'deprovision'],
        ]),
      },
      principal: { from: 'variable', name: 'requested_for' },
      entitlement: {
        from: 'variable',
        name: 'role',
        values: new Map([
          ['deploy', 'deploy'],
          ['auditor', 'auditor'],
        ]),
      },
      level: { from: 'variable', name: 'access_level' },
      owner: { from: 'variable', name: 'owner' },
      expiresAt: { from: 'variable', name: 'end_date' },
      justification: { from: 'variable', name: 'business_justification' },
    })
  })

  it('says what is missing', () => {
    const text = proposeMap(anInstance({ items: [anItem({ variables: [] })] }))
    expect(text).toContain('# expiresAt: no date variable looks like an end')
    expect(text).toContain('entitlement: "Production access"   # no variable names it')
    expect(text).toContain('kind: provision   # by the name of the item')
  })

  it('gives the kind by the name of the item where nothing else does', () => {
    expect(proposed(anInstance({ items: [anItem({ name: 'Revoke access', variables: [] })] }))?.kind).toBe(
      'deprovision',
    )
  })

  it('finds entitlements in the catalogue, and marks what is not there', () => {
    const text = proposeMap(anInstance(), catalogueOf('deploy', 'audit'))
    expect(text).toContain('        "deploy": "deploy"\n')
    const [first] = read(text).items
    expect(first?.entitlement).toMatchObject({
      values: new Map([
        ['deploy', 'deploy'],
        ['auditor', 'audit'],
      ]),
    })
    expect(proposeMap(anInstance(), catalogueOf('wiki'))).toContain('"deploy": "deploy"   # not in the catalogue yet')
  })

  it('makes a line of each row of a multi-row variable set', () => {
    const variables = [aVariable('user', '8', { rows: 'access_rows' }), aVariable('role', '5', { rows: 'access_rows' })]
    expect(proposed(anInstance({ items: [anItem({ variables })] }))).toMatchObject({ rows: 'access_rows' })
  })

  it('begins with what is used most, and leaves out what asks for no access', () => {
    const rare = anItem({ name: 'Wiki access', sysId: 'i-wiki', tickets: 3 })
    const text = proposeMap(anInstance({ items: [rare, ...anInstance().items] }))
    expect(read(text).items.map(({ item }) => item)).toEqual(['Production access', 'Wiki access'])
    expect(text).toContain('#   Password reset (900)')
  })

  it('counts everything as service work where nothing looks like access', () => {
    expect(proposed({ items: [], choices: [] })).toMatchObject({ item: '*', kind: 'none' })
  })

  it('names items of one name by their sys_ids', () => {
    const items = [anItem(), anItem({ sysId: 'i-prod-2' })]
    expect(read(proposeMap(anInstance({ items }))).items.map(({ item }) => item)).toEqual(['i-prod', 'i-prod-2'])
  })

  it('asks what states mean that the vendor does not ship', () => {
    const choices = [{ table: 'sc_req_item', element: 'state', value: '9', label: 'Delivered' }]
    const text = proposeMap(anInstance({ choices }))
    expect(text).toContain('    # 9: open   # Delivered: open, closed-complete, closed-incomplete or cancelled?')
    expect(read(text).states.sc_req_item.get('3')).toBe('closed-complete')
  })

  it('takes no variable for anything that no map can name', () => {
    const unseen = aVariable('\u{e0100}', '21', { question: 'role' })
    const item = anItem({ variables: [unseen, aVariable('\u{e0100}', '9', { question: 'end date' })] })
    expect(proposed(anInstance({ items: [item] }))?.expiresAt).toBeUndefined()
  })

  it('is one that can be read, whatever items and variables are called', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'access',
        'Add',
        'Remove',
        'role',
        'user',
        'end_date',
        '',
        '*',
        '__proto__',
        ' a ',
        '# x',
        'a: b',
        '"',
        'a\nb',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const variable = fc.record({
      name: word,
      question: word,
      type: fc.constantFrom('2', '5', '8', '9', '21', '31', 'x'),
      choices: fc.array(word, { maxLength: 4 }),
    })
    const item = fc.record({
      sysId: fc.uuid(),
      name: fc.oneof(word, fc.constantFrom('VPN access', 'Leaver')),
      active: fc.boolean(),
      tickets: fc.nat(),
      variables: fc.array(variable, { maxLength: 6 }),
    })
    const choice = fc.record({
      table: fc.constant('sc_req_item'),
      element: fc.constant('state'),
      value: word,
      label: word,
    })
    const instance = fc.record({
      items: fc.uniqueArray(item, { maxLength: 5, selector: ({ sysId }) => sysId }),
      choices: fc.array(choice, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(instance, (facts) => {
        expect(read(proposeMap(facts)).items.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})
