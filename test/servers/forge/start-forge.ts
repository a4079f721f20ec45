import type { JiraEmulator } from '../jira/start-jira.ts'
import { createRetries } from './create-retries.ts'
import type { Flaws } from './flaws/catalogue.ts'
import { createFlaws } from './flaws/create-flaws.ts'
import { createMeter } from './kvs/create-meter.ts'
import { readEntitySchemas } from './kvs/entity-schema.ts'
import { createShelves } from './kvs/shelves.ts'
import { type ForgeLimits, forgeLimits } from './limits.ts'
import { readManifest, scopesOf } from './manifest.ts'
import { createPages, type ForgePage, type Lookup, type Viewer } from './page/create-pages.ts'
import type { Platform } from './platform.ts'
import { pushEvents } from './push-events.ts'
import { createRecord, type ForgeRecord } from './record.ts'
import type { LogLine } from './runtime/create-log.ts'
import { InvocationFailure } from './runtime/invocation-failure.ts'
import { inInvocation, invokeFunction } from './runtime/invoke-function.ts'
import { inspectStorage, type StoredData } from './stored-data.ts'

/** What an emulated platform is made of. */
export interface ForgeOptions {
  /** The app's manifest, parsed. */
  readonly manifest: unknown
  /** The module that exports the functions which the manifest names. */
  readonly handlers?: Readonly<Record<string, unknown>>
  /** The site that the app is installed on; the app is installed on it. */
  readonly jira?: JiraEmulator
  readonly limits?: Partial<ForgeLimits>
  readonly flaws?: Flaws
  /** The platform's clock instead of this machine's; the app's `Date.now()` follows it. */
  readonly clock?: () => number
}

/** A platform on which the app is installed. */
export interface ForgePlatform {
  readonly manifest: unknown
  /** The flaws that are switched on; may be changed at any time. */
  readonly flaws: Flaws
  readonly record: ForgeRecord
  readonly storage: StoredData
  /** What the app wrote to its log. */
  readonly logs: readonly LogLine[]
  /** Runs a function of the manifest as the platform does, and gives what it returns; rejects where it gives nothing. */
  invoke(functionKey: string, payload: unknown, context?: unknown): Promise<unknown>
  /** Opens a page of a module, for somebody. */
  openPage(viewer: Viewer & { readonly moduleKey: string }): ForgePage
  /** Calls a resolver's function as a page of its module does that somebody looks at. */
  invokeResolver(functionKey: string, invokeKey: string, payload: unknown, as: Viewer): Promise<unknown>
  /** Calls a function as whoever holds a token; for those who make their own. */
  invokeWithToken(token: string, invokeKey: string, payload: unknown): Promise<unknown>
  /** Tells the app's triggers of an event that no product of this emulator has. */
  trigger(event: string, payload: Readonly<Record<string, unknown>>): Promise<void>
  /** Runs a scheduled trigger by its key. */
  runSchedule(key: string): Promise<unknown>
  /** Ends once nothing is queued and nothing asks to be called again. */
  settled(): Promise<void>
  /** Runs something as code of the app, so that the vendor's packages work in it. */
  within<T>(run: () => Promise<T>, as?: { readonly accountId: string }): Promise<T>
  /** Uninstalls the app from its site. */
  stop(): Promise<void>
}

