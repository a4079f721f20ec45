import { sealPayload } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { ChangelogEntry } from './schema.ts'
import {
  aChange,
  aComment,
  anIssue,
  aStatus,
  aStep,
  at,
  faultsOf,
  instant,
  lineOf,
  on,
  reading,
  somebody,
  theMap,
} from './testdata/issue.ts'

describe('an issue', () => {
  it('becomes a line: people by account, options by id, the issue’s key as its number', () => {
    expect(lineOf()).toEqual({
      source: 'jira',
      number: 'ACC-1',
      item: '["acc-alice","deploy"]',
      kind: 'provision',
      principal: 'acc-alice',
      entitlement: 'deploy',
      level: 'write',
      owner: 'acc-bob',
      requester: 'acc-mia',
      openedAt: at(2),
      state: 'open',
      expiresAt: instant('2026-08-29T00:00:00Z'),
      justification: 'Release duty',
      approvals: [],
    })
  })

  it('is read through what is fixed for a project', () => {
    const map = { ...theMap, kind: { fixed: 'provision' }, entitlement: { fixed: 'audit' } }
    const issue = anIssue({ customfield_10050: undefined, customfield_10052: undefined })
    expect(lineOf({ issue }, map)).toMatchObject({ kind: 'provision', entitlement: 'audit' })
  })

  it('ends with its day in the policy’s zone', () => {
    expect(lineOf().expiresAt).toBe(instant('2026-08-29T00:00:00Z'))
    const issue = anIssue({ customfield_10055: '2026-08-28T12:00:00.000+0200' })
    expect(lineOf({ issue }).expiresAt).toBe(instant('2026-08-28T10:00:00Z'))
  })

  it('is service work by its kind, for whoever asked where it does not say for whom', () => {
    const map = { ...theMap, kind: { field: 'customfield_10050', values: { '10101': 'none' } } }
    const issue = anIssue({ customfield_10051: null, customfield_10052: undefined })
    expect(lineOf({ issue }, map)).toMatchObject({ kind: 'none', principal: 'acc-mia', entitlement: '' })
  })
})

describe('a field', () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'of a kind that the map does not know is no kind',
      { customfield_10050: { id: '1', value: 'Odd' } },
      ['value-not-mapped customfield_10050'],
    ],
    [
      'whose text is a kind is one only by its text',
      { customfield_10050: { id: '1', value: 'Provision' } },
      ['value-not-mapped customfield_10050'],
    ],
    ['that is empty where it must not be', { customfield_10051: null }, ['field-missing customfield_10051']],
    ['that is an empty list', { customfield_10051: [] }, ['field-missing customfield_10051']],
    [
      'that names two people',
      { customfield_10051: [somebody('acc-alice'), somebody('acc-eve')] },
      ['value-several customfield_10051'],
    ],
    ['of a type that is not known', { customfield_10053: { anything: true } }, ['value-unreadable customfield_10053']],
    ['that is true or false', { customfield_10053: true }, ['value-unreadable customfield_10053']],
    [
      'that is an object of Assets',
      { customfield_10052: [{ workspaceId: 'w', id: 'w:1', objectId: '1' }] },
      ['value-not-mapped customfield_10052'],
    ],
    ['that is no date', { customfield_10055: 'next week' }, ['instant-malformed customfield_10055']],
    ['that is no day', { customfield_10055: '2026-02-30' }, ['day-not-real customfield_10055']],
    ['that is too long for an id', { customfield_10052: 'x'.repeat(32_768) }, ['id-malformed customfield_10052']],
    ['that holds a control character', { customfield_10053: 'wr\u0000ite' }, ['id-malformed customfield_10053']],
  ])('%s', (_what, fields, expected) => {
    expect(faultsOf({ issue: anIssue(fields) })).toEqual(expected)
  })

  it('that an issue does not have is a fault, never empty, the optional ones as well', () => {
    const issue = anIssue()
    const { customfield_10053: _level, customfield_10051: _principal, ...fields } = issue.fields
    expect(faultsOf({ issue: { ...issue, fields } })).toEqual([
      'field-not-on-issue customfield_10051',
      'field-not-on-issue customfield_10053',
    ])
  })

  it('that is empty and may be is left out', () => {
    const line = lineOf({
      issue: anIssue({ customfield_10053: null, customfield_10055: null, customfield_10056: null }),
    })
    expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['level', 'expiresAt', 'justification']))
  })

  it('tells every fault at once', () => {
    const fields = { customfield_10050: null, customfield_10051: null, customfield_10055: 'soon' }
    expect(faultsOf({ issue: anIssue(fields) })).toHaveLength(3)
  })
})

