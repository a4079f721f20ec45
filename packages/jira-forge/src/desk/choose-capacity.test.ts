import type { ApprovalPart } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { Capacity } from './capacity.ts'
import { chooseCapacity } from './choose-capacity.ts'

const owner: ApprovalPart = { from: 'owner', count: 1 }
const security: ApprovalPart = { from: 'group', name: 'security', count: 1 }
const own: Capacity = { part: owner }
const ofGroup: Capacity = { part: security, group: 'security' }
const forBob: Capacity = { part: owner, onBehalfOf: 'bob' }
const forDave: Capacity = { part: owner, onBehalfOf: 'dave' }
const forBobOfGroup: Capacity = { part: security, group: 'security', onBehalfOf: 'bob' }

describe('the place in which somebody decides', () => {
  it.each<[string, Parameters<typeof chooseCapacity>[0], readonly Capacity[], object]>([
    ['is their own where they have one and name none', {}, [own, forBob], {}],
    ['is the group that they name', { group: 'security' }, [own, ofGroup], { group: 'security' }],
    ['is the place that they name', { onBehalfOf: 'bob' }, [own, forBob], { onBehalfOf: 'bob' }],
    ['is the only one there is', {}, [forBob, forBobOfGroup], { onBehalfOf: 'bob' }],
    [
      'is both, where both are named',
      { group: 'security', onBehalfOf: 'bob' },
      [forBobOfGroup],
      { group: 'security', onBehalfOf: 'bob' },
    ],
  ])('%s', (_what, asked, as, place) => {
    expect(chooseCapacity(asked, as)).toEqual({ ok: true, place })
  })

  it.each<[string, Parameters<typeof chooseCapacity>[0], readonly Capacity[], string]>([
    ['a group that they are not in', { group: 'finance' }, [own, ofGroup], 'place-not-yours'],
    ['somebody who delegated nothing to them', { onBehalfOf: 'mia' }, [own, forBob], 'place-not-yours'],
    [
      'a group in a place where they have none',
      { group: 'security', onBehalfOf: 'bob' },
      [own, ofGroup, forBob],
      'place-not-yours',
    ],
    ['nobody, where it could be several', {}, [forBob, forDave], 'place-unclear'],
  ])('is refused where they name %s', (_what, asked, as, code) => {
    expect(chooseCapacity(asked, as)).toMatchObject({ ok: false, code })
  })

  it('is shown in the refusal without what a name could hide', () => {
    expect(chooseCapacity({ group: '`<b>\u202e' }, [own])).toMatchObject({
      message: "You cannot decide here for the group `'<b>\ufffd`.",
    })
  })
})
