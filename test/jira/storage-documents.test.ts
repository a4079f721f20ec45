import { describe, expect, it } from 'vitest'
import { mostDocumentBytes, mostVersions } from '../../packages/jira-forge/src/storage/create-kvs-documents.ts'
import { engines, kvsPorts, now, startForgeStorage } from './storage-engines.ts'

const made = { at: now, by: 'acc-mia' }

/** A catalogue of about so many bytes that no packing makes small, and a character of two code units at every place. */
function largeText(bytes: number): string {
  let seed = 1
  const word = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed.toString(36)
  }
  const lines = ['entitlements:']
  for (let length = 0; length < bytes; ) {
    const line = `  - { id: ${word()}-${word()}-${word()}, owners: [${word()}🙂${word()}] }`
    lines.push(line)
    length += Buffer.byteLength(line) + 1
  }
  return `${lines.join('\n')}\n`
}

describe.each(engines)('documents $engine', ({ open }) => {
  it('are kept in versions, the newest last', async () => {
    const { documents } = await open()
    expect(await documents.versions('catalogue')).toEqual([])
    expect(await documents.write('catalogue', 'entitlements: []\n', made, 0)).toBe('written')
    expect(await documents.write('catalogue', 'entitlements:\n', { ...made, note: 'the second' }, 1)).toBe('written')
    expect(await documents.versions('catalogue')).toMatchObject([
      { version: 1, at: now, by: 'acc-mia', bytes: 17 },
      { version: 2, note: 'the second', bytes: 14 },
    ])
    expect(await documents.read('catalogue', 1)).toBe('entitlements: []\n')
    expect(await documents.read('catalogue', 2)).toBe('entitlements:\n')
    expect(await documents.versions('policy')).toEqual([])
  })

  it('are written by one of two who saw the same newest version', async () => {
    const { documents } = await open()
    for (const after of [0, 1]) {
      const both = ['a', 'b'].map((text) => documents.write('policy', `zone: ${text}`, made, after))
      expect((await Promise.all(both)).sort()).toEqual(['overtaken', 'written'])
    }
    expect(await documents.versions('policy')).toHaveLength(2)
  })

  it('are rolled back by writing an old text as a new version', async () => {
    const { documents } = await open()
    for (const [after, text] of ['zone: UTC', 'zone: Europe/Berlin'].entries()) {
      await documents.write('policy', text, made, after)
    }
    expect(await documents.write('policy', await documents.read('policy', 1), made, 2)).toBe('written')
    const versions = await documents.versions('policy')
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3])
    expect(versions[2]?.sha256).toBe(versions[0]?.sha256)
  })

  it.each([0, 2])('are not read in version %i where there is one', async (version) => {
    const { documents } = await open()
    await documents.write('policy', 'zone: UTC', made, 0)
    await expect(documents.read('policy', version)).rejects.toThrow(`no version ${version} of policy`)
  })
})

describe('documents in the platform’s storage', () => {
  it('are read to the byte, however large', async () => {
    const { documents } = kvsPorts(await startForgeStorage())
    const text = largeText(1_900_000)
    expect(await documents.write('catalogue', text, made, 0)).toBe('written')
    expect((await documents.read('catalogue', 1)) === text).toBe(true)
  })

  it('are read to the byte where every character takes as much room as one can', async () => {
    const { documents } = kvsPorts(await startForgeStorage())
    const text = '\u0001'.repeat(90_000)
    await documents.write('policy', text, made, 0)
    expect((await documents.read('policy', 1)) === text).toBe(true)
  })

  it('are refused where they are larger than can be kept', async () => {
    const { documents } = kvsPorts(await startForgeStorage())
    const text = '#'.repeat(mostDocumentBytes + 1)
    await expect(documents.write('people', text, made, 0)).rejects.toMatchObject({ code: 'storage-too-large' })
    expect(await documents.versions('people')).toEqual([])
  })

  it('are kept in so many versions, and nothing stays of those before', async () => {
    const forge = await startForgeStorage()
    const { documents } = kvsPorts(forge)
    for (let after = 0; after < mostVersions + 3; after += 1) {
      await documents.write('policy', `# ${after}\nzone: UTC\n`, made, after)
    }
    const versions = await documents.versions('policy')
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: mostVersions }, (_, at) => at + 4))
    expect(await documents.read('policy', 4)).toBe('# 3\nzone: UTC\n')
    await expect(documents.read('policy', 3)).rejects.toMatchObject({ code: 'document-version-unknown' })
    expect(Object.keys(forge.storage.values())).toHaveLength(mostVersions)
  })

  it('stand as they stood where the app is stopped at any request of a write', async () => {
    const text = largeText(600_000)
    const requests = await requestsOfSecondWrite(text)
    expect(requests).toBeGreaterThan(3)
    for (let nth = 1; nth <= requests; nth += 1) {
      const forge = await startForgeStorage()
      const { documents, ruleBooks } = kvsPorts(forge)
      await documents.write('catalogue', 'entitlements: [{ id: deploy }]\n', made, 0)
      // From this request on nothing gets through any more.
      forge.flaws['storage-unreachable'] = { nth: Array.from({ length: 100 }, (_, at) => nth + at) }
      const outcome = await documents.write('catalogue', text, made, 1).catch(() => 'stopped')
      delete forge.flaws['storage-unreachable']
      const versions = await documents.versions('catalogue')
      const newest = versions.at(-1)?.version ?? 0
      expect(newest).toBe(outcome === 'written' ? 2 : 1)
      const { catalogue } = await ruleBooks.read(now)
      expect(catalogue?.entitlements.has('deploy')).toBe(newest === 1)
    }
  })

  it.each(['cut', 'lost', 'changed'])('are not read where a part of them was %s', async (how) => {
    const forge = await startForgeStorage()
    const { documents } = kvsPorts(forge)
    await documents.write('policy', 'zone: UTC\n', made, 0)
    const [key = ''] = Object.keys(forge.storage.values())
    forge.storage.putValue(key, { cut: 'zone: UT', lost: undefined, changed: 'zone: EST\n' }[how])
    await expect(documents.read('policy', 1)).rejects.toMatchObject({ code: 'storage-unreadable' })
  })
})

/** How many requests it takes to write a text over another one. */
async function requestsOfSecondWrite(text: string): Promise<number> {
  const forge = await startForgeStorage()
  const { documents } = kvsPorts(forge)
  await documents.write('catalogue', 'entitlements: [{ id: deploy }]\n', made, 0)
  forge.record.clear()
  await documents.write('catalogue', text, made, 1)
  return forge.record.calls.length
}