describe('the changes of a transition screen', () => {
  it('are laid over the issue, and a material one happens now', () => {
    const given = { modifiedFields: { customfield_10054: { accountId: 'acc-dave' } }, changelog: [] }
    expect(lineOf(given)).toMatchObject({ owner: 'acc-dave', changes: [{ at: at(10), field: 'owner' }] })
  })

  it('empty a field with null', () => {
    const line = lineOf({ modifiedFields: { customfield_10055: null }, changelog: [] })
    expect(line.expiresAt).toBeUndefined()
    expect(line.changes).toEqual([{ at: at(10), field: 'expiresAt' }])
  })

  it('are none where the value stays the same', () => {
    const modifiedFields = { customfield_10054: { accountId: 'acc-bob' }, customfield_10056: 'Other words' }
    expect(lineOf({ modifiedFields, changelog: [] })).toMatchObject({ changes: [], justification: 'Other words' })
  })

  it('do not take the comments away', () => {
    const issue = anIssue({ comment: { comments: [aComment('Approved')] } })
    expect(lineOf({ issue, modifiedFields: { comment: 'Done' } }).approvals).toHaveLength(1)
  })
})

describe('the history', () => {
  it('is absent where it was not read', () => {
    expect('changes' in lineOf()).toBe(false)
  })

  it('tells material fields by id, and no others', () => {
    const changelog = [
      aChange(on(5), 'customfield_10055'),
      aChange(on(4), 'reporter'),
      aChange(on(6), 'customfield_10056'),
      aChange(on(7), 'summary'),
    ]
    expect(lineOf({ changelog }).changes).toEqual([
      { at: at(4), field: 'requester' },
      { at: at(5), field: 'expiresAt' },
    ])
  })

  it('takes milliseconds as the bulk reading gives them', () => {
    expect(lineOf({ changelog: [aChange(at(5), 'customfield_10051')] }).changes).toEqual([
      { at: at(5), field: 'principal' },
    ])
  })

  it('is a fault where a change is not dated', () => {
    expect(faultsOf({ changelog: [aChange('yesterday', 'summary')] })).toEqual(['instant-malformed changelog'])
  })

  it('keeps the latest of more changes than a line may have', () => {
    const changelog = Array.from({ length: 1200 }, (_, minute) => aChange(at(3) + minute, 'customfield_10053'))
    const changes = lineOf({ changelog }).changes ?? []
    expect(changes).toHaveLength(1000)
    expect(changes.at(-1)?.at).toBe(at(3) + 1199)
  })
})

describe('an approval step of the service desk', () => {
  const changelog: never[] = []

  it('tells who decided, what and when', () => {
    const serviceApprovals = [aStep({ 'acc-bob': 'approved', 'acc-dave': 'pending' })]
    expect(lineOf({ changelog, serviceApprovals }).approvals).toEqual([
      { id: '7:acc-bob', approver: 'acc-bob', decision: 'approved', decidedAt: at(4), how: 'native' },
    ])
  })

  it('proves nothing where its approvers decided nothing', () => {
    expect(lineOf({ serviceApprovals: [aStep({ 'acc-bob': 'pending' })] }).approvals).toEqual([])
    expect(lineOf({ serviceApprovals: [aStep({})] }).approvals).toEqual([])
  })

  it('tells a rejection', () => {
    const serviceApprovals = [aStep({ 'acc-bob': 'approved', 'acc-dave': 'declined' }, { final: 'declined' })]
    expect(lineOf({ serviceApprovals }).approvals).toMatchObject([
      { approver: 'acc-bob', decision: 'approved' },
      { approver: 'acc-dave', decision: 'rejected' },
    ])
  })

  it('that is not finished tells no approval, and a rejection as of now', () => {
    const step = {
      ...aStep({ 'acc-bob': 'approved', 'acc-dave': 'declined' }, { final: 'pending' }),
      completedDate: null,
    }
    expect(lineOf({ serviceApprovals: [step] }).approvals).toMatchObject([
      { approver: 'acc-dave', decision: 'rejected', decidedAt: at(10) },
    ])
  })

  it('dates what several decided by its beginning where the request changed meanwhile', () => {
    const serviceApprovals = [
      aStep({ 'acc-bob': 'approved', 'acc-dave': 'approved' }, { created: on(3), completed: on(6) }),
    ]
    const during = lineOf({ serviceApprovals, changelog: [aChange(on(5), 'customfield_10053')] })
    expect(during.approvals.map(({ decidedAt }) => decidedAt)).toEqual([at(3), at(3)])
    const before = lineOf({ serviceApprovals, changelog: [aChange(on(2), 'customfield_10053')] })
    expect(before.approvals.map(({ decidedAt }) => decidedAt)).toEqual([at(6), at(6)])
  })

  it('dates what one alone decided by its end, whatever changed before', () => {
    const serviceApprovals = [aStep({ 'acc-bob': 'approved' }, { created: on(3), completed: on(6) })]
    const line = lineOf({ serviceApprovals, changelog: [aChange(on(5), 'customfield_10053')] })
    expect(line.approvals.map(({ decidedAt }) => decidedAt)).toEqual([at(6)])
  })

  it('was over when the one who decided last made its transition, though Jira writes down its end a moment later', () => {
    const serviceApprovals = [aStep({ 'acc-bob': 'approved' }, { completed: on(4, '08:01') })]
    const moved = (time: string, by: string) => [aChange(on(4, time), 'status', ['10001', '10002'], by)]
    const decidedAt = (given: ChangelogEntry[]) =>
      lineOf({ serviceApprovals, changelog: given }).approvals.map((each) => each.decidedAt)
    const justBefore = moved('08:00', 'acc-bob').map((entry) => ({ ...entry, created: at(4, '08:01') - 2000 }))
    expect(decidedAt(justBefore)).toEqual([at(4, '08:01') - 2000])
    expect(decidedAt(moved('08:00', 'acc-bob'))).toEqual([at(4, '08:01')])
    const byAnother = justBefore.map((entry) => ({ ...entry, author: { accountId: 'acc-eve' } }))
    expect(decidedAt(byAnother)).toEqual([at(4, '08:01')])
  })

  it('is told once where somebody stands in it twice', () => {
    const [approver] = aStep({ 'acc-bob': 'approved' }).approvers ?? []
    const step = { ...aStep({}), approvers: [approver!, approver!] }
    expect(lineOf({ serviceApprovals: [step] }).approvals).toHaveLength(1)
  })
})

