import type { Choices } from './prng.ts'
import { type House, instant } from './random-house.ts'
import type { ApprovalRow, RequestRow } from './world.ts'

/** Draws the request lines that the first night can read. */
export function randomRequests(tick: number, house: House, choices: Choices): readonly RequestRow[] {
  const count = choices.below(7)
  return Array.from({ length: count }, (_, index) => randomLine(`REQ${index + 1}`, tick, house, choices))
}

/** What became of the lines by a later night: closed, opened again, changed, vanished, and new ones. */
export function laterRequests(
  rows: readonly RequestRow[],
  tick: number,
  house: House,
  choices: Choices,
): readonly RequestRow[] {
  const later = rows
    .filter(() => !choices.chance(0.07))
    .map((row) => (choices.chance(0.7) ? row : laterLine(row, tick, house, choices)))
  const isNew = choices.chance(0.4)
  return isNew ? [...later, randomLine(`REQ${tick + 10}`, tick, house, choices)] : later
}

/** Repeats some lines: word for word, or with a line of the same item that says something else. */
export function withRepeats(rows: readonly RequestRow[], choices: Choices): readonly RequestRow[] {
  return rows.flatMap((row) => {
    if (choices.chance(0.94)) return [row]
    if (choices.chance(0.6)) return [row, row]
    return [
      row,
      { ...row, item: row.item ?? 'line 1', level: 'odd' },
      { ...row, item: row.item ?? 'line 1', level: 'admin' },
    ]
  })
}

function randomLine(number: string, tick: number, house: House, choices: Choices): RequestRow {
  const openedTick = choices.below(choices.chance(0.8) ? tick - 1 : tick + 2)
  const kind = choices.pick<RequestRow['kind']>([
    'provision',
    'provision',
    'provision',
    'provision',
    'change',
    'change',
    'deprovision',
    'deprovision',
    'none',
  ])
  const principal = choices.chance(0.85)
    ? choices.pick(house.principals)
    : choices.pick(['a1', 'a2', 'nobody', ...house.accounts])
  const entitlement = choices.pick(house.entitlements)
  const base = {
    number: choices.chance(0.1) ? 'REQ1' : number,
    kind,
    principal,
    openedAt: instant(openedTick, choices),
    ...(choices.chance(0.9) || kind !== 'none' ? { entitlement } : {}),
    ...(choices.chance(0.2) && { item: choices.pick(['line 1', 'line 2']) }),
    ...(choices.chance(0.05) && { source: 'archive' }),
    ...(choices.chance(0.4) && { level: choices.pick(['read', 'write', 'admin', 'odd']) }),
    ...(choices.chance(0.3) && { requester: choices.pick(house.approvers) }),
    ...(choices.chance(0.3) && { expiresAt: randomEnd(openedTick, choices) }),
    ...(choices.chance(0.4) && {
      changes: choices.chance(0.5)
        ? []
        : [{ at: instant(openedTick + choices.below(4)), field: choices.pick(['level', 'owner', 'justification']) }],
    }),
    approvals: randomApprovals(openedTick, entitlement, house, choices),
  }
  return settle(base, openedTick, choices)
}

function randomEnd(openedTick: number, choices: Choices): string {
  const end = openedTick + 1 + choices.below(12)
  return choices.chance(0.2) ? instant(end).slice(0, 10) : instant(end)
}

type Unsettled = Omit<RequestRow, 'state' | 'closedAt' | 'fulfilledAt'>

/** Gives a line its state; closed ones may close later than tonight, because a night can be run as of an earlier day. */
function settle(line: Unsettled, openedTick: number, choices: Choices): RequestRow {
  const state = choices.pick<RequestRow['state']>([
    'closed-complete',
    'closed-complete',
    'closed-complete',
    'closed-complete',
    'closed-complete',
    'open',
    'open',
    'closed-incomplete',
    'cancelled',
  ])
  if (state === 'open') return { ...line, state }
  // Never before the line was opened, which may be an hour past the grid.
  const closedTick = openedTick + 1 + choices.below(3)
  return {
    ...line,
    state,
    ...(choices.chance(0.4) && { gate: { passedAt: instant(openedTick + choices.below(4)), verdict: 'allow' } }),
    closedAt: instant(closedTick, choices),
    ...(choices.chance(0.4) && { fulfilledAt: instant(openedTick + choices.below(closedTick - openedTick + 1)) }),
  }
}

/** Some decisions: often one of somebody who may decide, and now and then the first one thinks better of it. */
function randomApprovals(
  openedTick: number,
  entitlement: string,
  house: House,
  choices: Choices,
): readonly ApprovalRow[] {
  const count = choices.pick([0, 0, 1, 1, 2])
  const others = Array.from({ length: count }, () => randomApproval(openedTick, house, choices))
  const sound = choices.chance(0.5) ? [ownersApproval(openedTick, entitlement, house, choices)] : []
  const approvals = [...sound, ...others]
  const [first] = approvals
  if (first === undefined || !choices.chance(0.2)) return approvals
  const decidedAt = instant(openedTick + 1 + choices.below(3))
  return [...approvals, { ...first, decision: choices.pick(['withdrawn', 'rejected', 'approved']), decidedAt }]
}

function ownersApproval(openedTick: number, entitlement: string, house: House, choices: Choices): ApprovalRow {
  const owners = house.catalogue?.find(({ id }) => id === entitlement)?.owners ?? []
  return {
    approver: owners[0] ?? choices.pick(['olga', 'max']),
    decision: 'approved',
    decidedAt: instant(openedTick + choices.pick([0, 0, 1, 2, 3])),
    how: choices.pick(['native', 'native', 'native', 'native', 'informal']),
  }
}

function randomApproval(openedTick: number, { approvers }: House, choices: Choices): ApprovalRow {
  return {
    approver: choices.chance(0.6) ? choices.pick(['olga', 'max']) : choices.pick([...approvers, 'a1', 'nobody']),
    decision: choices.pick(['approved', 'approved', 'approved', 'approved', 'approved', 'rejected', 'withdrawn']),
    decidedAt: instant(Math.max(0, openedTick - 1 + choices.below(5)), choices),
    how: choices.pick(['native', 'native', 'native', 'native', 'native', 'informal', 'sealed']),
    ...(choices.chance(0.15) && { onBehalfOf: choices.pick(['olga', 'max', 'ann']) }),
  }
}

function laterLine(row: RequestRow, tick: number, house: House, choices: Choices): RequestRow {
  const openedTick = Math.max(0, tick - 2)
  const line = unsettled(row, openedTick, choices)
  const restless = choices.pick<Unsettled>([
    line,
    line,
    { ...line, level: choices.pick(['read', 'write', 'admin']) },
    { ...line, approvals: [...line.approvals, randomApproval(tick - 1, house, choices)] },
  ])
  const settled = settle(restless, openedTick, choices)
  const { openedAt, reopenedAt = openedAt, closedAt = reopenedAt } = settled
  return openedAt <= reopenedAt && reopenedAt <= closedAt ? settled : row
}

/** The line without its end; the source of one that had closed may say when it was opened again. */
function unsettled(row: RequestRow, openedTick: number, choices: Choices): Unsettled {
  const { state: _state, closedAt, fulfilledAt: _fulfilled, ...line } = row
  if (closedAt === undefined || !choices.chance(0.4)) return line
  return { ...line, reopenedAt: instant(openedTick + choices.below(3), choices) }
}
