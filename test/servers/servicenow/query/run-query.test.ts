import { describe, expect, it } from 'vitest'
import { createWorld } from '../world/create-world.ts'
import { choice, flag, integer, moment, reference, shown, text } from '../world/fields.ts'
import { parseQuery } from './parse-query.ts'
import { runQuery } from './run-query.ts'

const world = createWorld({ now: () => 0 })
world.define({ name: 'person', fields: [shown('name')] })
world.define({
  name: 'task',
  fields: [
    shown('number'),
    text('subject'),
    text('note'),
    integer('weight'),
    flag('active'),
    moment('due'),
    choice('state', { '-5': 'Pending', 1: 'Open', 3: 'Closed' }),
    reference('owner', 'person'),
    reference('parent', 'task'),
  ],
})
world.define({ name: 'change', extends: 'task', fields: [text('risk')] })
const ann = world.insert('person', { sys_id: 'ann', name: 'Ann Ops' })
world.insert('person', { sys_id: 'ben', name: 'Ben Build' })
const row = (number: string, values: Readonly<Record<string, string>>, table = 'task') =>
  world.insert(table, { sys_id: number, number, active: 'true', state: '1', ...values })
row('a', {
  subject: 'SAP is down',
  note: 'SAP is down',
  weight: '9',
  due: '2026-03-01 08:00:00',
  owner: ann.sys_id ?? '',
})
row('b', { subject: 'sap is slow', weight: '10', due: '2026-03-01 08:00:01', owner: 'ben', parent: 'a', state: '3' })
row('c', { subject: 'outage', active: 'false', state: '-5', parent: 'b' })
row('d', { subject: 'new SAP role', note: 'other', weight: '-2', risk: 'high' }, 'change')

function found(query: string, { invalidLeavesNone = false, table = 'task' } = {}): string {
  return runQuery(world, table, parseQuery(query), { invalidLeavesNone })
    .map(({ number }) => number)
    .join('')
}

describe('a query', () => {
  it.each([
    ['subject=outage', 'c'],
    ['subject!=outage', 'abd'],
    ['subjectLIKESAP', 'ad'],
    ['subjectCONTAINSSAP', 'ad'],
    ['subject*SAP', 'ad'],
    ['subjectNOT LIKESAP', 'bc'],
    ['subject!*SAP', 'bc'],
    ['subjectSTARTSWITHSAP', 'a'],
    ['subjectENDSWITHslow', 'b'],
    ['subject%slow', 'b'],
    ['noteISEMPTY', 'bc'],
    ['noteISNOTEMPTY', 'ad'],
    ['noteEMPTYSTRING', 'bc'],
    ['noteANYTHING', 'abcd'],
    ['noteSAMEASsubject', 'a'],
    ['noteNSAMEASsubject', 'bcd'],
    ['numberINa,c,x', 'ac'],
    ['numberNOT INa,c', 'bd'],
    ['numberBETWEENb@c', 'bc'],
    ['weight>9', 'b'],
    ['weight>=9', 'ab'],
    ['weight<9', 'd'],
    ['weight<=9', 'ad'],
    ['weightBETWEEN-5@9', 'ad'],
    ['active=true', 'abd'],
    ['active=0', 'c'],
    ['state=3', 'b'],
    ['state<1', 'c'],
    ['due>2026-03-01 08:00:00', 'b'],
    ['due>=2026-03-01 08:00:00^due<2026-03-01 08:00:01', 'a'],
    ['owner=ben', 'b'],
    ['owner!=ben', 'a'],
    ['ownerSTARTSWITHAnn', 'a'],
    ['owner.name=Ben Build', 'b'],
    ['parent.parent.owner.name=Ann Ops', 'c'],
    ['sys_class_name=change', 'd'],
  ])('%s finds %s', (query, rows) => expect(found(query)).toBe(rows))

  it.each([
    ['subject=outage^ORnumber=a^active=true', 'a'],
    ['active=true^subject=outage^ORnumber=a^ORnumber=b', 'ab'],
    ['number=a^active=true^NQnumber=c^active=false', 'ac'],
    ['number=a^NQnumber=b^NQnumber=c^ORnumber=d', 'abcd'],
    ['active=true^EQ^number=a', 'abd'],
    ['', 'abcd'],
  ])('of several parts, %s finds %s', (query, rows) => expect(found(query)).toBe(rows))

  it.each([
    ['ORDERBYDESCnumber', 'dcba'],
    ['active=true^ORDERBYweight', 'dab'],
    ['ORDERBYactive^ORDERBYDESCnumber', 'cdba'],
    ['number=a^NQnumber=c^ORDERBYDESCnumber', 'ca'],
    ['ORDERBYDESCowner.name^ORDERBYnumber', 'bacd'],
  ])('in order, %s finds %s', (query, rows) => expect(found(query)).toBe(rows))

  it('ignores its invalid parts, and lets through what they would have kept back', () => {
    expect(found('misspelt=1^number=a')).toBe('a')
    expect(found('misspelt=1')).toBe('abcd')
    expect(found('misspelt=1^ORnumber=a')).toBe('a')
    expect(found('owner.misspelt=1^number!')).toBe('abcd')
    expect(found('ORDERBYmisspelt')).toBe('abcd')
  })

  it('finds nothing with an invalid part where the property says so', () => {
    expect(found('misspelt=1^number=a', { invalidLeavesNone: true })).toBe('')
    expect(found('number=a', { invalidLeavesNone: true })).toBe('a')
  })

  it('asks for rows of one class only where its table is that class', () => {
    expect(found('riskISNOTEMPTY', { table: 'change' })).toBe('d')
    expect(found('', { table: 'change' })).toBe('d')
  })
})