describe('a comment', () => {
  it.each(['Approved', 'approved!', 'LGTM', '+1', 'ok to go', 'I approve this', 'Looks good to me.'])(
    'that says %s is an informal approval',
    (text) => {
      const issue = anIssue({ comment: { comments: [aComment(text)] } })
      expect(lineOf({ issue }).approvals).toEqual([
        { id: 'comment:1', approver: 'acc-bob', decision: 'approved', decidedAt: at(3), how: 'informal' },
      ])
    },
  )

  it.each(['Not approved', 'Who approved this?', 'approvedness', '', '+10'])('that says %s is none', (text) => {
    expect(lineOf({ issue: anIssue({ comment: { comments: [aComment(text)] } }) }).approvals).toEqual([])
  })

  it('that cannot be read does no harm', () => {
    const issue = anIssue({ comment: { comments: [{ id: 3 }, null, aComment('LGTM')] } })
    expect(lineOf({ issue }).approvals).toHaveLength(1)
    expect(lineOf({ issue: anIssue({ comment: 'none' }) }).approvals).toEqual([])
  })
})

describe('a seal', () => {
  const claims = {
    version: 1,
    tenant: 'site-1',
    source: 'jira',
    number: 'ACC-1',
    item: 'ü',
    opened: at(2),
    digest: 'a'.repeat(64),
    approver: 'acc-bob',
    for: null,
    onBehalfOf: 'acc-dave',
    decision: 'approved',
    decidedAt: at(5),
    previous: null,
  } as const
  const seal = (payload: string) => `e30.${Buffer.from(payload).toString('base64url')}.${'A'.repeat(86)}`

  it('is an approval with what it claims', () => {
    const compact = seal(sealPayload(claims))
    expect(lineOf({ seals: [compact] }).approvals).toEqual([
      {
        approver: 'acc-bob',
        onBehalfOf: 'acc-dave',
        decision: 'approved',
        decidedAt: at(5),
        how: 'sealed',
        seal: compact,
      },
    ])
  })

  it.each([
    ['is no seal', 'nonsense'],
    ['has a payload that is not ours', seal('{"approver":"acc-bob"}')],
    ['has a payload that is no text', `e30._w.${'A'.repeat(86)}`],
    ['has a character that base64url does not know', `e30.a+b.${'A'.repeat(86)}`],
    ['is longer than any seal', seal(sealPayload({ ...claims, item: 'x'.repeat(4000) }))],
  ])('that %s is a fault, for it may be a rejection', (_what, compact) => {
    expect(faultsOf({ seals: [seal(sealPayload(claims)), compact] })).toEqual(['seal-unreadable seals[1]'])
  })
})

