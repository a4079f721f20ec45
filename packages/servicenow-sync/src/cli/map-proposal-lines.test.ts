import { describe, expect, it } from 'vitest'
import { mapProposalJson } from './map-json.ts'
import { mapProposalLines, type Proposal } from './map-proposal-lines.ts'
import { captured } from './testdata/small-house.ts'

const guess = { item: 'VPN access', sysId: 'i1', tickets: 1, guessed: ['kind', 'principal'], missing: ['owner'] }

function proposal(given: Partial<Proposal> = {}): Proposal {
  return { instance: 'https://x', text: 'items: []\n', items: 12, guesses: [guess], gaps: [], ...given }
}

function lines(given: Partial<Proposal> = {}): readonly string[] {
  return [...mapProposalLines(proposal(given), captured().io.err)]
}

describe('what is told of a proposed map', () => {
  it('is what was looked at, and of each rule what was guessed and what is missing', () => {
    expect(lines().slice(0, 2)).toEqual([
      'Looked at 12 catalogue items: 1 looks like access.',
      '  VPN access (1 ticket): guessed kind, principal; missing owner',
    ])
    expect(lines({ guesses: [{ ...guess, tickets: 2, guessed: [], missing: [] }] })[1]).toBe(
      '  VPN access (2 tickets): nothing guessed',
    )
  })

  it('is no more than a person reads', () => {
    const many = lines({ guesses: Array.from({ length: 30 }, () => guess) })
    expect(many).toHaveLength(23)
    expect(many[0]).toBe('Looked at 12 catalogue items: 30 look like access.')
    expect(many[21]).toBe('  and 10 more')
  })

  it('is what could not be seen, harmless to a terminal', () => {
    const gaps = [{ table: 'sys_choice', because: 'it says \u001b[31mno' }]
    expect(lines({ gaps })).toContain('  Not seen: sys_choice: it says \ufffd[31mno')
  })

  it('is the same for a program', () => {
    expect(JSON.parse(mapProposalJson(proposal()))).toEqual({
      instance: 'https://x',
      map: 'items: []\n',
      items: 12,
      rules: [guess],
      gaps: [],
    })
  })
})
