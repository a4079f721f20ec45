import { describe, expect, it } from 'vitest'
import { createPortalResolver } from '../../screen/create-portal-resolver.ts'
import { aScreenHost, type Scene } from '../../screen/testdata/screen-host.ts'
import { type Rendered, renderForge, wordsOf } from '../../testdata/render-forge.ts'
import { PortalPanel } from './portal-panel.tsx'

function shown(scene: Scene = {}): Promise<Rendered> {
  const host = aScreenHost(scene)
  host.asApp.answer('GET /rest/api/3/user', { status: 200, body: { accountId: 'acc-dave', displayName: 'Dave' } })
  const resolve = createPortalResolver(() => host)
  const context = { extension: { request: { key: 'ACC-1' } } }
  return renderForge(<PortalPanel />, { invoke: (functionKey) => resolve({ call: { functionKey }, context }) })
}

describe('PortalPanel', () => {
  it('tells the requester with one call why it waits, and for whom', async () => {
    const view = await shown()
    expect(wordsOf(view.one('Lozenge'))).toBe('Waits for approval')
    expect(view.words()).toContain('Your request waits for approval.')
    expect(wordsOf(view.one('ListItem'))).toBe('an owner: Bob, Dave')
    expect(view.invoked).toEqual([{ key: 'draw', payload: {} }])
  })

  it('tells the requester what to do', async () => {
    const view = await shown({ fields: { customfield_10055: null } })
    expect(wordsOf(view.one('Lozenge'))).toBe('Waits for you')
    expect(view.words()).toContain('Name an end no later than 2027-05-08.')
    expect(view.all('Heading').map((it) => `${String(it.props.as)} ${wordsOf(it)}`)).toEqual([
      'h3 Your access request',
      'h4 What you can do',
      'h4 It waits for',
    ])
  })

  it('shows nobody by account, and nothing to press', async () => {
    const view = await shown({ fields: { customfield_10054: { accountId: 'acc-zoe' } } })
    expect(view.words()).not.toContain('acc-')
    expect([...view.all('User'), ...view.all('Button')]).toEqual([])
  })

  it('is empty for what is no access request', async () => {
    const view = await shown({ fields: { customfield_10050: { id: '10103', value: 'Other' } } })
    expect(view.words()).toBe('')
  })

  it('says what went wrong with its reference, and tries again when asked to', async () => {
    const refusal = { ok: false, code: 'screen-failed', message: 'Could not (reference ref-1).', help: 'Try again.' }
    const view = await renderForge(<PortalPanel />, { invoke: () => refusal })
    expect(view.words()).toContain('reference ref-1')
    await view.fire(view.one('Button', 'Try again'), 'onClick')
    expect(view.invoked).toHaveLength(2)
  })
})
