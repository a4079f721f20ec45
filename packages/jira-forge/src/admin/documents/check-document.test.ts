import { itemKey, makeSeal } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import type { Dossier } from '../../storage/dossiers.ts'
import { noon } from '../../testdata/app-host.ts'
import { createMemoryDossiers } from '../../testdata/memory-dossiers.ts'
import { anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { documentsWith } from '../testdata/documents-with.ts'
import { checkDocument } from './check-document.ts'

const catalogue = `defaults: { system: prod, maxDuration: P180D }
entitlements:
  - { id: deploy, owners: [bob, dave], risk: high, levels: [read, write] }
  - { id: audit, owners: [mia] }
items:
  - { item: "Production access", kind: provision, entitlement: deploy }
`

function check(text: string, documents: Readonly<Record<string, string>> = {}, name = 'catalogue' as const) {
  return ask(checkDocument, { name, text }, anAdminHost({ documents: documentsWith(documents) }))
}

describe('checkDocument', () => {
  it('tells every fault of a catalogue at once, with line and column', async () => {
    const answer = await check('entitlements:\n  - { id: deploy, risc: high }\n  - { owners: [bob] }\n')
    expect(answer).toMatchObject({
      ok: true,
      faultCount: 2,
      faults: [
        { code: 'field-unknown', file: 'catalogue.yaml', line: 2, column: 19, help: 'did you mean `risk`?' },
        { code: 'field-missing', file: 'catalogue.yaml', line: 3, column: 5 },
      ],
    })
    expect(answer).not.toHaveProperty('change')
  })

  it('tells what is allowed and worth a second look', async () => {
    expect(await check('entitlements: [{ id: deploy }]')).toMatchObject({
      faultCount: 0,
      notes: [{ code: 'entitlement-without-owner', line: 1, column: 16 }],
    })
  })

  it('says of a first catalogue that all of it is new', async () => {
    expect(await check(catalogue)).toMatchObject({
      against: 0,
      records: 3,
      change: {
        added: ['entitlement `deploy`', 'entitlement `audit`', 'item `Production access`'],
        removed: [],
        changed: [],
      },
    })
  })

  it('compares with what stands, field by field and in words', async () => {
    const next = catalogue
      .replace('maxDuration: P180D', 'maxDuration: P90D')
      .replace('[bob, dave]', '[bob]')
      .replace('  - { id: audit, owners: [mia] }\n', '  - { id: backup, owners: [mia] }\n')
    expect(await check(next, { catalogue })).toMatchObject({
      against: 1,
      change: {
        added: ['entitlement `backup`'],
        removed: ['entitlement `audit`'],
        changed: [
          {
            what: 'entitlement `deploy`',
            fields: [
              { field: 'maxDuration', from: '180 days', to: '90 days' },
              { field: 'owners', from: 'bob, dave', to: 'bob' },
            ],
          },
        ],
      },
    })
  })

  it('finds nothing to change in what stands already', async () => {
    expect(await check(catalogue, { catalogue })).toMatchObject({ change: { added: [], removed: [], changed: [] } })
  })

  it('refuses a catalogue to which the policy that stands would no longer fit', async () => {
    const policy = 'birthrights: [{ entitlements: [audit] }]'
    expect(await check('entitlements: [{ id: deploy, owners: [bob] }]', { policy })).toMatchObject({
      faults: [{ code: 'birthright-unknown', file: 'policy.yaml' }],
    })
  })

  it('checks a catalogue even where the policy that stands no longer reads', async () => {
    expect(await check(catalogue, { policy: 'zone: [' })).toMatchObject({ ok: true, faultCount: 0 })
  })

  it('counts the open requests, and those of them on which somebody decided about what changes', async () => {
    const dossiers = createMemoryDossiers(
      await dossierAbout('1', 'deploy', 'ready'),
      await dossierAbout('2', 'audit', 'blocked'),
      await dossierAbout('3', 'deploy', 'passed'),
      { ...(await dossierAbout('4', 'deploy', 'voided')), seals: [] },
    )
    const host = anAdminHost({ documents: documentsWith({ catalogue }), dossiers })
    const text = catalogue.replace('risk: high', 'risk: critical')
    expect(await ask(checkDocument, { name: 'catalogue', text }, host)).toMatchObject({
      touched: { open: 3, decided: 1, whole: true },
    })
  })

  it('says that it did not count them all where there are very many', async () => {
    const many = Array.from({ length: 501 }, (_, n) => dossierAbout(`${n}`, 'deploy', 'ready'))
    const host = anAdminHost({ dossiers: createMemoryDossiers(...(await Promise.all(many))) })
    expect(await ask(checkDocument, { name: 'catalogue', text: catalogue }, host)).toMatchObject({
      touched: { open: 500, whole: false },
    })
  })

  it('tells the faults of every line of a people document, and ids that only look alike', async () => {
    const text = `${person('bob')}\n{"principal":"eve","kind":"robot","active":true}\nno json\n${person('bob')}\n${person('Bob')}\n`
    const answer = await ask(checkDocument, { name: 'people', text }, anAdminHost())
    expect(answer).toMatchObject({
      faultCount: 4,
      faults: [
        { code: 'value-not-allowed', field: 'kind', line: 2, file: 'people.ndjson' },
        { code: 'json-malformed', line: 3 },
        { code: 'id-repeated', line: 4 },
        { code: 'id-collides', line: 5 },
      ],
    })
  })

  it('shows the first faults of very many, and says how many there are', async () => {
    const answer = await ask(checkDocument, { name: 'people', text: '{}\n'.repeat(5000) }, anAdminHost())
    expect(answer).toMatchObject({ ok: true, faultCount: 15_000 })
    expect((answer as { readonly faults: readonly unknown[] }).faults).toHaveLength(200)
  })

  it('compares exceptions by id', async () => {
    const exceptions = `${exception('ex-1', '2026-05-01')}\n${exception('ex-2', '2026-05-01')}\n`
    const text = `${exception('ex-1', '2026-06-01')}\n`
    const host = anAdminHost({ documents: documentsWith({ exceptions }) })
    expect(await ask(checkDocument, { name: 'exceptions', text }, host)).toMatchObject({
      change: {
        added: [],
        removed: ['exception `ex-2`'],
        changed: [{ what: 'exception `ex-1`', fields: [{ field: 'until' }] }],
      },
    })
  })

  it('compares a policy part by part', async () => {
    const host = anAdminHost({ documents: documentsWith({ policy: 'justification: 10' }) })
    const text = 'justification: 20\nlevels: { approval: P1D }\napprovals: { high: { from: owner, count: 2 } }'
    expect(await ask(checkDocument, { name: 'policy', text }, host)).toMatchObject({
      change: {
        added: ['approvals.high'],
        changed: [
          { what: 'the policy', fields: [{ field: 'justification', from: '10', to: '20' }] },
          { what: 'levels', fields: [{ field: 'approval' }] },
        ],
      },
    })
  })
})

describe('attacks on checkDocument', () => {
  it('refuses 2 MB of text before it is parsed', async () => {
    expect(await check(`# ${'x'.repeat(2_000_000)}`)).toMatchObject({ ok: false, code: 'document-too-large' })
  })

  it('does not unfold a document that repeats itself without end', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
      'entitlements: *d',
    ].join('\n')
    expect(await check(bomb)).toMatchObject({ faults: [{ code: 'yaml-alias' }] })
  })

  it.each(['__proto__', 'constructor', 'toString'])('takes an entitlement called %s for just a name', async (id) => {
    const answer = await check(`entitlements: [{ id: ${id}, owners: [bob] }]`, { catalogue })
    expect(answer).toMatchObject({ change: { added: [`entitlement \`${id}\``] } })
  })

  it('hands hostile texts on as text, on one line and without marks that turn it round', async () => {
    const text = `entitlements: [{ id: "<img src=x onerror=alert(1)>\\u202e[x](javascript:1)", owners: [bob] }]`
    const answer = JSON.stringify(await check(text))
    expect(answer).not.toContain('\u202e')
  })
})

function person(principal: string): string {
  return JSON.stringify({ principal, kind: 'human', active: true })
}

function exception(id: string, until: string): string {
  const from = '2026-01-01T00:00:00Z'
  return JSON.stringify({ id, owner: 'mia', reason: 'old', from, until, covers: { rule: 'no-end' }, approvedBy: 'bob' })
}

async function dossierAbout(issueId: string, entitlement: string, state: Dossier['state']): Promise<Dossier> {
  const seal = await makeSeal(
    {
      version: 1,
      tenant: 'cloud-1',
      source: 'jira',
      number: `ACC-${issueId}`,
      item: itemKey('alice', entitlement),
      opened: noon,
      digest: '0'.repeat(64),
      approver: 'bob',
      for: null,
      onBehalfOf: null,
      decision: 'approved',
      decidedAt: noon,
      previous: null,
    },
    'key-1',
    async (header, payload) => [JSON.stringify(header), payload, ''].map(base64url).join('.'),
  )
  return {
    issueId,
    issueKey: `ACC-${issueId}`,
    projectId: '10001',
    seals: [seal],
    passages: [],
    voids: [],
    exceptionRequests: [],
    state,
    updatedAt: noon,
  }
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
