import { type AppAuditType, createChainVerifier, emptyHead, type StoredEntry } from '@ticketbound/core'
import { sha256 } from '@ticketbound/seals'
import { describe, expect, it } from 'vitest'
import type { AuditLog } from '../../packages/jira-forge/src/storage/audit-log.ts'
import { engines, kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const fact = (issue: number | string, type: AppAuditType = 'decision-recorded') => ({ type, at: now, refs: { issue } })

/** The number of entries where they hold, else what is wrong. */
function verify(entries: readonly StoredEntry[]): string | number {
  const verifier = createChainVerifier(sha256)
  for (const entry of entries) {
    const found = verifier.next(entry)
    if (found !== undefined) return found.message
  }
  return verifier.head().count
}

async function everyEntry(audit: AuditLog): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = []
  for (;;) {
    const more = await audit.read(entries.length + 1)
    if (more.length === 0) return entries
    entries.push(...more)
  }
}

describe.each(engines)('the log $engine', ({ open }) => {
  it('begins empty, and its head follows what is appended', async () => {
    const { audit } = await open()
    expect(await audit.head()).toEqual(emptyHead)
    expect(await audit.read(1)).toEqual([])
    const head = await audit.append(fact(1))
    expect(head.count).toBe(1)
    expect(await audit.head()).toEqual(head)
    expect((await audit.read(1))[0]?.hash).toBe(head.hash)
  })

  it('is read in pieces of a hundred, which hold together', async () => {
    const { audit } = await open()
    for (let issue = 1; issue <= 230; issue += 1) await audit.append(fact(issue))
    expect(await audit.read(1)).toHaveLength(100)
    expect(await audit.read(201)).toHaveLength(30)
    expect(await audit.read(231)).toEqual([])
    expect(verify(await everyEntry(audit))).toBe(230)
  })
})

describe('the log in the platform’s storage', () => {
  it('says what was done as docs/audit-log.md has it', async () => {
    const { audit } = kvsPorts(await startForgeStorage())
    await audit.append(fact('20001', 'gate-passed'))
    expect((await audit.read(1))[0]?.bytes).toBe(
      '{"at":"2026-01-20T12:00:00Z","facts":{"issue":"20001"},"run":"app","seq":1,"type":"gate-passed","v":1}',
    )
  })

  it('takes what several append at once, one after the other', async () => {
    const { audit } = kvsPorts(await startForgeStorage())
    const heads = await Promise.all([1, 2, 3, 4, 5, 6].map((issue) => audit.append(fact(issue))))
    expect(heads.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4, 5, 6])
    const entries = await everyEntry(audit)
    expect(verify(entries)).toBe(6)
    expect(new Set(entries.map(({ bytes }) => JSON.parse(bytes).facts.issue)).size).toBe(6)
  })

  it('takes what a bulk change makes many append at once', async () => {
    const { audit } = kvsPorts(await startForgeStorage())
    const issues = Array.from({ length: 60 }, (_, at) => at + 1)
    await Promise.all(issues.map((issue) => audit.append(fact(issue))))
    expect(verify(await everyEntry(audit))).toBe(60)
  })

  it('takes the same fact twice where two append it at once', async () => {
    const { audit } = kvsPorts(await startForgeStorage())
    await Promise.all([audit.append(fact(1)), audit.append(fact(1))])
    expect((await audit.head()).count).toBe(2)
  })

  it('takes a fact once although the answer to the write was lost', async () => {
    const forge = await startForgeStorage()
    const { audit } = kvsPorts(forge)
    await audit.append(fact(1))
    forge.flaws['storage-answer-lost'] = { call: 'transaction', nth: 1 }
    expect((await audit.append(fact(2))).count).toBe(2)
    expect(verify(await everyEntry(audit))).toBe(2)
  })

  it('is not read where an entry is missing that its head counts', async () => {
    const forge = await startForgeStorage()
    const { audit } = kvsPorts(forge)
    for (const issue of [1, 2, 3]) await audit.append(fact(issue))
    forge.storage.deleteValue('audit:0000000002')
    await expect(audit.read(1)).rejects.toMatchObject({ code: 'storage-unreadable' })
  })

  it('shows an entry that was changed', async () => {
    const forge = await startForgeStorage()
    const { audit } = kvsPorts(forge)
    for (const issue of [1, 2, 3]) await audit.append(fact(issue))
    const [, second] = await audit.read(1)
    const bytes = second?.bytes.replace('"issue":2', '"issue":9')
    forge.storage.putValue('audit:0000000002', { ...second, bytes })
    expect(verify(await audit.read(1))).toBe('entry 2 has been changed, or an entry before it was')
  })
})
