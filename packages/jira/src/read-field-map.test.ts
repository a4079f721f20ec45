import { expect, it } from 'vitest'
import { readFieldMap } from './read-field-map.ts'
import { theMap } from './testdata/issue.ts'

const least = {
  kind: { fixed: 'provision' },
  principal: { field: 'reporter' },
  entitlement: { field: 'customfield_10052' },
}

function faults(map: unknown): readonly string[] {
  const reading = readFieldMap(map)
  return reading.ok ? [] : reading.faults.map(({ code, path }) => `${code} ${path.join('.')}`)
}

it('reads a map, and gives it as it was written', () => {
  expect(readFieldMap(theMap)).toEqual({ ok: true, value: theMap })
  expect(readFieldMap(least)).toEqual({ ok: true, value: least })
})

it.each<[string, unknown, readonly string[]]>([
  ['that is no object', 'map', ['field-wrong-type ']],
  ['without what must be said', {}, ['field-missing kind', 'field-missing principal', 'field-missing entitlement']],
  ['with a key that is not known', { ...least, ownr: { field: 'assignee' } }, ['field-unknown ownr']],
  [
    'with a key that reaches for the prototype',
    JSON.parse(`{"__proto__":{},${JSON.stringify(least).slice(1)}`),
    ['field-unknown __proto__'],
  ],
  ['with a field by its name', { ...least, owner: { field: 'Access owner' } }, ['field-not-an-id owner.field']],
  ['with a field by a name of one word', { ...least, owner: { field: 'Owner' } }, ['field-not-an-id owner.field']],
  [
    'with a field and a fixed value',
    { ...least, owner: { field: 'assignee', fixed: 'bob' } },
    ['field-unknown owner.field'],
  ],
  ['with a kind that is none', { ...least, kind: { fixed: 'grant' } }, ['value-not-allowed kind.fixed']],
  [
    'with a value for a kind that is none',
    { ...least, kind: { field: 'issuetype', values: { 1: 'grant' } } },
    ['value-not-allowed kind.values.1'],
  ],
  [
    'with a value that stands for nothing',
    { ...least, level: { field: 'labels', values: { a: '' } } },
    ['id-malformed level.values.a'],
  ],
  ['with an end that is no day', { ...least, expiresAt: { fixed: '2026-02-30' } }, ['day-not-real expiresAt.fixed']],
  [
    'with a status by its name',
    { ...least, statuses: { pastGate: ['Done'] } },
    ['status-not-an-id statuses.pastGate.0'],
  ],
  [
    'with a status that is a number',
    { ...least, statuses: { pastGate: [3] } },
    ['field-wrong-type statuses.pastGate.0'],
  ],
  [
    'with a resolution by its name',
    { ...least, resolutions: { cancelled: ['Declined'] } },
    ['status-not-an-id resolutions.cancelled.0'],
  ],
  ['with null', { ...least, owner: null }, ['field-missing owner']],
])('refuses a map %s', (_what, map, expected) => {
  expect(faults(map)).toEqual(expected)
})
