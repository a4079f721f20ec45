import { requestKinds } from '@ticketbound/core'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { requestParts } from './field-map.ts'
import { issueFieldIds, materialFieldsOf } from './issue-field-ids.ts'
import { overlay } from './overlay.ts'
import { proposeFieldMap } from './propose-field-map.ts'
import { readFieldMap } from './read-field-map.ts'
import { readIssueRequest } from './read-issue-request.ts'
import { ChangelogEntry, Issue, JiraField, ServiceApproval } from './schema.ts'
import {
  aChange,
  aComment,
  aDocument,
  anIssue,
  aStatus,
  aStep,
  at,
  on,
  reading,
  somebody,
  theMap,
} from './testdata/issue.ts'

const context = { source: 'jira', zone: 'UTC', now: at(10) }
const mapped = issueFieldIds(theMap)

/** What stands in fields: what should, what could, and anything at all. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'deploy',
    'provision',
    '2026-08-28',
    on(20),
    [],
    somebody('acc-alice'),
    [somebody('acc-alice')],
    [somebody('acc-alice'), somebody('acc-bob')],
    { id: '10101', value: 'New access' },
    { id: '1', value: 'Group', child: { id: '10201', value: 'Deploy' } },
    { id: '1', name: 'Task' },
    { accountId: '' },
    aDocument('x'),
    ['label'],
    { __proto__: null, value: {} },
    JSON.parse('{"__proto__":{"accountId":"acc-eve"}}'),
  ),
  fc.jsonValue(),
)

const anyFields = fc.dictionary(
  fc.constantFrom(...mapped.filter((id) => id !== 'project' && id !== 'status')),
  anyValue,
)

const anyChange = fc
  .record({
    day: fc.integer({ min: 1, max: 9 }),
    field: fc.constantFrom(...mapped, 'summary'),
    from: fc.constantFrom(null, '10001', '10002', '10003', ''),
    to: fc.constantFrom(null, '10001', '10002', '10003', ''),
  })
  .map(({ day, field, from, to }) => aChange(on(day), field, [from, to]))

const anyStep = fc
  .record({
    decided: fc.dictionary(
      fc.constantFrom('acc-bob', 'acc-dave'),
      fc.constantFrom('approved', 'declined', 'pending', 'x'),
    ),
    completed: fc.option(fc.constant(on(6)), { nil: undefined }),
    id: fc.constantFrom('1', '2'),
  })
  .map(({ decided, ...step }) => aStep(decided, step))

const anyStatus = fc.constantFrom('10001', '10002', '10003', '10004', '10005').map((id) => aStatus(id))

it('an overlay of nothing changes nothing', () => {
  fc.assert(
    fc.property(anyFields, fc.array(anyChange), (fields, changelog) => {
      const issue = anIssue(fields)
      expect(overlay(issue, {})).toEqual(issue)
      expect(reading({ issue, changelog, modifiedFields: {} })).toEqual(reading({ issue, changelog }))
    }),
  )
})

it('an overlay of what is there already changes nothing', () => {
  fc.assert(
    fc.property(anyFields, fc.array(anyChange), (fields, changelog) => {
      const issue = anIssue(fields)
      const { comment: _comment, ...same } = fields
      const overlaid = reading({ issue, changelog, modifiedFields: same })
      const plain = reading({ issue, changelog })
      if (plain.ok) expect(overlaid).toEqual(plain)
      else expect(overlaid.ok).toBe(false)
    }),
  )
})

it('the order of a changelog does not matter', () => {
  fc.assert(
    fc.property(
      anyStatus,
      fc
        .array(anyChange, { maxLength: 12 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      (status, [changelog, shuffled]) => {
        const issue = anIssue({ status })
        expect(reading({ issue, changelog: shuffled })).toEqual(reading({ issue, changelog }))
      },
    ),
  )
})

it('a value that the map does not know never becomes a kind', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const line = reading({ issue: anIssue({ customfield_10050: value }) })
      const known = new Set(['New access', ...requestKinds])
      if (!line.ok) return
      const said = JSON.stringify(value)
      expect(said.includes('"10101"') || [...known].some((text) => said.includes(text))).toBe(true)
    }),
  )
})

it('every fault names its field', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const line = reading({ issue: anIssue(fields) })
      if (line.ok) return
      for (const { field, message, help } of line.faults) {
        expect([...mapped, ...requestParts]).toContain(field)
        expect(message).not.toMatch(/\n/)
        expect(help).not.toBe('')
      }
    }),
  )
})

it('what an issue says is never more than one of its own values, or what the map says for one', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const line = reading({ issue: anIssue(fields) })
      if (!line.ok) return
      const said = JSON.stringify(anIssue(fields)).normalize('NFC')
      for (const text of [line.value.principal, line.value.owner, line.value.requester]) {
        if (text !== undefined) expect(said).toContain(JSON.stringify(text).slice(1, -1))
      }
    }),
  )
})

it('one approver never decides for another', () => {
  fc.assert(
    fc.property(fc.array(anyStep), fc.array(anyChange), (serviceApprovals, changelog) => {
      const line = reading({ serviceApprovals, changelog })
      if (!line.ok) return
      const approved = JSON.stringify(serviceApprovals)
      for (const { approver, decision, how } of line.value.approvals) {
        expect(how).toBe('native')
        expect(approved).toContain(approver)
        if (decision === 'approved') expect(approved).toContain('"approverDecision":"approved"')
      }
    }),
  )
})

it('nothing throws, whatever JSON there is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, other, third) => {
      readFieldMap(one)
      const fields = v.safeParse(v.array(JiraField), one)
      if (fields.success) proposeFieldMap(fields.output)
      const issue = v.safeParse(Issue, { id: '1', key: 'ACC-1', fields: { ...anIssue().fields, ...Object(one) } })
      const changelog = v.safeParse(v.array(ChangelogEntry), other)
      const steps = v.safeParse(v.array(ServiceApproval), third)
      if (!issue.success) return
      readIssueRequest(
        {
          issue: issue.output,
          modifiedFields: Object(other),
          ...(changelog.success && { changelog: changelog.output }),
          ...(steps.success && { serviceApprovals: steps.output }),
        },
        theMap,
        context,
      )
    }),
  )
})

it('a material field is one that is asked for', () => {
  expect(mapped).toEqual(expect.arrayContaining([...materialFieldsOf(theMap).keys()]))
  expect(new Set(mapped).size).toBe(mapped.length)
})

it('a hostile field is read once from front to back: going over it again for each character would take minutes', {
  timeout: 10_000,
}, () => {
  const length = 1_048_576
  for (const piece of [' ', 'a', '😀', '\u0301', '`', '<a ', '2026-', '+0']) {
    const text = piece.repeat(length / piece.length)
    for (const id of mapped.slice(6)) reading({ issue: anIssue({ [id]: text }) })
    reading({ issue: anIssue({ customfield_10056: aDocument(text), comment: { comments: [aComment(text)] } }) })
  }
})