/** Starts a platform with a new installation of the app. */
export async function startForge(options: ForgeOptions): Promise<ForgePlatform> {
  const { handlers = {}, jira } = options
  const retries = createRetries({ ...forgeLimits, ...options.limits }.retries)
  const platform = createPlatform(options, (body) => {
    const { answer, events } = pushEvents(body, platform.manifest, platform.limits)
    for (const event of events) {
      retries.later(async () => {
        const { payload, module } = event
        const call = (given: unknown) => invoke(event.function, given, { moduleKey: module })
        retries.look(await call(payload), { call, payload })
      })
    }
    return answer
  })
  const pages = createPages(platform, lookupIn(jira), (asking) => invokeFunction(platform, handlers, asking))

  /** The product says which module of which site it calls for; the app's code can say neither. */
  function invoke(key: string, payload: unknown, context?: unknown): Promise<unknown> {
    const { moduleKey = '' } = (context ?? {}) as { readonly moduleKey?: string }
    const told = { cloudId: platform.facts.cloudId, moduleKey, userAccess: { enabled: false } }
    const given = { ...(payload as object), context: told }
    return invokeFunction(platform, handlers, { function: key, moduleKey, payload: given })
  }

  /** Functions that products call and nobody waits for may ask to be called again. */
  async function invokeForProduct(key: string, payload: unknown, context?: unknown): Promise<unknown> {
    const returned = await invoke(key, payload, context)
    const again = { call: (next: unknown) => invoke(key, next, context), payload: payload as Record<string, unknown> }
    retries.look(returned, again)
    return returned
  }

  const forge: ForgePlatform = {
    manifest: options.manifest,
    flaws: platform.flaws,
    record: platform.record,
    storage: inspectStorage(platform.shelves),
    logs: platform.lines,
    invoke: invokeForProduct,
    openPage: (viewer) => pages.open(undefined, viewer),
    invokeResolver: async (key, invokeKey, payload, as) => pages.invoke(pages.open(key, as).token, invokeKey, payload),
    invokeWithToken: pages.invoke,
    async trigger(event, payload) {
      for (const { key, function: called, events } of platform.manifest.modules.trigger) {
        const types = events.map((one) => (typeof one === 'string' ? one : one.eventType))
        if (called === undefined || !types.includes(event)) continue
        await invokeForProduct(called, { eventType: event, ...payload }, { moduleKey: key })
      }
    },
    async runSchedule(key) {
      const scheduled = platform.manifest.modules.scheduledTrigger.find((one) => one.key === key)
      if (scheduled?.function === undefined) throw new Error(`no scheduled trigger ${key} is declared`)
      return invokeForProduct(scheduled.function, {}, { moduleKey: key })
    },
    settled: retries.settled,
    within: (run, as) => {
      const running = { function: 'within', moduleKey: '', seconds: platform.limits['function-seconds'], ...as }
      return inInvocation(platform, running, run).catch(asThrown)
    },
    async stop() {
      jira?.uninstallApp()
    },
  }
  jira?.installApp(forge)
  return forge
}

function createPlatform(options: ForgeOptions, push: Platform['push']): Platform {
  const { clock: now = Date.now, jira } = options
  const manifest = readManifest(options.manifest)
  const limits = { ...forgeLimits, ...options.limits }
  const flaws: Flaws = { ...options.flaws }
  return {
    manifest,
    limits,
    facts: {
      appId: manifest.app?.id?.split('/').at(-1) ?? '00000000-0000-4000-8000-000000000001',
      environmentId: '00000000-0000-4000-8000-000000000002',
      installationId: '00000000-0000-4000-8000-000000000003',
      cloudId: jira?.cloudId ?? '00000000-0000-4000-8000-000000000004',
      siteUrl: jira?.url ?? 'https://example.invalid',
      scopes: scopesOf(manifest),
    },
    flaws,
    showing: createFlaws(flaws),
    record: createRecord(),
    lines: [],
    shelves: createShelves(readEntitySchemas(manifest.app?.storage?.entities, limits), limits, now),
    meter: createMeter(limits, now),
    jira,
    now,
    ownClock: options.clock !== undefined,
    push,
  }
}

/** What the code itself threw, for whoever runs code of their own. */
function asThrown(failure: unknown): never {
  throw failure instanceof InvocationFailure && failure.reason === 'threw' ? failure.cause : failure
}

/** What a page of an issue or a project is told of it. */
function lookupIn(jira: JiraEmulator | undefined): Lookup {
  const project = (key: string) => {
    const found = jira?.world.project(key)
    return found === undefined ? undefined : { id: found.id, key: found.key, type: found.kind }
  }
  return {
    project,
    issue(key) {
      const found = jira?.world.issue(key)
      if (found === undefined) return undefined
      const shown = { id: found.id, key: found.key, project: project(found.project) }
      return { ...shown, typeId: found.type }
    },
  }
}
