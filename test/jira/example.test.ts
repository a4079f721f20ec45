import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WorkflowCreateRequestSchema } from 'jira.js/cloud'
import { afterEach, describe, expect, it } from 'vitest'
import { readTransitionConfig } from '../../packages/jira-forge/src/gate/transition-config.ts'
import { readDocument, root } from '../docs/documents.ts'
import type { Transition, Workflow } from '../servers/jira/world/workflow.ts'
import { accessFields } from '../world/jira/fields.ts'
import { statuses } from '../world/jira/workflows.ts'
import { type GateWorld, startGateWorld } from './gate-world.ts'

const example = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'packages/jira-forge/example', name), 'utf8'))
const asked = WorkflowCreateRequestSchema.parse(example('access-request-workflow.json'))
const [given] = asked.workflows ?? []
const askForApproval = example('gate-ask-for-approval.json')
const grant = example('gate-grant.json')

/** The name of a status by the reference that the file gives it. */
function nameOf(reference: string | null | undefined): string {
  return asked.statuses?.find(({ statusReference }) => statusReference === reference)?.name ?? ''
}

/** The id that the emulated site has for a status. */
function idOf(reference: string | null | undefined): string {
  return statuses.find(({ name }) => name === nameOf(reference))?.id ?? ''
}

/** The workflow of the file, as the emulated site has it once Jira has made it. */
function asMade(): Workflow {
  const directed = (given?.transitions ?? []).filter(({ type }) => type === 'DIRECTED')
  return {
    id: 'example',
    name: given?.name ?? '',
    statuses: (given?.statuses ?? []).map(({ statusReference }) => idOf(statusReference)),
    initial: idOf(given?.transitions.find(({ type }) => type === 'INITIAL')?.toStatusReference),
    transitions: directed.map(
      ({ id = '', name = '', links = [], toStatusReference }): Transition => ({
        id,
        name,
        from: links.map(({ fromStatusReference }) => idOf(fromStatusReference)),
        to: idOf(toStatusReference),
        rules: [],
      }),
    ),
  }
}

let world: GateWorld | undefined
afterEach(() => world?.stop())

async function exampleProject(): Promise<GateWorld> {
  const opened = await startGateWorld()
  world = opened
  const { world: site } = opened.jira
  site.changeProject('ACC', (project) => ({ ...project, workflow: asMade() }))
  const rules = [
    ['Ask for approval', 'validator', 'approval-gate', askForApproval],
    ['Grant', 'validator', 'approval-gate', grant],
    ['Grant', 'post-function', 'keep-passage', grant],
  ] as const
  for (const [transition, kind, module, configuration] of rules) {
    site.addRule('ACC', transition, { kind, module, configuration })
  }
  return opened
}

describe('the example workflow', () => {
  it('has exactly the transitions that the walk-through tells of', () => {
    const rows = readDocument('docs/jira-walk-through.md').prose.match(
      /^\| [A-Z][^|]+ \| [A-Z][^|]+ \| [A-Z][^|]+ \|$/gm,
    )
    const told = rows?.map((row) => row.slice(2, -2).split(' | '))
    const there = (given?.transitions ?? [])
      .filter(({ type }) => type === 'DIRECTED')
      .map(({ name, links = [], toStatusReference }) => [
        name,
        links.map(({ fromStatusReference }) => nameOf(fromStatusReference)).join(', '),
        nameOf(toStatusReference),
      ])
    expect(told?.filter(([name]) => there.some(([known]) => known === name))).toEqual(there)
  })

  it('leads round the gate nowhere', () => {
    const { transitions } = asMade()
    expect((given?.transitions ?? []).filter(({ type }) => type === 'GLOBAL')).toEqual([])
    const granting = statuses.find(({ name }) => name === 'Granting')?.id
    expect(transitions.filter(({ to }) => to === granting).map(({ name }) => name)).toEqual(['Grant'])
  })

  it.each([
    ['gate-ask-for-approval.json', askForApproval],
    ['gate-grant.json', grant],
  ])('comes with a configuration that the gate reads: %s', (_name, configuration) => {
    expect(readTransitionConfig(configuration)).toMatchObject({ ok: true })
  })

  it('stops the first request, has it approved, and grants it', async () => {
    const { transition, edit, decide, statusOf, dossier } = await exampleProject()
    await transition('ACC-1', '51')
    expect(statusOf('ACC-1')).toBe('To do')
    await edit('ACC-1', { [accessFields.expiresAt.id]: null })
    expect((await transition('ACC-1', '11'))[0]).toContain('names no end')
    await edit('ACC-1', { [accessFields.expiresAt.id]: '2027-01-31' })
    expect(await transition('ACC-1', '11')).toEqual([])
    expect((await transition('ACC-1', '21'))[0]).toContain('1 approval is needed, and 0 count')
    await decide('ACC-1', 'acc-bob')
    expect(await transition('ACC-1', '21')).toEqual([])
    expect(statusOf('ACC-1')).toBe('Granting')
    expect(await dossier('ACC-1')).toMatchObject({ state: 'passed' })
  })
})
