import { describe, expect, it } from 'vitest'
import type { FindingKind } from '../finding/kinds.ts'
import { assessKind, type Grounds } from './assess-kind.ts'

const itsm = { name: 'itsm', reads: 'requests', complete: true }
const prod = { name: 'prod', reads: 'access', complete: true }
const crm = { name: 'crm', reads: 'access', complete: true }
const hr = { name: 'hr', reads: 'people', complete: true }
const cut = <T>(source: T) => ({ ...source, complete: false })

const all: Grounds = { sources: [itsm, prod, crm, hr], catalogued: true }
const none = { open: 0, accepted: 0 }

describe('a check by the findings of one kind', () => {
  it('sees no deviation where everything was read and nothing was found', () => {
    expect(assessKind('leaver-still-active', none, all)).toEqual({
      type: 'finding-kind',
      id: 'leaver-still-active',
      result: 'no-deviation',
      ...none,
    })
  })

  it.each([
    { open: 1, accepted: 0 },
    { open: 0, accepted: 1 },
  ])('sees deviations where $open are open and $accepted accepted: an accepted one is still one', (totals) => {
    expect(assessKind('access-without-ticket', totals, all)).toMatchObject({ result: 'deviations', ...totals })
  })

  it.each<[FindingKind, Grounds['sources'], string]>([
    ['access-without-ticket', [cut(itsm), prod, hr], 'the ticket source `itsm` was incomplete'],
    ['access-without-ticket', [itsm, prod, cut(crm), hr], 'the access source `crm` was incomplete'],
    ['leaver-still-active', [itsm, prod, cut(hr)], 'the people source `hr` was incomplete'],
    ['leaver-still-active', [itsm, prod], 'no people source is given'],
    ['leaver-still-active', [itsm, hr], 'no access source is given'],
    ['duplicate-request', [prod, hr], 'no ticket source is given'],
  ])('claims nothing of %s where its sources prove nothing (%#)', (kind, sources, reason) => {
    expect(assessKind(kind, none, { ...all, sources })).toMatchObject({ result: 'not-assessed', reason })
  })

  it('sees a deviation in an incomplete source too, and says that there may be more', () => {
    const check = assessKind('access-without-ticket', { open: 1, accepted: 0 }, { ...all, sources: [itsm, cut(prod)] })
    expect(check).toMatchObject({ result: 'deviations', reason: 'the access source `prod` was incomplete' })
  })

  it('does not mind what a kind does not need', () => {
    const withoutPeople = { ...all, sources: [itsm, prod, cut(hr)] }
    expect(assessKind('access-without-ticket', none, withoutPeople).result).toBe('no-deviation')
    expect(assessKind('source-incomplete', none, { ...all, sources: [] }).result).toBe('no-deviation')
  })

  it.each<[FindingKind, string]>([
    ['ownerless-entitlement', 'not-assessed'],
    ['uncatalogued-entitlement', 'not-assessed'],
    ['closed-without-evidence', 'not-assessed'],
    ['granted-before-approval', 'not-assessed'],
    ['broader-than-ticket', 'not-assessed'],
    ['recertification-overdue', 'not-assessed'],
    ['access-without-ticket', 'no-deviation'],
  ])('of %s is %s without a catalogue', (kind, result) => {
    expect(assessKind(kind, none, { ...all, catalogued: false }).result).toBe(result)
  })

  it('sees access overdue that a reviewer kept until a date, and says that without a catalogue there may be more', () => {
    const check = assessKind('recertification-overdue', { open: 1, accepted: 0 }, { ...all, catalogued: false })
    expect(check).toMatchObject({ result: 'deviations', reason: 'no catalogue is given' })
  })

  it.each([
    ['held', 'the night is held, and what it found is not published'],
    ['discarded', 'what the night found was discarded'],
  ] as const)('claims nothing of a night that is %s', (unpublished, reason) => {
    const check = assessKind('access-without-ticket', none, { ...all, unpublished })
    expect(check).toMatchObject({ result: 'not-assessed', reason })
  })
})
