import { describe, expect, it } from 'vitest'
import { drawnFor } from '../../screen/testdata/drawn-for.ts'
import { aScreenHost, type Scene } from '../../screen/testdata/screen-host.ts'
import { panelBackend } from '../../testdata/panel-backend.ts'
import { type ForgeDoc, type Rendered, renderForge, wordsOf } from '../../testdata/render-forge.ts'
import { IssuePanel } from './issue-panel.tsx'

function shown(accountId: string, scene: Scene = {}): Promise<Rendered> {
  return renderForge(<IssuePanel />, panelBackend(aScreenHost(scene), accountId))
}

const refusal = { ok: false, code: 'screen-failed', message: 'Could not (reference ref-1).', help: 'Try again.' }

function headings(view: Rendered): readonly string[] {
  return view.all('Heading').map((it) => `${String(it.props.as)} ${wordsOf(it)}`)
}

describe('IssuePanel', () => {
  it('says in words that it is working before there is an answer', async () => {
    let answer: (value: unknown) => void = () => {}
    const held = new Promise((resolve) => {
      answer = resolve
    })
    const backend = { invoke: () => held, isHeld: true }
    const view = await renderForge(<IssuePanel />, backend)
    expect(view.one('Spinner').props.label).toBe('Checking the access request')
    expect(view.words()).toContain('Checking the access request')
    answer({ ok: true, screen: await drawnFor('acc-bob') })
    await view.settle()
    expect(view.all('Spinner')).toEqual([])
  })

  it('draws with one call', async () => {
    const view = await shown('acc-bob')
    expect(view.invoked).toEqual([{ key: 'draw', payload: {} }])
  })

  it('says at a glance where the request stands, in a word and in a sentence, and who is to be asked', async () => {
    const view = await shown('acc-carol')
    expect(wordsOf(view.one('Lozenge'))).toBe('Blocked')
    expect(view.words()).toContain('The gate is shut: 1 approval is missing.')
    expect(view.words()).toContain('1 more from an owner')
    expect(view.all('User').map(({ props }) => props.accountId)).toContain('acc-dave')
  })

  it('has headings in order, none left out', async () => {
    const night = { version: 1, run: 'r', at: '2026-11-10T02:00:00Z', complete: true, findings: [] }
    expect(headings(await shown('acc-bob', { night }))).toEqual([
      'h3 Access request',
      'h4 What is asked for',
      'h4 Approvals',
      'h4 What last night saw',
    ])
  })

  it('offers no decision to whoever may make none, and says why and who may', async () => {
    const view = await shown('acc-carol')
    expect(view.all('Button').map(wordsOf)).not.toContain('Approve')
    expect(view.words()).toContain('you are the requester')
    expect(view.words()).toContain('An owner may approve it.')
  })

  describe('a broken field', () => {
    const late: Scene = { fields: { customfield_10055: '2028-01-01' } }

    it('says what is wrong and what to do, with an input in place that takes only what is allowed', async () => {
      const view = await shown('acc-carol', late)
      expect(view.words()).toContain('is given for 180 days at most.')
      const picker = view.one('DatePicker')
      expect(picker.props).toMatchObject({ minDate: '2026-11-10', maxDate: '2027-05-08' })
      expect(view.one('Label', 'New last day').props.labelFor).toBe(picker.props.id)
    })

    it('is set with one call, and shown anew from its answer', async () => {
      const view = await shown('acc-carol', late)
      await view.fire(view.one('DatePicker'), 'onChange', '2027-01-31')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked.map(({ key }) => key)).toEqual(['draw', 'fix'])
      expect(view.invoked[1]?.payload).toEqual({ field: 'expiresAt', value: '2027-01-31' })
      expect(view.words()).toContain('31 January 2027')
      expect(view.words()).not.toContain('180 days')
    })

    it('is shown by Jira itself too once it is set', async () => {
      const view = await shown('acc-carol', late)
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.refreshes()).toBe(0)
      await view.fire(view.one('DatePicker'), 'onChange', '2027-01-31')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.refreshes()).toBe(1)
    })

    it('says aloud that it is saved, and gives the focus to the button that takes the form’s place', async () => {
      const view = await shown('acc-carol', late)
      await view.fire(view.one('DatePicker'), 'onChange', '2027-01-31')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('ValidMessage'))).toBe('Last day is saved.')
      expect(view.one('Button', 'Change last day').props.autoFocus).toBe(true)
      expect(view.one('Button', 'Change owner').props.autoFocus).toBe(false)
    })

    it('keeps what was entered where it is refused, and says why', async () => {
      const refuses = { status: 400, body: { errors: { customfield_10055: 'Not on a Sunday.' } } }
      const view = await shown('acc-carol', { ...late, refuses })
      await view.fire(view.one('DatePicker'), 'onChange', '2027-01-31')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('ErrorMessage'))).toContain('Not on a Sunday.')
      expect(view.one('DatePicker').props.value).toBe('2027-01-31')
    })

    it('keeps what was entered where the app does not answer', async () => {
      const screen = await drawnFor('acc-carol', late)
      const invoke = async (key: string) => {
        if (key === 'draw') return { ok: true, screen }
        throw new Error('the connection is gone')
      }
      const view = await renderForge(<IssuePanel />, { invoke })
      await view.fire(view.one('DatePicker'), 'onChange', '2027-01-31')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('ErrorMessage'))).toContain('Ticketbound did not answer.')
      expect(view.one('DatePicker').props.value).toBe('2027-01-31')
    })

    it('sends nothing that is not filled in', async () => {
      const view = await shown('acc-carol', late)
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('ErrorMessage'))).toContain('Nothing is filled in yet.')
      expect(view.invoked).toHaveLength(1)
    })

    it('offers the owners of the catalogue beside Jira’s own picker', async () => {
      const view = await shown('acc-carol', { fields: { customfield_10054: null } })
      expect(view.one('UserPicker').props).toMatchObject({ label: 'New owner', name: 'owner' })
      await view.fire(view.one('Button', 'Choose Jira’s acc-dave'), 'onClick')
      expect(view.one('UserPicker').props.defaultValue).toBe('acc-dave')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked[1]?.payload).toEqual({ field: 'owner', value: 'acc-dave' })
    })

    it('takes an entitlement from the catalogue', async () => {
      const view = await shown('acc-carol', { fields: { customfield_10052: null } })
      const select = view.one('Select')
      expect(select.props.options).toEqual([
        { value: '10110', label: 'deploy' },
        { value: '10111', label: 'audit' },
      ])
      await view.fire(select, 'onChange', { value: '10110', label: 'deploy' })
      expect(view.one('Select').props.value).toEqual({ value: '10110', label: 'deploy' })
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked[1]?.payload).toEqual({ field: 'entitlement', value: '10110' })
    })
  })

  it('changes a sound field only when asked to, and can be told to leave it', async () => {
    const view = await shown('acc-bob')
    expect(view.all('Form')).toEqual([])
    await view.fire(view.one('Button', 'Change reason'), 'onClick')
    expect(view.one('Label', 'New reason').props.labelFor).toBe(view.one('TextArea').props.id)
    await view.fire(view.one('Button', 'Cancel'), 'onClick')
    expect(view.all('Form')).toEqual([])
  })

  describe('a decision', () => {
    it('shows first exactly what it is about and what it means, then sends the digest of that', async () => {
      const host = aScreenHost()
      const { digest } = await drawnFor('acc-bob', host)
      const view = await renderForge(<IssuePanel />, panelBackend(host, 'acc-bob'))
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      const dialog = view.one('Modal')
      const labels = within(dialog).filter(({ props }) => props.weight === 'bold')
      expect(labels.map(wordsOf)).toEqual([
        'Kind of request:',
        'Recipient:',
        'Access:',
        'Level:',
        'Owner:',
        'Requester:',
        'Last day:',
      ])
      expect(wordsOf(dialog)).toContain('31 December 2026')
      expect(wordsOf(dialog)).toContain('your approval no longer counts')
      expect(view.invoked).toHaveLength(1)
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked[1]).toEqual({ key: 'decide', payload: { decision: 'approved', digest } })
    })

    it('is shown from its own answer: closed, said aloud, counted', async () => {
      const view = await shown('acc-bob')
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.all('Modal')).toEqual([])
      expect(wordsOf(view.one('ValidMessage'))).toBe('Your approval is recorded.')
      expect(wordsOf(view.one('Lozenge'))).toBe('Ready')
      expect(view.words()).toContain('Counts.')
      expect(view.invoked.map(({ key }) => key)).toEqual(['draw', 'decide'])
    })

    it('can be withdrawn', async () => {
      const view = await shown('acc-bob')
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      await view.fire(view.one('Button', 'Withdraw approval'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked[2]).toMatchObject({ key: 'decide', payload: { decision: 'withdrawn' } })
      expect(view.words()).toContain('Does not count: withdrew the approval.')
    })

    it('stays on the screen with its reason where it is refused', async () => {
      const screen = await drawnFor('acc-bob')
      const invoke = (key: string) => (key === 'draw' ? { ok: true, screen } : refusal)
      const view = await renderForge(<IssuePanel />, { invoke })
      await view.fire(view.one('Button', 'Decline'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('Modal'))).toContain('Could not (reference ref-1). Try again.')
    })

    it('is about what was shown: a request that changed meanwhile is shown anew and has to be decided on again', async () => {
      const host = aScreenHost()
      const view = await renderForge(<IssuePanel />, panelBackend(host, 'acc-bob'))
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      const issue = host.asApp.issues.get('ACC-1')
      if (issue === undefined) throw new Error('the issue of this test is there')
      host.asApp.issues.set('ACC-1', { ...issue, fields: { ...issue.fields, customfield_10053: { id: '10121' } } })
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('Modal'))).toContain('The request changed after it was shown to you.')
      await view.fire(view.one('Button', 'Cancel'), 'onClick')
      expect(view.words()).toContain('write')
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('Lozenge'))).toBe('Ready')
    })
  })

  describe('where the issue is changed elsewhere', () => {
    async function changedLevel() {
      const host = aScreenHost()
      const view = await renderForge(<IssuePanel />, panelBackend(host, 'acc-bob'))
      const issue = host.asApp.issues.get('ACC-1')
      if (issue === undefined) throw new Error('the issue of this test is there')
      host.asApp.issues.set('ACC-1', { ...issue, fields: { ...issue.fields, customfield_10053: { id: '10121' } } })
      return { view, screen: await drawnFor('acc-bob', host) }
    }

    it('is drawn anew when Jira says so', async () => {
      const { view } = await changedLevel()
      await view.tell('JIRA_ISSUE_CHANGED', { issueId: '20001' })
      expect(view.words()).toContain('Level: write')
      expect(view.invoked).toHaveLength(2)
    })

    it('takes what the summary beside it was shown, without a call of its own', async () => {
      const { view, screen } = await changedLevel()
      await view.tell('ticketbound.drawn-anew', screen)
      expect(view.words()).toContain('Level: write')
      expect(view.invoked).toHaveLength(1)
    })

    it('takes nothing of another issue', async () => {
      const { view, screen } = await changedLevel()
      await view.tell('ticketbound.drawn-anew', { ...screen, issueKey: 'ACC-2' })
      expect(view.words()).toContain('Level: read')
    })

    it('still decides about what the open dialog shows', async () => {
      const { view, screen } = await changedLevel()
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.tell('ticketbound.drawn-anew', screen)
      expect(wordsOf(view.one('Modal'))).toContain('Level: read')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('Modal'))).toContain('The request changed after it was shown to you.')
    })

    it('tells the summary what it shows once something was done', async () => {
      const { view } = await changedLevel()
      await view.tell('JIRA_ISSUE_CHANGED')
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.emitted).toMatchObject([
        { event: 'ticketbound.drawn-anew', payload: { issueKey: 'ACC-1', glance: { state: 'ready' } } },
      ])
    })
  })

  describe('a delegation', () => {
    async function delegated() {
      const host = aScreenHost()
      const view = await renderForge(<IssuePanel />, panelBackend(host, 'acc-bob'))
      await view.fire(view.one('Button', 'Delegate'), 'onClick')
      await view.fire(view.one('UserPicker', 'Who decides in your place'), 'onChange', { id: 'acc-mia' })
      await view.fire(view.one('DatePicker'), 'onChange', '2026-11-20')
      await view.fire(view.one('Form'), 'onSubmit')
      return { host, view }
    }

    it('is made with a person and a last day, for this access unless told otherwise', async () => {
      const { host, view } = await delegated()
      expect(view.invoked[1]).toEqual({
        key: 'delegate',
        payload: { to: 'acc-mia', until: '2026-11-20', onlyThis: true },
      })
      expect(await host.delegations.inForce(host.now())).toMatchObject([{ to: 'acc-mia', entitlements: ['deploy'] }])
      expect(view.words()).toContain('until 20 November 2026')
    })

    it('lets the other decide in one’s place', async () => {
      const { host } = await delegated()
      const view = await renderForge(<IssuePanel />, panelBackend(host, 'acc-mia'))
      await view.fire(view.one('Button', 'Approve'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(view.invoked[1]?.payload).toMatchObject({ decision: 'approved', onBehalfOf: 'acc-bob' })
      expect(view.words()).toContain('in place of')
      expect(wordsOf(view.one('Lozenge'))).toBe('Ready')
    })

    it('can be ended', async () => {
      const { host, view } = await delegated()
      await view.fire(view.one('LoadingButton', 'End delegation to acc-mia'), 'onClick')
      expect(view.invoked[2]).toEqual({ key: 'end-delegation', payload: { to: 'acc-mia' } })
      expect(view.words()).not.toContain('Who decides in your place')
      expect(await host.delegations.inForce(host.now())).toEqual([])
    })

    it('is not sent until it says who and until when', async () => {
      const view = await shown('acc-bob')
      await view.fire(view.one('Button', 'Delegate'), 'onClick')
      await view.fire(view.one('Form'), 'onSubmit')
      expect(wordsOf(view.one('ErrorMessage'))).toContain('Choose a person and name a last day.')
      expect(view.invoked).toHaveLength(1)
    })
  })

  describe('an exception', () => {
    const late: Scene = { fields: { customfield_10055: '2028-01-01' } }

    async function asking(until: string) {
      const view = await shown('acc-eve', late)
      await view.fire(view.one('Button', 'Ask for exception'), 'onClick')
      await view.fire(view.one('TextArea', 'reason'), 'onChange', { target: { value: 'The project runs until then.' } })
      await view.fire(view.one('DatePicker', 'until'), 'onChange', until)
      await view.fire(view.one('Form', 'An exception lets one rule'), 'onSubmit')
      return view
    }

    it('is asked for with a rule, a reason and a last day, and shown with what happened', async () => {
      const view = await asking('2027-06-30')
      expect(view.invoked[1]).toEqual({
        key: 'ask-exception',
        payload: { rules: ['expiry-too-late'], reason: 'The project runs until then.', until: '2027-06-30' },
      })
      expect(view.words()).toContain('asked for an exception until 2027-06-30 (End too far away)')
      expect(wordsOf(view.one('Lozenge'))).toBe('Blocked')
    })

    it('keeps what was written where it is refused', async () => {
      const view = await asking('2031-01-01')
      expect(wordsOf(view.one('Modal'))).toContain('“2031-01-01” is no day from today on')
      expect(view.one('TextArea', 'reason').props.value).toBe('The project runs until then.')
    })

    it('is not offered where no broken rule can be excused', async () => {
      expect((await shown('acc-eve')).all('Button').map(wordsOf)).not.toContain('Ask for exception')
    })
  })

  describe('where there is nothing to show', () => {
    it('says so of what is no access request', async () => {
      const view = await shown('acc-bob', { fields: { customfield_10050: { id: '10103', value: 'Other' } } })
      expect(view.one('EmptyState').props.header).toBe('This is no access request')
      expect(view.all('Button')).toEqual([])
    })

    it('says so to somebody who may not see the issue, and offers no trying again', async () => {
      const view = await shown('acc-eve', { sees: false })
      expect(view.one('EmptyState').props.description).toContain('Ask whoever manages the project')
      expect(view.all('Button')).toEqual([])
    })

    it('says what went wrong with its reference, and draws anew when asked to', async () => {
      const screen = await drawnFor('acc-bob')
      let tries = 0
      const invoke = () => (++tries === 1 ? refusal : { ok: true, screen })
      const view = await renderForge(<IssuePanel />, { invoke })
      expect(view.words()).toContain('reference ref-1')
      await view.fire(view.one('Button', 'Try again'), 'onClick')
      expect(view.words()).toContain('Access request')
      expect(view.invoked).toHaveLength(2)
    })

    it.each([undefined, null, 'text', {}])('takes %j for no answer', async (answer) => {
      const view = await renderForge(<IssuePanel />, { invoke: () => answer })
      expect(view.words()).toContain('Ticketbound did not answer.')
    })
  })

  it('shows markup in fields as the text that it is', async () => {
    const view = await shown('acc-bob', { fields: { customfield_10056: '<b>bold</b> [link](http://x) {macro}' } })
    const found = view.all('String').filter(({ props }) => String(props.text).includes('<b>bold</b>'))
    expect(found.map(({ props }) => props.text)).toEqual(['<b>bold</b> [link](http://x) {macro}'])
  })

  it('writes days as they are written where whoever looks is', async () => {
    const backend = {
      ...panelBackend(aScreenHost(), 'acc-bob'),
      context: { locale: 'de_DE', timezone: 'Europe/Berlin' },
    }
    expect((await renderForge(<IssuePanel />, backend)).words()).toContain('31. Dezember 2026')
  })
})

function within(doc: ForgeDoc): readonly ForgeDoc[] {
  return [doc, ...doc.children.flatMap(within)]
}
