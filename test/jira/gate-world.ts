import { createForgeAdministeredHost } from '../../packages/jira-forge/src/admin/forge-administered-host.ts'
import { lookAtIssue } from '../../packages/jira-forge/src/desk/look-at-issue.ts'
import { recordDecision } from '../../packages/jira-forge/src/desk/record-decision.ts'
import { createForgeHost } from '../../packages/jira-forge/src/forge-host.ts'
import { defaultTransitionConfig, type TransitionConfig } from '../../packages/jira-forge/src/gate/transition-config.ts'
import { gate } from '../../packages/jira-forge/src/handlers/gate.ts'
import { issueUpdated } from '../../packages/jira-forge/src/handlers/issue-updated.ts'
import { recordPassage } from '../../packages/jira-forge/src/handlers/record-passage.ts'
import { sweep } from '../../packages/jira-forge/src/handlers/sweep.ts'
import type { Dossier } from '../../packages/jira-forge/src/storage/dossiers.ts'
import type { Flaws } from '../servers/forge/flaws/catalogue.ts'
import { type ForgePlatform, startForge } from '../servers/forge/start-forge.ts'
import { ask } from '../servers/jira/ask.ts'
import { type JiraEmulator, startJira } from '../servers/jira/start-jira.ts'
import { catalogueText } from '../world/jira/catalogue.ts'
import { fieldMap, teamFieldMap } from '../world/jira/fields.ts'
import { smallJiraStart } from '../world/jira/small-jira.ts'
import { appManifest } from './app-manifest.ts'

/** The small world for Jira with the real app on it: what administrators set up is set up, and the gate is on `Grant`. */
export interface GateWorld {
  readonly jira: JiraEmulator
  readonly forge: ForgePlatform
  /** The clock of the site and of the platform; it stands still unless a test moves it. */
  readonly clock: { now: number }
  /** Makes a transition as somebody does on the screen; gives the messages of a refusal, none where it was made. */
  transition(key: string, id: string, asked?: TransitionAsked): Promise<readonly string[]>
  /** Decides as somebody does on the panel, about what it shows. */
  decide(key: string, account: string, decision?: 'approved' | 'rejected' | 'withdrawn'): Promise<unknown>
  /** Edits fields over REST; gives the status. */
  edit(key: string, fields: object, as?: string): Promise<number>
  dossier(key: string): Promise<Dossier | undefined>
  /** The types of what the app's log says was done. */
  log(): Promise<readonly string[]>
  statusOf(key: string): string | undefined
  /** What the app said on an issue. */
  saidOn(key: string): readonly string[]
  property(key: string): Readonly<Record<string, unknown>> | undefined
  stop(): Promise<void>
}

/** What is on a transition's screen, and who looks at it. */
export interface TransitionAsked {
  readonly as?: string
  readonly fields?: object
}

/** What a world may be told beforehand. */
export interface GateWorldOptions {
  readonly config?: Partial<TransitionConfig>
  readonly flaws?: Flaws
  /** The scheduled trigger has swept once, so that what comes is after there was a gate. Default: true. */
  readonly swept?: boolean
}

/** After everything in the small world. */
const start = Date.parse(smallJiraStart) + 5 * 86_400_000

/** Starts it. */
export async function startGateWorld(options: GateWorldOptions = {}): Promise<GateWorld> {
  const clock = { now: start }
  const jira = await startJira({ clock: () => clock.now })
  const handlers = { gate, recordPassage, issueUpdated, sweep }
  const forge = await startForge({ manifest: appManifest(), handlers, jira, clock: () => clock.now })
  const context = { installContext: `ari:cloud:jira::site/${jira.cloudId}` }
  await forge.within(() => setUp(context, clock.now))
  const configuration = { ...defaultTransitionConfig, ...options.config }
  jira.world.addRule('ACC', 'Grant', { kind: 'validator', module: 'approval-gate', configuration })
  jira.world.addRule('ACC', 'Grant', { kind: 'post-function', module: 'keep-passage', configuration })
  if (options.swept !== false) await forge.runSchedule('hourly-sweep')
  Object.assign(forge.flaws, options.flaws)
  return worldOf(jira, forge, clock, context)
}

function worldOf(jira: JiraEmulator, forge: ForgePlatform, clock: { now: number }, context: object): GateWorld {
  const host = () => createForgeHost(context)
  const issueOf = (key: string) => jira.world.issue(key)
  const settled = async () => {
    await jira.settled()
    await forge.settled()
  }
  return {
    jira,
    forge,
    clock,
    async transition(key, id, { as = 'acc-carol', fields } = {}) {
      clock.now += 1000
      const body = { transition: { id }, ...(fields && { fields }) }
      const answer = await ask(jira, `issue/${key}/transitions`, { method: 'POST', body, as })
      await settled()
      if (answer.status === 204) return []
      return [...(answer.body?.errorMessages ?? []), ...Object.values(answer.body?.errors ?? {})].map(String)
    },
    async decide(key, accountId, decision = 'approved') {
      clock.now += 1000
      const outcome = await forge.within(
        async () => {
          const looked = await lookAtIssue(key, host())
          if (!looked.ok) return looked
          return recordDecision({ issueKey: key, accountId, decision, digest: looked.issue.judged.digest }, host())
        },
        { accountId },
      )
      await settled()
      return outcome
    },
    async edit(key, fields, as = 'acc-carol') {
      clock.now += 1000
      const { status } = await ask(jira, `issue/${key}`, { method: 'PUT', body: { fields }, as })
      await settled()
      return status
    },
    dossier: (key) => forge.within(async () => (await host().dossiers.read(issueOf(key)?.id ?? '')).dossier),
    log: () =>
      forge.within(async () =>
        (await host().audit.read(1)).map(({ bytes }) => (JSON.parse(bytes) as { type: string }).type),
      ),
    statusOf: (key) => jira.world.statuses.get(issueOf(key)?.status ?? '')?.name,
    saidOn: (key) =>
      (issueOf(key)?.comments ?? []).filter(({ by }) => by === jira.appAccount).map(({ body }) => JSON.stringify(body)),
    property: (key) => issueOf(key)?.properties.ticketbound as Readonly<Record<string, unknown>> | undefined,
    async stop() {
      await forge.stop()
      await jira.stop()
    },
  }
}

async function setUp(context: object, now: number): Promise<void> {
  const { documents, settings } = createForgeAdministeredHost(context)
  await documents.write('catalogue', catalogueText, { at: now, by: 'acc-mia' }, 0)
  await settings.write({ projects: { 10000: fieldMap, 10001: teamFieldMap } }, 0)
}
