import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recertification } from '../model/recertification.ts'
import type { Approval, RequestLine } from '../model/request.ts'
import type { Sighting } from '../night/observe.ts'
import { reconcileSubject } from '../night/subject.ts'
import { defaultPolicy } from '../policy/policy.ts'
import { aGrant, anAccount } from '../testdata/account.ts'
import { day, oneDay } from '../testdata/day.ts'
import { anEntitlement, bookOf } from '../testdata/entitlement.ts'
import { aNight, aScope } from '../testdata/night.ts'
import { aRecertification } from '../testdata/recertification.ts'
import { anApproval, anOpenRequest } from '../testdata/request.ts'
import { lifecycleState } from './lifecycle-state.ts'
import { type LifecycleState, type LifecycleStep, lifecycleStates } from './lifecycle-table.ts'
import { standingOf } from './standing-of.ts'
import { takeStep } from './take-step.ts'

const events = [
  'approve',
  'say yes',
  'reject',
  'withdraw',
  'cancel',
  'close',
  'reopen',
  'grant',
  'take',
  'keep',
  'keep oneself',
  'revoke',
  'revoke oneself',
  'close another',
  'close a removal',
  'nothing',
] as const
type Event = (typeof events)[number]
/** How well a night reads the system: to its end, in part, or not at all. */
type Reading = 'whole' | 'part' | 'none'
interface Day {
  readonly event: Event
  readonly reading: Reading
}

const interval = 6 * oneDay
const warnings = { expiry: 2 * oneDay, recertification: 2 * oneDay }
const policy = { ...defaultPolicy, warnings }
const entitlements = bookOf(anEntitlement('deploy', { recertify: interval }))
const noon = oneDay / 2

