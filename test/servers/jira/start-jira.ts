import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { appAccount } from '../../world/jira/people.ts'
import { createSmallJira } from '../../world/jira/small-jira.ts'
import { readCall } from '../servicenow/wire/read-call.ts'
import { sendAnswer } from '../servicenow/wire/send-answer.ts'
import { authenticate, tokenFor } from './access/authenticate.ts'
import { answerCall } from './api/answer-call.ts'
import { type Automation, bulkEdit, createAutomation, type WrittenFields } from './engine/act-as.ts'
import type { InstalledApp } from './engine/installed-app.ts'
import { cloneIssue, type Move, moveIssue } from './engine/move-issue.ts'
import type { Site } from './engine/site.ts'
import { createEvents, type EventQueue } from './events/create-events.ts'
import { tellApp } from './events/tell-app.ts'
import type { FlawName, Flaws } from './flaws/catalogue.ts'
import { createFlaws, type FlawSwitches } from './flaws/create-flaws.ts'
import { createIndex } from './query/create-index.ts'
import { createRecord, type JiraRecord } from './record.ts'
import { failure } from './wire/answer.ts'
import type { World } from './world/create-world.ts'
import type { Issue } from './world/issue.ts'

/** What an emulated site is made of. */
export interface JiraOptions {
  /** Default: the small world, with nothing said of its clock. */
  readonly world?: World
  /** The site's clock, in milliseconds since 1970, instead of the world's own. */
  readonly clock?: () => number
  /** Default 0: any port that is free. */
  readonly port?: number
  /** The flaws that are switched on from the start. */
  readonly flaws?: Flaws
  /** How long after its request each answer goes out at the earliest. */
  readonly latencyMs?: number
}

/** A site that listens. */
export interface JiraEmulator {
  readonly url: string
  readonly port: number
  /** The id of the site; a seal's tenant. */
  readonly cloudId: string
  /** The account in whose name the installed app asks. */
  readonly appAccount: string
  readonly world: World
  readonly site: Site
  readonly record: JiraRecord
  readonly events: EventQueue
  /** What goes wrong, switched on and off at any time. */
  readonly flaws: FlawSwitches
  /** Installs an app, in the place of the one before. */
  installApp(app: InstalledApp): void
  uninstallApp(): void
  /** The bearer token of an account; with its email address, its API token. */
  tokenFor(account: string): string
  /** Acts as an automation rule of the site does. */
  readonly automation: Automation
  /** Changes many issues at once, in the name of an account. */
  bulkEdit(keys: readonly string[], fields: WrittenFields, by: string): void
  /** Moves an issue to another project, or clones it, as somebody does on the issue's own page. */
  move(key: string, move: Move): Issue
  clone(key: string, by: string): Issue
  /** Ends once every event and post function has been told. */
  settled(): Promise<void>
  /** Ends every connection and stops to listen. */
  stop(): Promise<void>
}

const cloudId = '11111111-2222-4333-8444-555555555555'

/** Starts a site on this machine alone. */
export async function startJira(options: JiraOptions = {}): Promise<JiraEmulator> {
  const { world = createSmallJira(), latencyMs = 0 } = options
  if (options.clock !== undefined) world.now = options.clock
  const record = createRecord()
  const ended = new AbortController()
  const sockets = new Set<Socket>()
  const server = createServer(serve)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const site: Site = {
    world,
    url,
    cloudId,
    app: undefined,
    appAccount,
    events: createEvents((event) => tellApp(site, event)),
    index: createIndex(world),
    failures: [],
    habits: { validatorTimeoutMs: 25_000, editsUnvalidated: false, shown: {}, epochs: undefined },
  }
  const flaws = createFlaws(site)
  for (const [name, given] of Object.entries(options.flaws ?? {})) {
    flaws.on(name as FlawName, given === true ? {} : given)
  }
  return {
    url,
    port,
    cloudId,
    appAccount,
    world,
    site,
    record,
    events: site.events,
    flaws,
    installApp: (app) => {
      site.app = app
    },
    uninstallApp: () => {
      site.app = undefined
    },
    tokenFor,
    automation: createAutomation(site),
    bulkEdit: (keys, fields, by) => bulkEdit(site, keys, fields, by),
    move: (key, move) => moveIssue(site, key, move),
    clone: (key, by) => cloneIssue(site, key, by),
    settled: site.events.settled,
    stop,
  }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    // A client that went away is no fault of the emulator.
    answer(request, response).catch(() => response.destroy())
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const since = performance.now()
    const call = await readCall(request)
    const shown = flaws.shownFor(call, authenticate(call, world) ?? '')
    const answered = await answerCall(site, call, shown).catch((error: unknown) => ({
      answer: failure(500, `Internal server error: ${String(error)}`),
      account: '',
    }))
    response.setHeader('Date', new Date(world.now()).toUTCString())
    const sending = { answer: answered.answer, since, latencyMs, signal: ended.signal }
    await sendAnswer(sending, request, response)
    record.add({
      method: call.method,
      path: call.path,
      query: Object.fromEntries(call.query),
      body: call.body,
      status: answered.answer.delivery?.how === 'dropped' ? 0 : answered.answer.status,
      account: answered.account,
      at: world.now(),
      flaws: shown.names,
    })
  }

  async function stop(): Promise<void> {
    ended.abort()
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
}
