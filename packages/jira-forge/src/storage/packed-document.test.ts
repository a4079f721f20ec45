import { describe, expect, it } from 'vitest'
import { pack, unpack } from './packed-document.ts'

describe('a packed document', () => {
  it('is the same once it was packed and unpacked', () => {
    const document = { list: ['Zoë 🙂', null, 1.5, true], empty: {} }
    expect(unpack(pack(document))).toEqual(document)
  })

  it('is never another one where a character of it was changed, or its end is gone', () => {
    const document = { entitlements: [{ id: 'deploy', owners: ['bob'] }] }
    const packed = pack(document)
    const changed = Array.from(
      packed,
      (was, at) => packed.slice(0, at) + (was === 'A' ? 'B' : 'A') + packed.slice(at + 1),
    )
    const found = changed.map(unpack).filter((plain) => plain !== undefined)
    // A few bits say nothing of the content, such as which system packed it.
    expect(found.length).toBeLessThan(changed.length / 4)
    for (const plain of found) expect(plain).toEqual(document)
    expect(unpack(packed.slice(0, -8))).toBeUndefined()
    expect(unpack('')).toBeUndefined()
  })
})
