import { describe, expect, it } from 'vitest'
import { isRuleId, ruleFacts, ruleIds } from './rules.ts'

describe('the rules', () => {
  it.each(ruleIds)('%s says what it is about', (rule) => {
    const { title, explanation, remedy, controls } = ruleFacts(rule)
    expect(rule).toMatch(/^[a-z]+(-[a-z]+)+$/)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(explanation).toMatch(/^[A-Z].*\.$/)
    expect(remedy).toMatch(/^[A-Z].*\.$/)
    expect(controls.length).toBeGreaterThan(0)
  })

  it('are known by exactly their names', () => {
    expect(isRuleId('owner-missing')).toBe(true)
    for (const name of ['Owner-missing', 'toString', '__proto__', '']) expect(isRuleId(name)).toBe(false)
  })
})
