import { describe, expect, it } from 'vitest'
import { anEntitlement } from '../testdata/entitlement.ts'
import type { Catalogue } from './catalogue.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import { ruleFaults } from './rule-faults.ts'

const catalogue: Catalogue = {
  entitlements: new Map([['mail', anEntitlement('mail')]]),
  items: [],
  groupOwners: new Map(),
}
const policy: Policy = {
  ...defaultPolicy,
  birthrights: [{ entitlements: ['mail'] }, { entitlements: ['mail', 'Mail'] }],
  gates: [
    { source: 'jira', since: 0 },
    { source: 'itsm', since: 0 },
  ],
}

describe('ruleFaults', () => {
  it('names each birthright that the catalogue lacks', () => {
    const faults = ruleFaults(policy, { catalogue })
    expect(faults.map(({ code, path }) => [code, path])).toEqual([
      ['birthright-unknown', ['birthrights', 1, 'entitlements', 1]],
    ])
    expect(faults[0]?.message).toContain('`Mail`')
  })

  it('names each gate that watches no source of requests, and the sources there are', () => {
    const faults = ruleFaults(policy, { requestSources: ['itsm', 'desk'] })
    expect(faults.map(({ code, path }) => [code, path])).toEqual([['gate-source-unknown', ['gates', 0, 'source']]])
    expect(faults[0]?.help).toContain('`itsm`, `desk`')
  })

  it('says so where there is no source of requests at all', () => {
    expect(ruleFaults(policy, { requestSources: [] })[0]?.help).toContain('none is configured')
  })

  it('holds nothing against what is not there', () => {
    expect(ruleFaults(policy, {})).toEqual([])
    expect(ruleFaults(defaultPolicy, { catalogue, requestSources: [] })).toEqual([])
  })
})
