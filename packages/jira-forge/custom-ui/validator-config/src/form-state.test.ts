import { ruleIds } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { defaultTransitionConfig, readTransitionConfig } from '../../../src/gate/transition-config.ts'
import { readForm, toFormState } from './form-state.ts'
import { readSavedConfig } from './saved-config.ts'
import { warningsOf } from './warnings-of.ts'

const begin = toFormState(defaultTransitionConfig)

describe('the form for a transition', () => {
  it.each([
    defaultTransitionConfig,
    { version: 1, kinds: ['deprovision'], rules: { without: ['justification-missing'] }, evidence: 'none' },
    { version: 1, kinds: ['provision', 'change'], rules: 'all', evidence: 'sealed' },
  ] as const)('gives back the configuration that was put into it', (config) => {
    expect(readForm(toFormState(config))).toMatchObject({ ok: true, config })
  })

  it('gives the text that the gate reads', () => {
    const reading = readForm({ ...begin, isAllRules: false, without: ['owner-missing'] })
    expect(readTransitionConfig(reading.ok && reading.text)).toEqual({ ok: true, value: reading.ok && reading.config })
  })

  it('gives the same text for the same choice, in whatever order it was made', () => {
    const choose = (...without: readonly ('owner-missing' | 'level-missing')[]) =>
      readForm({ ...begin, isAllRules: false, without })
    expect(choose('owner-missing', 'level-missing')).toEqual(choose('level-missing', 'owner-missing'))
  })

  it('is not taken without a kind, nor without the rules that it says need not hold', () => {
    expect(readForm({ ...begin, kinds: [] })).toMatchObject({ ok: false })
    expect(readForm({ ...begin, isAllRules: false })).toMatchObject({ ok: false })
  })

  it('stays far below the 32 KB that Jira keeps, even without any rule', () => {
    const reading = readForm({ ...begin, isAllRules: false, without: ruleIds })
    expect(reading.ok && reading.text.length).toBeLessThan(4096)
  })
})

describe('what was saved', () => {
  it.each([undefined, null, ''])('is the default where Jira gives %j', (saved) => {
    expect(readSavedConfig(saved)).toEqual({ config: defaultTransitionConfig, isNew: true, faults: [] })
  })

  it('is read as a text and as an object', () => {
    const config = { ...defaultTransitionConfig, evidence: 'sealed' } as const
    expect(readSavedConfig(JSON.stringify(config)).config).toEqual(config)
    expect(readSavedConfig(config).config).toEqual(config)
  })

  it.each(['{', '{"version":2}', { version: 1, kinds: [], rules: 'all', evidence: 'sealed' }, 7])(
    'is told as unreadable where it is %j',
    (saved) => {
      const { faults, isNew } = readSavedConfig(saved)
      expect(faults.length).toBeGreaterThan(0)
      expect(isNew).toBe(false)
    },
  )
})

describe('warningsOf', () => {
  it('says nothing of the strictest configuration', () => {
    expect(warningsOf({ ...defaultTransitionConfig, evidence: 'sealed' })).toEqual([])
  })

  it('says of each rule what is no longer looked at, and what no evidence means', () => {
    const warnings = warningsOf({
      ...defaultTransitionConfig,
      rules: { without: ['owner-missing', 'expiry-missing'] },
      evidence: 'none',
    })
    expect(warnings).toHaveLength(3)
    expect(warnings[0]).toContain('The request names the owner who answers for the access.')
    expect(warnings[2]).toContain('Nobody need approve here')
  })
})
