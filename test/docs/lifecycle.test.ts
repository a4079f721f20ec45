import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LifecycleState, lifecycleStates, lifecycleSteps, lifecycleTable, takeStep } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { root } from './documents.ts'
import { firstColumn, sectionOf } from './read-table.ts'

const text = readFileSync(join(root, 'docs/lifecycle.md'), 'utf8')

/** The steps of a state, by where they lead, in the table's order. */
function byTarget(state: LifecycleState): readonly (readonly [LifecycleState, readonly string[]])[] {
  const targets = new Map<LifecycleState, string[]>()
  for (const [step, to] of Object.entries(lifecycleTable[state].steps))
    targets.set(to, [...(targets.get(to) ?? []), step])
  return [...targets]
}

/** The arrows of the picture, as `from to: step, step`. */
function arrows(): readonly string[] {
  const [, picture = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? []
  return [...picture.matchAll(/^ {2}(\w+) --> (\w+): (.+)$/gm)].map(([, from = '', to = '', steps]) =>
    `${from} ${to}: ${steps}`.replaceAll('_', '-'),
  )
}

describe('lifecycle.md', () => {
  it('has every state with what it says and where each step leads', () => {
    const section = sectionOf(text, 'The states')
    expect(firstColumn(section.replace(/ → .*/g, ''))).toEqual(lifecycleStates)
    for (const state of lifecycleStates) {
      const steps = byTarget(state).map(
        ([to, names]) => `${names.map((name) => `\`${name}\``).join(', ')} → ${to === state ? 'stays' : `_${to}_`}`,
      )
      expect(section).toContain(`| \`${state}\` | ${lifecycleTable[state].says} | ${steps.join(' · ')} |\n`)
    }
  })

  it('has every step with what makes it happen', () => {
    const section = sectionOf(text, 'The steps')
    expect(firstColumn(section.replace(/`warnings\.\w+`/g, ''))).toEqual(Object.keys(lifecycleSteps))
    for (const [step, { says }] of Object.entries(lifecycleSteps))
      expect(section).toContain(`| \`${step}\` | ${says} |\n`)
  })

  it('draws every step that changes the state, but for `reopen`', () => {
    const expected = lifecycleStates.flatMap((state) =>
      byTarget(state)
        .filter(([to]) => to !== state)
        .map(([to, names]) => [to, names.filter((name) => name !== 'reopen')] as const)
        .filter(([, names]) => names.length > 0)
        .map(([to, names]) => `${state} ${to}: ${names.join(', ')}`),
    )
    expect(arrows()).toEqual(expected)
  })

  it('quotes the refusal as it is given', () => {
    const refused = takeStep('expired', 'approve')
    expect(refused.ok || text.replaceAll('\n', ' ').includes(`_${refused.faults[0]?.message}_`)).toBe(true)
    expect(refused.ok).toBe(false)
  })
})