describe('where an issue stands', () => {
  it.each([
    ['10001', 'indeterminate', 'open'],
    ['10003', 'done', 'closed-complete'],
    ['10004', 'done', 'closed-incomplete'],
    ['10005', 'done', 'cancelled'],
    ['10009', 'done', 'closed-complete'],
    ['10009', 'new', 'open'],
  ])('in status %s of category %s is %s', (id, category, expected) => {
    expect(lineOf({ issue: anIssue({ status: aStatus(id, category) }) }).state).toBe(expected)
  })

  it('is told by its resolution where the map says so', () => {
    const map = { ...theMap, resolutions: { closedIncomplete: ['10010'], cancelled: ['10011'] } }
    const issue = (id: string) => anIssue({ status: aStatus('10009'), resolution: { id, name: 'Declined' } })
    expect(lineOf({ issue: issue('10010') }, map).state).toBe('closed-incomplete')
    expect(lineOf({ issue: issue('10011') }, map).state).toBe('cancelled')
    expect(lineOf({ issue: issue('10000') }, map).state).toBe('closed-complete')
  })
})

describe('the times of an issue', () => {
  const closed = { status: aStatus('10003'), statuscategorychangedate: on(6), resolutiondate: on(7) }

  it('are open without a closing', () => {
    expect(lineOf().closedAt).toBeUndefined()
  })

  it('have as closing when the category became done', () => {
    expect(lineOf({ issue: anIssue(closed) }).closedAt).toBe(at(6))
  })

  it('have as closing the resolution, or the history, where Jira keeps nothing else', () => {
    const resolved = anIssue({ ...closed, statuscategorychangedate: null })
    expect(lineOf({ issue: resolved }).closedAt).toBe(at(7))
    const bare = anIssue({ ...closed, statuscategorychangedate: null, resolutiondate: null })
    const changelog = [aChange(on(8), 'status', ['10002', '10003'])]
    expect(lineOf({ issue: bare, changelog }).closedAt).toBe(at(8))
    expect(faultsOf({ issue: bare })).toEqual(['field-missing statuscategorychangedate'])
  })

  it('know that it was opened again by its statuses, and by its resolution', () => {
    const byStatus = [aChange(on(5), 'status', ['10003', '10001'])]
    expect(lineOf({ changelog: byStatus }).reopenedAt).toBe(at(5))
    const byResolution = [aChange(on(5), 'resolution', ['1', null])]
    expect(lineOf({ changelog: byResolution }).reopenedAt).toBe(at(5))
    const onward = [aChange(on(5), 'status', ['10003', '10004'])]
    expect(lineOf({ changelog: onward }).reopenedAt).toBeUndefined()
  })

  it('keep both the opening again and the closing of one that closed twice', () => {
    const changelog = [
      aChange(on(3), 'status', ['10001', '10003']),
      aChange(on(4), 'status', ['10003', '10001']),
      aChange(on(6), 'status', ['10001', '10003']),
    ]
    expect(lineOf({ issue: anIssue(closed), changelog })).toMatchObject({ reopenedAt: at(4), closedAt: at(6) })
  })

  it('have as fulfilment the first coming past the gate since it was last opened', () => {
    const changelog = [
      aChange(on(3), 'status', ['10001', '10002']),
      aChange(on(3, '09:00'), 'status', ['10002', '10003']),
      aChange(on(4), 'status', ['10003', '10001']),
      aChange(on(5), 'status', ['10001', '10002']),
      aChange(on(6), 'status', ['10002', '10003']),
    ]
    expect(lineOf({ issue: anIssue(closed), changelog }).fulfilledAt).toBe(at(5))
  })

  it('have no fulfilment while it stands before the gate', () => {
    const changelog = [aChange(on(3), 'status', ['10001', '10002']), aChange(on(4), 'status', ['10002', '10001'])]
    expect(lineOf({ changelog }).fulfilledAt).toBeUndefined()
    expect(lineOf({ issue: anIssue({ status: aStatus('10002') }), changelog: changelog.slice(0, 1) }).fulfilledAt).toBe(
      at(3),
    )
  })
})

it('tells the passage of the gate as it was given', () => {
  const gate = { passedAt: '2026-03-05T08:00:00Z', verdict: 'abc' }
  expect(lineOf({ gate }).gate).toEqual({ passedAt: at(5), verdict: 'abc' })
})

it('names the field of Jira in the faults of core’s reader', () => {
  const issue = anIssue({ customfield_10052: { id: '9', value: ' \u202e' } })
  const line = reading({ issue })
  expect(line.ok ? [] : line.faults.map(({ field, message }) => [field, message.split(':')[0]])).toEqual([
    ['customfield_10052', 'entitlement'],
  ])
})
