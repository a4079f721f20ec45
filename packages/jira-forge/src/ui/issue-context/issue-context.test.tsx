import { describe, expect, it } from 'vitest'
import { aScreenHost, type Scene } from '../../screen/testdata/screen-host.ts'
import { panelBackend } from '../../testdata/panel-backend.ts'
import { type Rendered, renderForge, wordsOf } from '../../testdata/render-forge.ts'
import { IssueContext } from './issue-context.tsx'

function shown(accountId: string, scene: Scene = {}): Promise<Rendered> {
  return renderForge(<IssueContext />, panelBackend(aScreenHost(scene), accountId))
}

describe('IssueContext', () => {
  it('says with one call where the request stands, and no more', async () => {
    const view = await shown('acc-carol')
    expect(view.words()).toBe('Blocked The gate is shut: 1 approval is missing.')
    expect(view.invoked).toEqual([{ key: 'draw', payload: {} }])
  })

  it('offers the one thing to do to whoever may approve, and shows first what it is about', async () => {
    const view = await shown('acc-bob')
    await view.fire(view.one('Button', 'Approve'), 'onClick')
    expect(wordsOf(view.one('Modal'))).toContain('Last day: 31 December 2026')
    await view.fire(view.one('Form'), 'onSubmit')
    expect(view.words()).toBe('Ready Everything is there: the gate lets this request pass. Your approval is recorded.')
    expect(view.invoked.map(({ key }) => key)).toEqual(['draw', 'decide'])
  })

  it('says what is to be put right, and where', async () => {
    const view = await shown('acc-carol', { fields: { customfield_10054: null, customfield_10055: null } })
    expect(view.words()).toContain('Put right Owner, Last day in the Ticketbound panel of this issue.')
  })

  it('says of what asks for no access only that', async () => {
    const view = await shown('acc-carol', { fields: { customfield_10050: { id: '10103', value: 'Other' } } })
    expect(wordsOf(view.one('Lozenge'))).toBe('No access request')
    expect(view.all('Button')).toEqual([])
  })

  it('hands on what only an administrator can put right', async () => {
    const view = await shown('acc-carol', { fields: { customfield_10050: { id: '10999', value: 'New' } } })
    expect(view.words()).toContain('An administrator has to put this right')
  })
})
