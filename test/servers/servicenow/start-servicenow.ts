import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { type AccessRules, everythingAllowed } from './access/access-rules.ts'
import type { User } from './access/user.ts'
import { answerCall } from './api/answer-call.ts'
import type { Instance } from './api/instance.ts'
import type { TransformMap } from './api/transform-map.ts'
import type { Behaviours } from './flaws/catalogue.ts'
import { createFlaws } from './flaws/create-flaws.ts'
import { createTokenStore } from './oauth/create-token-store.ts'
import type { OAuthClient } from './oauth/oauth-client.ts'
import { createRecord, type ServiceNowRecord } from './record.ts'
import { type Certificate, createCertificate } from './tls/create-certificate.ts'
import { failure } from './wire/answer.ts'
import { readCall } from './wire/read-call.ts'
import { sendAnswer } from './wire/send-answer.ts'
import type { World } from './world/create-world.ts'

/** What an emulated instance is made of. */
export interface ServiceNowOptions {
  readonly world: World
  /** Default: `admin` with the password `admin`, who may do everything. */
  readonly users?: readonly User[]
  /** Default: everyone who is known may do everything. */
  readonly rules?: AccessRules
  readonly behaviours?: Behaviours
  /** API keys, each with the name of the user it stands for. */
  readonly apiKeys?: Readonly<Record<string, string>>
  /** The application registry; with it client credentials are switched on, unless the world says otherwise. */
  readonly oauthClients?: readonly OAuthClient[]
  readonly transformMaps?: readonly TransformMap[]
  /** Default 0: any port that is free. */
  readonly port?: number
  /** How long after its request each answer goes out at the earliest. */
  readonly latencyMs?: number
  /** The instance's clock instead of the world's own. */
  readonly now?: () => number
  /** Whether to speak TLS, with a certificate made for it. */
  readonly tls?: boolean
  /** The certificate (PEM) of who signs the certificates of clients; with it clients are asked for theirs. */
  readonly clientAuthority?: string
  /** Common names of client certificates, each with the name of the user it stands for. */
  readonly certificates?: Readonly<Record<string, string>>
}

/** An instance that listens. */
export interface ServiceNowServer {
  readonly url: string
  readonly port: number
  /** The certificate (PEM) that a client must trust; empty without TLS. */
  readonly certificate: string
  readonly world: World
  /** The flaws that are switched on; may be changed at any time. */
  readonly behaviours: Behaviours
  readonly record: ServiceNowRecord
  /** Ends every access token before its time. */
  revokeTokens(): void
  /** Ends every connection and stops to listen. */
  close(): Promise<void>
}

const clientCredentials = 'glide.oauth.inbound.client.credential.grant_type.enabled'

const defaultUsers: readonly User[] = [{ name: 'admin', password: 'admin', roles: ['admin'] }]

/** Starts an instance on this machine alone. */
export async function startServiceNow(options: ServiceNowOptions): Promise<ServiceNowServer> {
  const { world, users = defaultUsers, rules = everythingAllowed, latencyMs = 0, apiKeys = {} } = options
  const { oauthClients: clients = [], certificates = {} } = options
  if (options.now !== undefined) world.now = options.now
  if (clients.length > 0 && world.property(clientCredentials) === undefined)
    world.setProperty(clientCredentials, 'true')
  const behaviours: Behaviours = { ...options.behaviours }
  const showing = createFlaws(behaviours, world)
  const record = createRecord()
  world.onChange(record.addWrite)
  const ended = new AbortController()
  const sockets = new Set<Socket>()
  let url = ''
  const tokens = createTokenStore(() => world.now())
  const instance: Instance = {
    world,
    rules,
    users,
    clients,
    tokens,
    transformMaps: options.transformMaps ?? [],
    usedAssertions: new Set(),
    imports: new Map(),
    files: new Map(),
    url: () => url,
  }
  const credentials = { users, apiKeys, certificates, userOfToken: tokens.userOf }

  const tls = options.tls ? createCertificate('emulated instance') : undefined
  const server = tls === undefined ? createServer(serve) : createTlsServer(asking(tls, options), serve)
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
  url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  return { url, port, certificate: tls?.cert ?? '', world, behaviours, record, revokeTokens: tokens.revoke, close }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    // A client that went away is no fault of the emulator.
    answer(request, response).catch(() => response.destroy())
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const since = performance.now()
    const call = await readCall(request)
    const shown = showing(call)
    const answered = answerOrFail(() => answerCall(instance, credentials, call, shown))
    response.setHeader('Date', new Date(world.now()).toUTCString())
    const sending = { answer: answered.answer, since, latencyMs, signal: ended.signal }
    const bytes = await sendAnswer(sending, request, response)
    record.addRequest({
      method: request.method ?? '',
      path: call.path,
      query: Object.fromEntries(call.query),
      status: answered.answer.delivery?.how === 'dropped' ? 0 : answered.answer.status,
      user: answered.user,
      at: world.now(),
      userAgent: call.headers['user-agent'] ?? '',
      cookies: call.headers.cookie !== undefined,
      bytes,
      flaws: shown.names,
    })
  }

  async function close(): Promise<void> {
    ended.abort()
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
}

/** A certificate that nobody known signed is no reason to hang up: the client may know another way to say who it is. */
function asking({ key, cert }: Certificate, { clientAuthority }: ServiceNowOptions): ServerOptions {
  if (clientAuthority === undefined) return { key, cert }
  return { key, cert, ca: clientAuthority, requestCert: true, rejectUnauthorized: false }
}

function answerOrFail(answer: () => ReturnType<typeof answerCall>): ReturnType<typeof answerCall> {
  try {
    return answer()
  } catch (error) {
    return { answer: failure(500, 'Internal server error', String(error)), user: '' }
  }
}