/** A house with one request line of alice's, in which one thing happens each day and a night follows. */
function startHouse(expiresAt: number | undefined) {
  let line: RequestLine = anOpenRequest({ openedAt: day(1), ...(expiresAt !== undefined && { expiresAt }) })
  const others: RequestLine[] = []
  const recertifications: Recertification[] = []
  let isHeld = false
  let sightings: readonly Sighting[] = []
  let [previousAt, previousCompleteAt, firstCompleteAt]: (number | undefined)[] = []

  // What follows knows nothing of how a night derives a state: it takes one step for each thing that happens.
  let state: LifecycleState = 'requested'
  let ends: number | undefined
  let confirmedAt = 0

  function step(taken: LifecycleStep): boolean {
    const next = takeStep(state, taken)
    if (next.ok) state = next.value
    return next.ok
  }

  function begin(at: number, taken: LifecycleStep, until: number | undefined): void {
    const isNew = !['active', 'expiring', 'recertification-due', 'fulfilled'].includes(state)
    if (!step(taken)) return
    if (isNew) confirmedAt = at
    ends = until
  }

  function expire(at: number): void {
    if (ends !== undefined && at >= ends) step('expire')
  }

  function decide(approval: Approval): void {
    line = { ...line, approvals: [...line.approvals, approval] }
    const valid = line.approvals.filter(({ how, decidedAt }) => how === 'native' && decidedAt >= (line.reopenedAt ?? 0))
    const last = (decision: Approval['decision']) => valid.findLastIndex((it) => it.decision === decision)
    const isApproved = last('approved') > Math.max(last('rejected'), last('withdrawn'))
    if (isApproved) step('approve')
    else {
      step('withdraw')
      if (last('rejected') >= 0) step('reject')
    }
  }

  function recertify(given: Partial<Recertification>): void {
    const decided = aRecertification(given)
    recertifications.push(decided)
    if (decided.decider === 'alice') return
    if (decided.decision === 'revoke') step('revoke')
    else if (step('keep')) confirmedAt = decided.decidedAt
  }

  function another(kind: RequestLine['kind'], closedAt: number): void {
    const number = `REQ${others.length + 2}`
    others.push({ ...anOpenRequest({ number, kind, openedAt: closedAt - 1 }), state: 'closed-complete', closedAt })
    if (kind === 'deprovision') step('revoke')
    else begin(closedAt, 'renew', undefined)
  }

  function happen(event: Event, at: number): void {
    expire(at)
    const isOpen = line.state === 'open'
    const isDone = line.state === 'closed-complete'
    if (event === 'approve' && isOpen) decide(anApproval({ decidedAt: at }))
    if (event === 'say yes' && isOpen) decide(anApproval({ decidedAt: at, how: 'informal' }))
    if (event === 'reject' && isOpen) decide(anApproval({ decidedAt: at, decision: 'rejected' }))
    if (event === 'withdraw' && isOpen) decide(anApproval({ decidedAt: at, decision: 'withdrawn' }))
    if (event === 'cancel' && isOpen) {
      line = { ...line, state: 'cancelled', closedAt: at }
      step('cancel')
    }
    if (event === 'close' && isOpen) {
      begin(at, state === 'approved' ? 'fulfil' : 'bypass', line.expiresAt)
      line = { ...line, state: 'closed-complete', closedAt: at }
    }
    // While another ticket carries the access, it is no longer this line's alone, and stays when this one is opened.
    if (event === 'reopen' && !isOpen && others.length === 0) {
      const { closedAt: _closed, ...rest } = line
      line = { ...rest, state: 'open', reopenedAt: at }
      step('reopen')
    }
    if (event === 'grant') isHeld = true
    if (event === 'take') isHeld = false
    if (event.startsWith('keep')) recertify({ decidedAt: at, ...(event === 'keep oneself' && { decider: 'alice' }) })
    if (event.startsWith('revoke'))
      recertify({ decision: 'revoke', decidedAt: at, ...(event === 'revoke oneself' && { decider: 'alice' }) })
    if (event === 'close another' && isDone) another('provision', at)
    if (event === 'close a removal' && isDone) another('deprovision', at)
  }

  /** Lets the night pass by the steps, and gives the state that the night itself derives. */
  function night(at: number, reading: Reading): LifecycleState | undefined {
    expire(at)
    if (isHeld && reading !== 'none') step(state === 'removed' ? 'return' : 'see')
    if (!isHeld && reading === 'whole') step('miss')
    if (ends !== undefined && at >= ends - warnings.expiry) step('near-end')
    if (at >= confirmedAt + interval - warnings.recertification) step('fall-due')
    return derived(at, reading)
  }

  function derived(at: number, reading: Reading): LifecycleState | undefined {
    const [read, complete] = [reading !== 'none', reading === 'whole']
    firstCompleteAt ??= complete ? at : undefined
    const known = { previousAt, previousCompleteAt, firstCompleteAt }
    const { previousAt: _1, previousCompleteAt: _2, firstCompleteAt: _3, ...scope } = aScope({ at, read, complete })
    const given = Object.fromEntries(Object.entries(known).filter(([, instant]) => instant !== undefined))
    const tonight = aNight({ at, policy, entitlements, scopes: [{ ...scope, ...given }] })
    const account = anAccount({ grants: isHeld && read ? [aGrant()] : [], sightings })
    const concluded = reconcileSubject(
      {
        subject: { type: 'principal', principal: 'alice' },
        lines: [line, ...others].map((it) => ({ line: it })),
        accounts: [account],
        recertifications: recertifications.map((recertification) => ({ recertification })),
      },
      tonight,
    )
    sightings = concluded.sightings[0] ?? []
    if (read) previousAt = at
    if (complete) previousCompleteAt = at
    const [cell] = concluded.cells
    const judged = cell?.lines.find(({ line: it }) => it.number === line.number)
    return cell && judged && lifecycleState(standingOf(judged, cell, tonight))
  }

  return { happen, night, state: () => state }
}

const history = fc.record({
  days: fc.array(
    fc.record({
      event: fc.constantFrom(...events),
      reading: fc.constantFrom<Reading>('whole', 'whole', 'part', 'none'),
    }),
    { minLength: 1, maxLength: 24 },
  ),
  endsOn: fc.option(fc.integer({ min: 3, max: 20 }), { nil: undefined }),
})

function statesOf({ days, endsOn }: { readonly days: readonly Day[]; readonly endsOn: number | undefined }) {
  const house = startHouse(endsOn === undefined ? undefined : day(endsOn))
  return days.map(({ event, reading }, index) => {
    house.happen(event, day(index + 1) + noon)
    const derived = house.night(day(index + 2) + 3, reading)
    return { derived, replayed: house.state() }
  })
}

describe('the state of a line and its access', () => {
  it('is that to which the steps lead that were taken, after every night of any history', () => {
    fc.assert(
      fc.property(history, (given) => {
        for (const { derived, replayed } of statesOf(given)) expect(derived).toBe(replayed)
      }),
      { numRuns: 3000 },
    )
  })

  it('comes to be every state there is in some history', () => {
    const seen = new Set<LifecycleState | undefined>()
    for (const given of fc.sample(history, { numRuns: 3000, seed: 1 }))
      for (const { derived } of statesOf(given)) seen.add(derived)
    expect([...seen].sort()).toEqual([...lifecycleStates].sort())
  })
})
