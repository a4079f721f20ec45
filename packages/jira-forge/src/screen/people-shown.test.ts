import { catalogueBook, createDirectory, defaultPolicy, everyNameItself, type Person } from '@ticketbound/core'
import { Issue } from '@ticketbound/jira'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { anIssue, someFields } from '../testdata/issue.ts'
import { aRuleBook } from '../testdata/rule-book.ts'
import { createPeopleShown } from './people-shown.ts'

const atlassianId = '5b10a2844c20165700ede21g'.replace('g', 'f')

function shown(people?: readonly Person[]) {
  const { catalogue } = aRuleBook()
  if (catalogue === undefined) throw new Error('the small world has a catalogue')
  return createPeopleShown({
    issue: v.parse(Issue, anIssue({ fields: someFields() })),
    people: people === undefined ? everyNameItself : createDirectory(people, defaultPolicy.correlation),
    entitlements: catalogueBook(catalogue, []),
    source: 'jira',
  })
}

function someone(principal: string, accounts: Person['accounts']): Person {
  return { principal, kind: 'human', active: true, accounts }
}

describe('createPeopleShown', () => {
  it('takes names for accounts where there is no people document', () => {
    expect(shown().person('acc-bob')).toEqual({ name: 'Bob', accountId: 'acc-bob' })
    expect(shown().person('acc-dave')).toEqual({ name: 'acc-dave', accountId: 'acc-dave' })
  })

  it.each([
    [
      'on this site',
      [
        { system: 'prod', account: 'bob' },
        { system: 'jira', account: 'acc-x' },
      ],
      'acc-x',
    ],
    ['that stands on the issue', [{ account: 'b' }, { account: 'acc-bob' }], 'acc-bob'],
    ['that looks like one of Atlassian', [{ account: 'b' }, { account: atlassianId }], atlassianId],
    ['that is the only one anywhere', [{ system: 'prod', account: 'bob' }, { account: 'acc-y' }], 'acc-y'],
  ])('knows of a principal the account %s', (_which, accounts, account) => {
    expect(shown([someone('bob', accounts)]).accountOf('bob')).toBe(account)
  })

  it('gives no account where several could be it', () => {
    const people = shown([someone('bob', [{ account: 'one' }, { account: 'two' }])])
    expect(people.person('bob')).toEqual({ name: 'bob' })
  })

  it('finds people in sentences, and leaves everything else quoted', () => {
    const said = shown().say('`acc-bob` is no owner of `deploy` at `write`: ask `acc-dave`.')
    expect(said).toEqual([
      { name: 'Bob', accountId: 'acc-bob' },
      ' is no owner of ',
      '“deploy”',
      ' at ',
      '“write”',
      ': ask ',
      { name: 'acc-dave', accountId: 'acc-dave' },
      '.',
    ])
  })

  it('takes an entitlement that is called like somebody for the entitlement', () => {
    const people = shown([someone('deploy', [{ account: 'acc-deploy' }])])
    expect(people.say('`deploy` is closed.')).toEqual(['“deploy”', ' is closed.'])
  })
})
