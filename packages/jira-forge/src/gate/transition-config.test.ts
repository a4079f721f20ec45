import { describe, expect, it } from 'vitest'
import { defaultTransitionConfig, readTransitionConfig, sayConfig, type TransitionConfig } from './transition-config.ts'

const faultsOf = (given: unknown) => {
  const reading = readTransitionConfig(given)
  return reading.ok ? [] : reading.faults.map(({ code, field }) => [code, field])
}

describe('readTransitionConfig', () => {
  it.each<TransitionConfig>([
    defaultTransitionConfig,
    { version: 1, kinds: ['none'], rules: { without: ['access-unknown', 'owner-not-listed'] }, evidence: 'none' },
    { version: 1, kinds: ['provision'], rules: { without: [] }, evidence: 'sealed' },
  ])('reads %o, as an object and as the text that Jira keeps', (config) => {
    expect(readTransitionConfig(config)).toEqual({ ok: true, value: config })
    expect(readTransitionConfig(JSON.stringify(config))).toEqual({ ok: true, value: config })
  })

  it.each<[string, unknown, unknown]>([
    ['is not there', undefined, [['field-missing', undefined]]],
    [
      'is empty',
      {},
      expect.arrayContaining([
        ['field-missing', 'version'],
        ['field-missing', 'kinds'],
      ]),
    ],
    ['is no JSON', '{', [['field-wrong-type', undefined]]],
    ['is of a later version', { ...defaultTransitionConfig, version: 2 }, [['value-not-allowed', 'version']]],
    ['lets no kind pass', { ...defaultTransitionConfig, kinds: [] }, [['value-empty', 'kinds']]],
    ['names an unknown kind', { ...defaultTransitionConfig, kinds: ['grant'] }, [['value-not-allowed', 'kinds[0]']]],
    [
      'asks for no rules in other words',
      { ...defaultTransitionConfig, rules: 'none' },
      [['value-not-allowed', 'rules']],
    ],
    [
      'leaves out a rule that there is not',
      { ...defaultTransitionConfig, rules: { without: ['toString'] } },
      [['value-not-allowed', 'rules.without[0]']],
    ],
    [
      'takes words as evidence',
      { ...defaultTransitionConfig, evidence: 'informal' },
      [['value-not-allowed', 'evidence']],
    ],
    ['has a field too many', { ...defaultTransitionConfig, open: true }, [['field-unknown', 'open']]],
  ])('tells what is wrong with one that %s', (_how, given, faults) => {
    expect(faultsOf(given)).toEqual(faults)
  })
})

describe('sayConfig', () => {
  it.each<[string, Partial<TransitionConfig>, string]>([
    [
      'which kinds pass',
      {},
      'Requests that ask for new access, ask for changed access or take access away may pass here',
    ],
    ['that one kind passes', { kinds: ['provision'] }, 'Requests that ask for new access may pass here'],
    ['that no access is to be had', { kinds: ['none'] }, 'No request for access may pass here.'],
    ['that every rule holds', { rules: { without: [] } }, 'Every rule must hold.'],
    [
      'which rules are off',
      { rules: { without: ['owner-missing', 'expiry-past'] } },
      'must hold but `No owner` or `End that has passed`.',
    ],
    ['that only sealed approvals count', { evidence: 'sealed' }, 'those of Jira Service Management do not'],
    ['that no approval is asked for', { evidence: 'none' }, 'No approval is asked for.'],
  ])('says %s', (_what, given, words) => {
    expect(sayConfig({ ...defaultTransitionConfig, ...given })).toContain(words)
  })
})
