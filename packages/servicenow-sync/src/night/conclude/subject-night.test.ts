import { createDirectory, defaultPolicy, type Person } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../store/sqlite/open-store.ts'
import type { LoadedAccess } from '../load/load-access.ts'
import { createRoll, type Roll } from '../load/roll.ts'
import type { SourceLog } from '../load/source-log.ts'
import { toGrantRecord } from '../shelf/grant-record.ts'
import { packSightings } from '../shelf/packed-sightings.ts'
import { someLine } from '../testdata/lines.ts'
import type { Gathered } from './gather.ts'
import { prepareSubject } from './subject-night.ts'

const alice: Person = {
  principal: 'alice',
  kind: 'human',
  active: true,
  accounts: [
    { system: 'prod', account: 'al' },
    { system: 'dev', account: 'ali' },
  ],
}
const log = {
  placeOf: (file: number, line: number) => ({ source: 's', file: `${file}`, line }),
} as unknown as SourceLog
const nothing: Gathered = {
  subject: 1,
  lines: [],
  grants: [],
  dossier: undefined,
  decided: [],
  recertifications: [],
  sightings: [],
  findings: [],
}

function openRoll(): Roll {
  const roll = createRoll(openStore(':memory:').night, createDirectory([alice], defaultPolicy.correlation))
  roll.account('prod', 'al')
  roll.account('dev', 'ali')
  roll.account('prod', 'nobody')
  return roll
}

function prepare(
  given: Partial<Gathered>,
  spoiled: readonly number[] = [],
  record = 1,
  lines = [{ line: someLine('T1') }],
) {
  const roll = openRoll()
  const subject = roll.subject(record)
  if (subject === undefined) throw new Error('the subject is on the roll')
  const access = { spoiledAccounts: new Set(spoiled) } as unknown as LoadedAccess
  return prepareSubject(subject, { ...nothing, ...given }, { lines }, { roll, access, log })
}

const grant = (account: number, entitlement: string, line: number) =>
  toGrantRecord({ account: 'not this', entitlement }, account, 0, line)

describe('prepareSubject', () => {
  it('lays out the grants of each account, and what is remembered of it', () => {
    const seen = [{ entitlement: 'deploy', firstSeenAt: 5 }]
    const { given, accountIds, keptSightings } = prepare({
      grants: [grant(2, 'read', 3), grant(1, 'deploy', 1), grant(1, 'admin', 2)],
      sightings: [{ account: 1, sightings: packSightings(seen) }],
    })
    expect(accountIds).toEqual([1, 2])
    expect(keptSightings).toEqual([packSightings(seen), undefined])
    expect(given).toEqual({
      subject: { type: 'principal', principal: 'alice' },
      lines: [{ line: someLine('T1') }],
      accounts: [
        {
          system: 'prod',
          account: 'al',
          binding: { to: 'principal', principal: 'alice' },
          grants: [
            { account: 'al', entitlement: 'deploy', place: { source: 's', file: '0', line: 1 } },
            { account: 'al', entitlement: 'admin', place: { source: 's', file: '0', line: 2 } },
          ],
          sightings: seen,
        },
        {
          system: 'dev',
          account: 'ali',
          binding: { to: 'principal', principal: 'alice' },
          grants: [{ account: 'ali', entitlement: 'read', place: { source: 's', file: '0', line: 3 } }],
          sightings: [],
        },
      ],
    })
  })

  it('lays out an account that is only remembered', () => {
    const { given } = prepare({ sightings: [{ account: 2, sightings: packSightings([]) }] })
    expect(given.accounts).toMatchObject([{ account: 'ali', grants: [], sightings: [] }])
  })

  it('leaves out the grants of an account that another one looks like, and keeps its memory', () => {
    const seen = [{ entitlement: 'deploy', firstSeenAt: 5 }]
    const sightings = [{ account: 1, sightings: packSightings(seen) }]
    expect(prepare({ grants: [grant(1, 'deploy', 1)] }, [1]).given.accounts).toEqual([])
    expect(prepare({ grants: [grant(1, 'deploy', 1)], sightings }, [1]).given.accounts).toMatchObject([
      { account: 'al', grants: [], sightings: seen },
    ])
  })

  it('speaks of an account that is nobody’s as such', () => {
    const { given } = prepare({ grants: [grant(3, 'deploy', 1)] }, [], 2)
    expect(given.subject).toEqual({ type: 'account', system: 'prod', account: 'nobody' })
    expect(given.accounts).toMatchObject([{ binding: { to: 'nobody' } }])
  })

  it('speaks of a name that is no principal’s as such', () => {
    const roll = openRoll()
    const record = roll.subject(roll.ofName('ghost'))
    const access = { spoiledAccounts: new Set() } as unknown as LoadedAccess
    expect(record && prepareSubject(record, nothing, { lines: [] }, { roll, access, log }).given).toEqual({
      subject: { type: 'unresolved', name: 'ghost' },
      lines: [],
      accounts: [],
    })
  })
})
