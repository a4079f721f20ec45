import { catalogueBook, type KeptAccount, type Recertification, type RequestLine } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { catalogueOf } from '../night/testdata/catalogue-of.ts'
import { heldAccess, promisedAccess } from './held-access.ts'

const book = catalogueBook(
  catalogueOf(
    { id: 'deploy', system: 'prod', levels: ['read', 'write'], aliases: { prod: ['deployers', 'release'] } },
    { id: 'wiki', system: 'prod' },
  ),
  ['prod'],
)

const line = (given: Partial<RequestLine>): RequestLine => ({
  source: 'itsm',
  number: 'R1',
  item: 'i',
  kind: 'provision',
  principal: 'alice',
  entitlement: 'deploy',
  openedAt: 0,
  closedAt: 10,
  state: 'closed-complete',
  approvals: [],
  ...given,
})

const account = (...sightings: KeptAccount['sightings']): KeptAccount => ({ system: 'prod', sightings })

describe('heldAccess', () => {
  it.each<[string, KeptAccount, unknown]>([
    [
      'each level once, over all names of an entitlement',
      account(
        { entitlement: 'deployers', firstSeenAt: 1, levels: ['read'] },
        { entitlement: 'release', firstSeenAt: 1, levels: ['read', 'write'] },
      ),
      [
        { entitlement: 'deploy', level: 'read' },
        { entitlement: 'deploy', level: 'write' },
      ],
    ],
    [
      'no level where the system shows none',
      account({ entitlement: 'wiki', firstSeenAt: 1, levels: [] }),
      [{ entitlement: 'wiki' }],
    ],
    [
      'no level where none was kept, which proves none',
      account({ entitlement: 'deployers', firstSeenAt: 1 }),
      [{ entitlement: 'deploy' }],
    ],
    ['nothing that is gone', account({ entitlement: 'wiki', firstSeenAt: 1, lastSeenAt: 5, levels: [] }), []],
    ['nothing that the catalogue lacks', account({ entitlement: 'ghost', firstSeenAt: 1, levels: [] }), []],
  ])('gives %s', (_what, kept, held) => {
    expect(heldAccess([kept], { lines: [], revocations: [] }, book, 20)).toEqual(held)
  })

  it.each([
    ['until its ticket says', line({ expiresAt: 50 }), 50],
    ['until its ticket said, where that has passed', line({ expiresAt: 15 }), 15],
    ['without an end where its ticket has none', line({}), undefined],
    ['until a ticket took it away', line({ kind: 'deprovision' }), 10],
    ['without an end where its ticket had not closed then', line({ expiresAt: 50, closedAt: 30 }), undefined],
  ])('lasts %s', (_what, ticket, end) => {
    const kept = account({ entitlement: 'wiki', firstSeenAt: 1, levels: [] })
    expect(
      heldAccess([kept], { lines: [{ ...ticket, entitlement: 'wiki' }], revocations: [] }, book, 20)[0]?.expiresAt,
    ).toBe(end)
  })
})

describe('promisedAccess', () => {
  const promised = (lines: readonly RequestLine[], at: number, revocations: readonly Recertification[] = []) =>
    promisedAccess({ lines, revocations }, at)

  it('is what the tickets closed by then gave, at their level and until their end', () => {
    const lines = [
      line({ level: 'read', expiresAt: 50 }),
      line({ number: 'R2', kind: 'change', level: 'write', closedAt: 20 }),
    ]
    expect(promised(lines, 15)).toEqual([{ entitlement: 'deploy', level: 'read', expiresAt: 50 }])
    expect(promised(lines, 25)).toEqual([{ entitlement: 'deploy', level: 'write', expiresAt: 50 }])
    expect(promised(lines, 5)).toEqual([])
    expect(promised(lines, 60)).toEqual([])
  })

  it('is gone once somebody revoked it', () => {
    const decider = { decider: 'bob', decision: 'revoke', decidedAt: 20 } as const
    const revoked = [{ principal: 'alice', entitlement: 'deploy', ...decider }]
    expect(promised([line({})], 19, revoked)).toHaveLength(1)
    expect(promised([line({})], 20, revoked)).toEqual([])
    expect(promised([line({})], 20, [{ principal: 'alice', entitlement: 'wiki', ...decider }])).toHaveLength(1)
  })

  it('is gone once it was removed', () => {
    expect(promised([line({}), line({ number: 'R2', kind: 'deprovision', closedAt: 20 })], 30)).toEqual([])
  })
})
