import { describe, expect, it } from 'vitest'
import { plainDocument } from './plain-document.ts'

describe('a document as plain data', () => {
  it.each([
    ['catalogue', 'entitlements:\n  - { id: deploy }\n', { entitlements: [{ id: 'deploy' }] }],
    ['policy', '', null],
    ['people', '{"principal":"alice"}\n\n{"principal":"bob"}\n', [{ principal: 'alice' }, { principal: 'bob' }]],
    ['exceptions', '', []],
  ] as const)('%s', (name, text, plain) => {
    expect(plainDocument(name, text)).toEqual(plain)
  })

  it.each([
    ['catalogue', 'entitlements: ['],
    ['policy', 'zone: UTC\nzone: UTC\n'],
    ['people', '{"principal":"alice"}\n- { principal: bob }\n'],
    ['exceptions', '{"id":'],
  ] as const)('is none where the text of %s cannot be parsed', (name, text) => {
    expect(plainDocument(name, text)).toBeUndefined()
  })
})
