import { describe, expect, it } from 'vitest'
import { day } from '../testdata/day.ts'
import { findingKinds } from './kinds.ts'
import { type Telling, wording } from './wording.ts'

const telling: Telling = {
  principal: 'alice',
  account: 'alice-adm',
  entitlement: 'deploy',
  system: 'prod',
  tickets: ['REQ1'],
  since: day(5),
}
const message = (kind: Parameters<typeof wording>[0], given: Partial<Telling> = {}) =>
  wording(kind, { ...telling, ...given }).message

/** Everything that some kind's sentence cannot do without. */
const full: Telling = {
  ...telling,
  tickets: ['REQ1', 'REQ2'],
  ticketedLevel: 'read',
  counterpart: 'other',
  count: 2,
  candidates: ['a', 'b'],
}

describe('wording', () => {
  it.each(findingKinds)('says %s in one sentence, and what to do about it', (kind) => {
    const { message: said, action } = wording(kind, full)
    expect(said).toMatch(/^[A-Z`].+\.$/)
    expect(action).toMatch(/^[A-Z].+\.$/)
    expect(said).not.toMatch(/undefined|null|NaN|``|\[object/)
  })

  it.each(findingKinds)('says %s though nothing is known but since when', (kind) => {
    expect(wording(kind, { tickets: [], since: day(5) }).message).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it.each(findingKinds)('lets nothing out of its quotes: %s', (kind) => {
    const evil = 'x`\n\u001b[31m<script>'
    const { message: said, action } = wording(kind, {
      ...telling,
      principal: evil,
      account: evil,
      entitlement: evil,
      system: evil,
      counterpart: evil,
      tickets: [evil, evil],
      path: [evil],
      candidates: [evil],
    })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(said + action).not.toMatch(/[\u0000-\u001f]/)
    expect(said.split('`').length % 2).toBe(1)
  })

  it.each<[string, string, string]>([
    [
      'who, what, where and through which account',
      message('access-without-ticket', { tickets: [] }),
      '`alice` holds `deploy` on `prod` through account `alice-adm`, and no closed ticket authorises it.',
    ],
    [
      'the level',
      message('access-without-ticket', { level: 'admin', account: 'alice', tickets: [] }),
      '`alice` holds `deploy` (admin) on `prod`, and no closed ticket authorises it.',
    ],
    [
      'the removal that access came back after',
      message('access-without-ticket', { account: 'alice' }),
      '`alice` holds `deploy` on `prod` again after `REQ1` removed it, and no closed ticket authorises it.',
    ],
    [
      'the path',
      message('closed-not-removed', { path: ['ops', 'deploy'], account: 'alice' }),
      '`REQ1` closed the removal of `deploy` on `prod` for `alice` on 2026-01-05, and it is still held by way of `ops` → `deploy`.',
    ],
    [
      'every ticket',
      message('granted-while-open', { tickets: ['REQ1', 'REQ2'], account: 'alice' }),
      '`alice` already holds `deploy` on `prod`, while `REQ1` and `REQ2` are still open.',
    ],
    [
      'the one ticket',
      message('granted-while-open', { account: 'alice' }),
      '`alice` already holds `deploy` on `prod`, while `REQ1` is still open.',
    ],
    [
      'every ticket that was closed',
      message('closed-not-provisioned', { tickets: ['REQ1', 'REQ2'] }),
      '`REQ1` and `REQ2` were closed as done, and `alice`, authorised since 2026-01-05, never held `deploy` on `prod`.',
    ],
    [
      'that there was no approval',
      message('closed-without-evidence', { refused: [] }),
      '`REQ1` gave `alice` `deploy` on `prod`, and no approval of it counts: there is none.',
    ],
    [
      'the first three approvals that were refused',
      message('closed-without-evidence', {
        refused: [
          { approver: 'a', faults: ['informal', 'too-old'] },
          { approver: 'b', faults: ['too-old'] },
          { approver: 'c', faults: ['withdrawn'] },
          { approver: 'd', faults: ['informal'] },
        ],
      }),
      '`REQ1` gave `alice` `deploy` on `prod`, and no approval of it counts: `a` approved in a comment, which is no recorded decision; `b` approved too long ago; `c` withdrew the approval.',
    ],
    [
      'both levels',
      message('broader-than-ticket', { level: 'admin', ticketedLevel: 'read', account: 'alice' }),
      '`alice` holds `deploy` (admin) on `prod`, and `REQ1` allows only level `read`.',
    ],
    [
      'when somebody left',
      message('leaver-still-active', { account: 'alice', lastDay: '2026-01-05' }),
      '`alice` left on 2026-01-05, and still holds `deploy` on `prod`.',
    ],
    [
      'that nobody knows when somebody left',
      message('leaver-still-active', { account: 'alice' }),
      '`alice` is not active, and still holds `deploy` on `prod`.',
    ],
    [
      'how many grants an account has: one',
      message('unmatched-account', { count: 1 }),
      'Account `alice-adm` on `prod` holds one grant, and nobody in the people source owns it.',
    ],
    [
      'how many grants an account has: several',
      message('ambiguous-account', { count: 3, candidates: ['a', 'b'] }),
      'Account `alice-adm` on `prod` holds 3 grants, and could be `a` or `b`.',
    ],
    [
      'that a principal has no sponsor',
      message('sponsorless-principal', { principalKind: 'agent' }),
      'The agent `alice` has no sponsor.',
    ],
    [
      'that a sponsor does not count',
      message('sponsorless-principal', { principalKind: 'service', sponsor: 'sam' }),
      'The sponsor of the service `alice`, `sam`, is not an active human.',
    ],
    [
      'how often a name is granted: once',
      message('uncatalogued-entitlement', { count: 1 }),
      '`prod` grants `deploy` once, and the catalogue does not know it.',
    ],
    [
      'how often a name is granted: often',
      message('uncatalogued-entitlement', { count: 2 }),
      '`prod` grants `deploy` 2 times, and the catalogue does not know it.',
    ],
    [
      'how many findings rely on an exception: one',
      message('exception-expired', { counterpart: 'e-1', count: 1 }),
      'Exception `e-1` ended on 2026-01-05, and one finding still relies on it.',
    ],
    [
      'how many findings rely on an exception: several',
      message('exception-expired', { counterpart: 'e-1', count: 2 }),
      'Exception `e-1` ended on 2026-01-05, and 2 findings still rely on it.',
    ],
    [
      'why a source is incomplete',
      message('source-incomplete', { counterpart: 'hr', reason: 'it is empty' }),
      'Source `hr` is incomplete: it is empty.',
    ],
    [
      'which of two requests came later',
      message('duplicate-request', { tickets: ['REQ1', 'REQ2'], counterpart: 'REQ1' }),
      '`REQ2` asks for `deploy` on `prod` for `alice`, which `REQ1` already asks for.',
    ],
  ])('says %s', (_what, said, expected) => {
    expect(said).toBe(expected)
  })

  it('tells to remove access where it comes from, when it is held through something else', () => {
    expect(wording('closed-not-removed', { ...telling, path: ['ops', 'deploy'] }).action).toBe(
      'Remove it where it comes from: `ops` → `deploy`.',
    )
    expect(wording('closed-not-removed', telling).action).toBe('Remove the access, or reopen the ticket.')
  })
})
