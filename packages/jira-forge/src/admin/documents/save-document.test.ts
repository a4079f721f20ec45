import { describe, expect, it } from 'vitest'
import { anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { documentsWith } from '../testdata/documents-with.ts'
import { readDocument } from './read-document.ts'
import { rollBackDocument } from './roll-back-document.ts'
import { saveDocument } from './save-document.ts'

const first = 'entitlements: [{ id: deploy, owners: [bob] }]'
const second = 'entitlements: [{ id: deploy, owners: [bob, dave] }]'

describe('saveDocument', () => {
  it('writes a version and says in the log by whom, with ids only', async () => {
    const host = anAdminHost()
    expect(await ask(saveDocument, { name: 'catalogue', text: first, after: 0, note: 'first' }, host)).toEqual({
      ok: true,
      version: 1,
      logged: true,
    })
    expect(await host.documents.read('catalogue', 1)).toBe(first)
    expect(await host.documents.versions('catalogue')).toMatchObject([{ by: 'acc-ada', note: 'first' }])
    expect(host.audit.facts).toMatchObject([
      { type: 'document-imported', refs: { document: 'catalogue', version: 1, by: 'acc-ada' } },
    ])
  })

  it('writes nothing that has a fault, and says where the first is', async () => {
    const host = anAdminHost()
    const answer = await ask(
      saveDocument,
      { name: 'catalogue', text: 'entitlements:\n- { owner: bob }', after: 0 },
      host,
    )
    expect(answer).toMatchObject({ ok: false, code: 'document-has-faults', message: expect.stringContaining('line 2') })
    expect(await host.documents.versions('catalogue')).toEqual([])
    expect(host.audit.facts).toEqual([])
  })

  it('tells the second of two who save at once that somebody was faster', async () => {
    const host = anAdminHost()
    const save = (text: string) => ask(saveDocument, { name: 'catalogue', text, after: 0 }, host)
    expect([await save(first), await save(second)]).toMatchObject([{ ok: true }, { ok: false, code: 'overtaken' }])
    expect(await host.documents.read('catalogue', 1)).toBe(first)
    expect(host.audit.facts).toHaveLength(1)
  })

  it('refuses 2 MB of text', async () => {
    const text = 'x'.repeat(2_000_000)
    expect(await ask(saveDocument, { name: 'people', text, after: 0 }, anAdminHost())).toMatchObject({
      code: 'document-too-large',
    })
  })

  it('says so where the log cannot be written, because the document stands by then', async () => {
    const audit = { ...anAdminHost().audit, append: () => Promise.reject(new Error('full')) }
    const host = anAdminHost({ audit })
    expect(await ask(saveDocument, { name: 'catalogue', text: first, after: 0 }, host)).toMatchObject({
      ok: true,
      logged: false,
    })
    expect(host.reported).toMatchObject([{ error: { message: 'full' } }])
  })
})

describe('rollBackDocument', () => {
  it('writes an earlier text as a new version', async () => {
    const host = anAdminHost({ documents: documentsWith({ catalogue: first }) })
    await ask(saveDocument, { name: 'catalogue', text: second, after: 1 }, host)
    expect(await ask(rollBackDocument, { name: 'catalogue', version: 1, after: 2 }, host)).toMatchObject({ version: 3 })
    expect(await ask(readDocument, { name: 'catalogue' }, host)).toMatchObject({
      versions: [{ version: 1 }, { version: 2 }, { version: 3, note: 'as in version 1' }],
      standing: { version: 3, text: first, faultCount: 0 },
    })
    expect(host.audit.facts.at(-1)).toMatchObject({ type: 'document-rolled-back', refs: { version: 3 } })
  })

  it('does not roll back to a version that no longer reads', async () => {
    const host = anAdminHost({
      documents: documentsWith({ catalogue: 'entitlements: [{ id: deploy, colour: red }]' }),
    })
    await host.documents.write('catalogue', first, { at: 0, by: 'acc-bea' }, 1)
    expect(await ask(rollBackDocument, { name: 'catalogue', version: 1, after: 2 }, host)).toMatchObject({
      code: 'document-has-faults',
    })
    expect(await host.documents.versions('catalogue')).toHaveLength(2)
  })

  it('knows no version that was never written', async () => {
    expect(await ask(rollBackDocument, { name: 'policy', version: 7, after: 0 }, anAdminHost())).toMatchObject({
      code: 'version-unknown',
    })
  })
})

describe('readDocument', () => {
  it('says that there is none yet', async () => {
    expect(await ask(readDocument, { name: 'policy' }, anAdminHost())).toEqual({ ok: true, versions: [] })
  })

  it('shows a text that no longer reads with its faults, so that it can be put right', async () => {
    const host = anAdminHost({ documents: documentsWith({ catalogue: 'entitlements: 7' }) })
    expect(await ask(readDocument, { name: 'catalogue' }, host)).toMatchObject({
      standing: { text: 'entitlements: 7', faultCount: 1 },
    })
  })
})
