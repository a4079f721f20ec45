import { describe, expect, it } from 'vitest'
import { searchCatalogue } from './search-catalogue.ts'
import { aScreenHost, type Scene } from './testdata/screen-host.ts'

const seen = { accountId: 'acc-carol', issueKey: 'ACC-1', projectId: '10000' }

function found(text: unknown, scene: Scene = {}, projectId = seen.projectId) {
  return searchCatalogue({ what: 'entitlements', text }, { ...seen, projectId }, aScreenHost(scene))
}

describe('searchCatalogue', () => {
  it('finds entitlements that the field can be set to, by any part of their names', async () => {
    expect(await found('EPL')).toEqual({ ok: true, choices: [{ value: '10110', label: 'deploy' }] })
    expect(await found('')).toMatchObject({ choices: [{ label: 'deploy' }, { label: 'audit' }] })
  })

  it.each([
    ['somebody who may not set the field', { editable: [] }, '10000'],
    ['somebody who does not see the issue', { sees: false }, '10000'],
    ['a project without a map', {}, '10999'],
  ] as const)('finds nothing for %s', async (_who, scene, projectId) => {
    expect(await found('deploy', scene, projectId)).toEqual({ ok: true, choices: [] })
  })

  it.each([undefined, 7, 'x'.repeat(201)])('refuses to search for %j', async (text) => {
    expect(await found(text)).toMatchObject({ ok: false, code: 'search-malformed' })
  })
})
