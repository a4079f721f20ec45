import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmallJira } from '../../../world/jira/small-jira.ts'
import { ask } from '../ask.ts'
import { type JiraEmulator, startJira } from '../start-jira.ts'

let jira: JiraEmulator
beforeEach(async () => {
  jira = await startJira({ world: createSmallJira({ anyStatusHole: true }) })
})
afterEach(() => jira.stop())

const path = (key: string) => `/rest/servicedeskapi/request/${key}`
const approvals = async (key: string, as = 'acc-bob') => (await ask(jira, `${path(key)}/approval`, { as })).body.values
const decide = async (key: string, decision: string, as: string) => {
  const [{ id }] = await approvals(key, 'acc-mia')
  return ask(jira, `${path(key)}/approval/${id}`, { method: 'POST', body: { decision }, as })
}
const statusOf = (key: string) => jira.world.statuses.get(jira.world.issue(key)?.status ?? '')?.name

describe('a request of Jira Service Management', () => {
  it('is shown with what was asked for', async () => {
    const { body } = await ask(jira, path('ACC-1'), { as: 'acc-alice' })
    expect(body).toMatchObject({
      issueKey: 'ACC-1',
      reporter: { accountId: 'acc-alice' },
      currentStatus: { status: 'Waiting for approval', statusCategory: 'INDETERMINATE' },
    })
    expect(body.requestFieldValues).toContainEqual(
      expect.objectContaining({ fieldId: 'customfield_10054', value: '2027-01-31' }),
    )
  })

  it('is none in another kind of project', async () => {
    const { status, body } = await ask(jira, path('OPS-1'))
    expect([status, typeof body.errorMessage]).toEqual([404, 'string'])
  })
})

describe('an approval', () => {
  it('waits for those who were asked', async () => {
    expect(await approvals('ACC-1')).toMatchObject([
      {
        finalDecision: 'pending',
        canAnswerApproval: true,
        approvers: [
          { approver: { accountId: 'acc-bob' }, approverDecision: 'pending' },
          { approver: { accountId: 'acc-dave' }, approverDecision: 'pending' },
        ],
      },
    ])
    expect((await approvals('ACC-1', 'acc-carol'))[0].canAnswerApproval).toBe(false)
    expect(await approvals('ACC-2', 'acc-mia')).toEqual([])
  })

  it('makes the transition that belongs to it, in the name of who decided', async () => {
    const { status, body } = await decide('ACC-1', 'approve', 'acc-bob')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      finalDecision: 'approved',
      canAnswerApproval: false,
      completedDate: { epochMillis: expect.any(Number) },
      approvers: [{ approverDecision: 'approved' }, { approverDecision: 'pending' }],
    })
    expect(statusOf('ACC-1')).toBe('Granting')
    expect(jira.world.issue('ACC-1')?.changes.at(-1)?.by).toBe('acc-bob')
  })

  it('is declined by one who declines', async () => {
    await decide('ACC-3', 'decline', 'acc-dave')
    expect(statusOf('ACC-3')).toBe('Declined')
    expect(await approvals('ACC-3')).toMatchObject([{ finalDecision: 'declined' }])
  })

  it('is for those who were asked, while it waits', async () => {
    expect((await decide('ACC-1', 'approve', 'acc-carol')).status).toBe(403)
    expect((await decide('ACC-1', 'yes', 'acc-bob')).status).toBe(400)
    await decide('ACC-1', 'approve', 'acc-bob')
    expect((await decide('ACC-1', 'approve', 'acc-dave')).status).toBe(409)
  })

  it('is left undecided where another transition leads round it', async () => {
    const { status } = await ask(jira, 'issue/ACC-1/transitions', {
      method: 'POST',
      body: { transition: { id: '91' } },
      as: 'acc-eve',
    })
    expect([status, statusOf('ACC-1')]).toEqual([204, 'Granting'])
    expect(await approvals('ACC-1')).toMatchObject([{ finalDecision: 'pending', canAnswerApproval: false }])
  })

  it('is asked for anew when the issue comes to its status again', async () => {
    for (const id of ['51', '11']) {
      await ask(jira, 'issue/ACC-1/transitions', { method: 'POST', body: { transition: { id } }, as: 'acc-carol' })
    }
    expect(await approvals('ACC-1')).toHaveLength(1)
    await decide('ACC-1', 'decline', 'acc-bob')
    for (const id of ['51', '11']) {
      await ask(jira, 'issue/ACC-1/transitions', { method: 'POST', body: { transition: { id } }, as: 'acc-carol' })
    }
    expect(await approvals('ACC-1')).toMatchObject([{ finalDecision: 'declined' }, { finalDecision: 'pending' }])
  })

  it('decides nothing where a validator stops its transition', async () => {
    const app = {
      manifest: { modules: { 'jira:workflowValidator': [{ key: 'gate', function: 'gate' }] } },
      invoke: async () => ({ result: false, errorMessage: 'No seal.' }),
    }
    jira.installApp(app)
    jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'gate' })
    expect((await decide('ACC-1', 'approve', 'acc-bob')).status).toBe(400)
    expect(statusOf('ACC-1')).toBe('Waiting for approval')
    expect(await approvals('ACC-1')).toMatchObject([{ finalDecision: 'pending' }])
  })
})
