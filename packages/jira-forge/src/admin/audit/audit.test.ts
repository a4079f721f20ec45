import { describe, expect, it } from 'vitest'
import { noon } from '../../testdata/app-host.ts'
import { anAdminHost } from '../testdata/admin-host.ts'
import { ask } from '../testdata/ask.ts'
import { createChainedLog } from '../testdata/chained-log.ts'
import { exportLog } from './export-log.ts'
import { readLog } from './read-log.ts'
import { type VerifyStep, verifyLog } from './verify-log.ts'

async function logOf(count: number) {
  const audit = createChainedLog()
  for (let n = 1; n <= count; n += 1) await audit.append({ type: 'gate-passed', at: noon, refs: { issue: `${n}` } })
  return audit
}

async function verifyAll(audit: Awaited<ReturnType<typeof logOf>>): Promise<readonly VerifyStep[]> {
  const host = anAdminHost({ audit })
  const steps: VerifyStep[] = []
  for (let from: VerifyStep['head'] | undefined; ; ) {
    const step = await ask(verifyLog, from === undefined ? {} : { from }, host)
    if (!step.ok) throw new Error(step.code)
    steps.push(step)
    if (step.done) return steps
    from = step.head
  }
}

describe('readLog', () => {
  it('shows the newest entries first, page by page down to the first', async () => {
    const host = anAdminHost({ audit: await logOf(120) })
    const seqs: number[] = []
    for (let before: number | undefined; ; ) {
      const page = await ask(readLog, before === undefined ? {} : { before }, host)
      if (!page.ok) throw new Error(page.code)
      seqs.push(...page.lines.map(({ seq }) => seq))
      before = page.next
      if (before === undefined) break
    }
    expect(seqs).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index))
  })

  it('says what an entry says', async () => {
    expect(await ask(readLog, {}, anAdminHost({ audit: await logOf(1) }))).toMatchObject({
      head: { count: 1 },
      lines: [{ seq: 1, at: '2026-11-10T12:00:00Z', type: 'gate-passed', says: { issue: '1' } }],
    })
  })

  it('shows an empty log, and an entry that cannot be read, as what they are', async () => {
    expect(await ask(readLog, {}, anAdminHost())).toMatchObject({ lines: [], head: { count: 0 } })
    const audit = await logOf(2)
    audit.entries[0] = { hash: '', bytes: 'no json' }
    expect(await ask(readLog, {}, anAdminHost({ audit }))).toMatchObject({
      lines: [{ seq: 2 }, { seq: 1, type: 'not readable' }],
    })
  })
})

describe('verifyLog', () => {
  it.each([0, 1, 100, 101])('finds a log of %i entries whole in one step', async (count) => {
    expect(await verifyAll(await logOf(count))).toMatchObject([{ done: true, count, head: { count } }])
  })

  it('takes as many steps as a long log needs, each of at most 1000 entries', async () => {
    const steps = await verifyAll(await logOf(2100))
    expect(steps.map(({ head }) => head.count)).toEqual([1000, 2000, 2100])
    expect(steps.at(-1)).not.toHaveProperty('broken')
  })

  it('finds an entry that was changed, in a later step too', async () => {
    const audit = await logOf(1500)
    const entry = audit.entries[1299]!
    audit.entries[1299] = { ...entry, bytes: entry.bytes.replace('"1300"', '"1301"') }
    expect((await verifyAll(audit)).at(-1)).toMatchObject({ broken: { seq: 1300, code: 'hash-mismatch' } })
  })

  it('finds that the end was cut off, which the entries alone could not show', async () => {
    const audit = await logOf(5)
    audit.entries.pop()
    expect((await verifyAll(audit)).at(-1)).toMatchObject({ broken: { seq: 5 } })
  })

  it('finds that the last entry is not the one that the head names', async () => {
    const [audit, other] = [await logOf(3), createChainedLog()]
    for (let n = 1; n <= 3; n += 1) await other.append({ type: 'gate-passed', at: noon, refs: { issue: 'x' } })
    audit.entries.splice(0, 3, ...other.entries)
    expect((await verifyAll(audit)).at(-1)).toMatchObject({ broken: { seq: 3, code: 'hash-mismatch' } })
  })
})

describe('exportLog', () => {
  it('gives the file in parts that are whole lines, with the bytes that the hashes cover', async () => {
    const audit = await logOf(1200)
    const host = anAdminHost({ audit })
    let text = ''
    for (let from: number | undefined = 1; from !== undefined; ) {
      const part: Awaited<ReturnType<typeof readPart>> = await readPart(from)
      text += part.text
      from = part.next
    }
    expect(text).toBe(audit.entries.map(({ hash, bytes }) => `{"hash":"${hash}","entry":${bytes}}\n`).join(''))

    async function readPart(from: number) {
      const part = await ask(exportLog, { from }, host)
      if (!part.ok) throw new Error(part.code)
      return part
    }
  })

  it('says so where entries are missing at the end, instead of giving a shorter file', async () => {
    const audit = await logOf(3)
    audit.entries.pop()
    expect(await ask(exportLog, { from: 1 }, anAdminHost({ audit }))).toMatchObject({ code: 'log-cut-off' })
  })
})
