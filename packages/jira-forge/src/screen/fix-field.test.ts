import { describe, expect, it } from 'vitest'
import { fixField } from './fix-field.ts'
import type { ScreenAnswer } from './issue-screen.ts'
import { fieldOf } from './testdata/drawn-for.ts'
import { aScreenHost, type Scene } from './testdata/screen-host.ts'

const seen = { accountId: 'acc-carol', issueKey: 'ACC-1' }

async function fixed(payload: unknown, scene: Scene = {}) {
  const host = aScreenHost(scene)
  return { answer: await fixField(payload, seen, host), put: host.put }
}

function screenOf(answer: ScreenAnswer) {
  if (!answer.ok) throw new Error(answer.code)
  return answer.screen
}

describe('fixField', () => {
  it.each([
    ['expiresAt', '2027-02-01', { customfield_10055: '2027-02-01' }],
    ['owner', 'acc-dave', { customfield_10054: { accountId: 'acc-dave' } }],
    ['entitlement', '10111', { customfield_10052: { id: '10111' } }],
    ['level', '10121', { customfield_10053: { id: '10121' } }],
    [
      'justification',
      'one\ntwo',
      {
        customfield_10056: {
          type: 'doc',
          version: 1,
          content: ['one', 'two'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
        },
      },
    ],
  ])('sets %s as Jira takes it, as whoever looks', async (field, value, fields) => {
    const { answer, put } = await fixed({ field, value })
    expect(answer.ok).toBe(true)
    expect(put).toEqual([{ key: 'ACC-1', fields }])
  })

  it('answers with the screen as it is then', async () => {
    const { answer } = await fixed({ field: 'expiresAt', value: '2027-02-01' }, { fields: { customfield_10055: null } })
    expect(fieldOf(screenOf(answer), 'expiresAt')).toMatchObject({
      shown: { as: 'day', day: '2027-02-01' },
      violations: [],
    })
  })

  it.each([
    ['a day before today', { field: 'expiresAt', value: '2026-11-09' }],
    ['a day after the last that the catalogue allows', { field: 'expiresAt', value: '2027-05-09' }],
    ['a day that no calendar has', { field: 'expiresAt', value: '2027-02-30' }],
    ['what is no day', { field: 'expiresAt', value: 'tomorrow' }],
    ['an option that is no entitlement of the catalogue', { field: 'entitlement', value: '10112' }],
    ['a kind that asks for nothing', { field: 'kind', value: '10103' }],
    ['what is no account', { field: 'owner', value: '{"accountId":"x"}' }],
    ['a reason of nothing but space', { field: 'justification', value: '   ' }],
  ])('writes nothing for %s', async (_what, payload) => {
    const { answer, put } = await fixed(payload)
    expect(answer).toMatchObject({ ok: false, code: 'fix-not-allowed' })
    expect(put).toEqual([])
  })

  it.each([
    ['a field that no map names', { field: 'summary', value: 'x' }],
    ['another issue beside', { field: 'owner', value: 'acc-dave', issueKey: 'ACC-2' }],
    ['another account beside', { field: 'owner', value: 'acc-dave', accountId: 'acc-bob' }],
    ['nothing', {}],
  ])('refuses a payload with %s', async (_what, payload) => {
    const { answer, put } = await fixed(payload)
    expect(answer).toMatchObject({ ok: false, code: 'fix-malformed' })
    expect(put).toEqual([])
  })

  it('writes nothing that whoever looks may not set', async () => {
    const { answer, put } = await fixed({ field: 'owner', value: 'acc-dave' }, { editable: ['customfield_10055'] })
    expect(answer).toMatchObject({ ok: false, code: 'fix-not-offered' })
    expect(put).toEqual([])
  })

  it('writes nothing for somebody who does not see the issue', async () => {
    const { answer, put } = await fixed({ field: 'owner', value: 'acc-dave' }, { sees: false })
    expect(answer).toMatchObject({ ok: false, code: 'issue-not-seen' })
    expect(put).toEqual([])
  })

  it('says in Jira’s words why it did not take a value', async () => {
    const refuses = { status: 400, body: { errors: { customfield_10054: 'User \u202ecannot be found.' } } }
    const { answer } = await fixed({ field: 'owner', value: 'acc-nobody' }, { refuses })
    expect(answer).toMatchObject({
      ok: false,
      code: 'fix-refused',
      message: 'Jira did not save “Owner”: User \ufffdcannot be found. (400).',
    })
  })
})
