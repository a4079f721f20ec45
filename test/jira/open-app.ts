import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseYaml } from '@ticketbound/documents'
import { gate } from '../../packages/jira-forge/src/handlers/gate.ts'
import { issueResolver } from '../../packages/jira-forge/src/handlers/issue-resolver.ts'
import { issueUpdated } from '../../packages/jira-forge/src/handlers/issue-updated.ts'
import { portalResolver } from '../../packages/jira-forge/src/handlers/portal-resolver.ts'
import { recordPassage } from '../../packages/jira-forge/src/handlers/record-passage.ts'
import { sweep } from '../../packages/jira-forge/src/handlers/sweep.ts'
import { createKvsDocuments } from '../../packages/jira-forge/src/storage/create-kvs-documents.ts'
import { createKvsDossiers } from '../../packages/jira-forge/src/storage/create-kvs-dossiers.ts'
import { createKvsSettings } from '../../packages/jira-forge/src/storage/create-kvs-settings.ts'
import type { Dossier } from '../../packages/jira-forge/src/storage/dossiers.ts'
import { storedEntities } from '../../packages/jira-forge/src/storage/entities.ts'
import { kvs } from '../../packages/jira-forge/src/testdata/forge-packages.ts'
import { root } from '../docs/documents.ts'
import { type ForgePlatform, startForge } from '../servers/forge/start-forge.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { catalogueText } from '../world/jira/catalogue.ts'
import { fieldMap } from '../world/jira/fields.ts'
import { createSmallJira } from '../world/jira/small-jira.ts'

/** 25 November 2026: when the requests of the small world wait. */
const start = Date.UTC(2026, 10, 25, 9)

/** What the app answers a screen: whether it did what was asked, why not, and the screen anew. */
export interface Answered {
  readonly ok: boolean
  readonly code?: string
  readonly message?: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into screens of every shape.
  readonly screen?: any
}

/** The app as installed on an emulated site, with the gate on the transition that grants access. */
export interface OpenApp {
  readonly jira: JiraEmulator
  readonly forge: ForgePlatform
  /** Calls a function of the issue panel as an account that looks at an issue. */
  call(account: string, name: string, payload?: object, issueKey?: string): Promise<Answered>
  /** Lets an account decide about what its screen shows; a payload may say otherwise. */
  decide(account: string, decided?: object, issueKey?: string): Promise<Answered>
  /** Takes an issue through the gate as an account does, with what it changes on the screen of the transition. */
  grant(
    account: string,
    fields?: object,
    issueKey?: string,
  ): Promise<{ readonly status: number; readonly said: string }>
  edit(account: string, fields: object, issueKey?: string): Promise<number>
  /** Takes an issue over another transition as an account does. Gives Jira's status. */
  transition(account: string, id: string, issueKey?: string): Promise<number>
  /** What the app's storage keeps of an issue. */
  kept(issueKey?: string): Promise<Dossier | undefined>
  later(ms: number): void
  close(): Promise<void>
}

/** Opens the app over the small world for Jira, set up as an administrator would. */
export async function openApp(): Promise<OpenApp> {
  let now = start
  const jira = await startJira({ world: createSmallJira({ now: () => now }) })
  const configuration = { version: 1, kinds: ['provision', 'change', 'deprovision'], rules: 'all', evidence: 'sealed' }
  jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'approval-gate', configuration })
  const handlers = { gate, issueResolver, issueUpdated, portalResolver, recordPassage, sweep }
  const forge = await startForge({ manifest: readManifest(), handlers, jira, clock: () => now })
  await forge.within(async () => {
    await createKvsSettings(kvs).write({ projects: { 10000: fieldMap } }, 0)
    await createKvsDocuments(kvs).write('catalogue', catalogueText, { at: start, by: 'acc-mia' }, 0)
  })

  async function call(account: string, name: string, payload: object = {}, issueKey = 'ACC-1'): Promise<Answered> {
    const as = { accountId: account, issueKey }
    return (await forge.invokeResolver('issue-resolver', name, payload, as)) as Answered
  }

  async function decide(account: string, decided: object = {}, issueKey = 'ACC-1'): Promise<Answered> {
    const { screen } = await call(account, 'draw', {}, issueKey)
    return call(account, 'decide', { decision: 'approved', digest: screen?.digest, ...decided }, issueKey)
  }

  async function grant(account: string, fields?: object, issueKey = 'ACC-1') {
    const body = { transition: { id: '21' }, ...(fields && { fields }) }
    const answer = await ask(jira, `issue/${issueKey}/transitions`, { method: 'POST', as: account, body })
    return { status: answer.status, said: answer.text }
  }

  async function edit(account: string, fields: object, issueKey = 'ACC-1'): Promise<number> {
    return (await ask(jira, `issue/${issueKey}`, { method: 'PUT', as: account, body: { fields } })).status
  }

  async function transition(account: string, id: string, issueKey = 'ACC-1'): Promise<number> {
    const body = { transition: { id } }
    return (await ask(jira, `issue/${issueKey}/transitions`, { method: 'POST', as: account, body })).status
  }

  async function kept(issueKey = 'ACC-1'): Promise<Dossier | undefined> {
    const id = jira.world.issue(issueKey)?.id ?? ''
    return forge.within(async () => (await createKvsDossiers(kvs).read(id)).dossier)
  }

  function later(ms: number): void {
    now += ms
  }

  async function close(): Promise<void> {
    await jira.settled()
    await forge.settled()
    await forge.stop()
    await jira.stop()
  }

  return { jira, forge, call, decide, grant, edit, transition, kept, later, close }
}

/** The app's own manifest, with the entities that its code stores. */
function readManifest(): object {
  const file = 'packages/jira-forge/app/manifest.yml'
  const read = parseYaml(file, readFileSync(join(root, file), 'utf8'))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const manifest = read.value.value as { readonly app: object }
  return { ...manifest, app: { ...manifest.app, storage: { entities: storedEntities } } }
}
