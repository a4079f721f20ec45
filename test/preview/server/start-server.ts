import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { Pages } from '../build-pages.ts'
import { answerApi } from './answer-api.ts'
import type { Backend } from './backend.ts'
import { framePage, mainPage, withBridge } from './html.ts'
import { createSessions, type Session } from './sessions.ts'

/** A preview that listens. */
export interface Listening {
  readonly url: string
  stop(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Serves the page, the app's screens and what both ask; only to this machine. `port` 0 takes a free one. */
export async function startServer(backend: Backend, pages: Pages, port: number): Promise<Listening> {
  const sessions = createSessions(backend.people)
  const server = createServer((request, response) => {
    void answer(request, response).catch((error) => {
      sendJson(response, 500, { message: error instanceof Error ? error.message : String(error) })
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    const path = new URL(url, 'http://localhost').pathname
    if (method === 'GET' && servePage(path, pages, response)) return
    const session = sessions.of(request.headers.cookie)
    if (path.startsWith('/jira/')) return passToJira(request, response, session)
    if (path.startsWith('/api/')) {
      const body = parse(await bodyOf(request))
      const { status, body: said } = await answerApi({ method, path, body }, session, sessions, backend)
      return sendJson(response, status, said, session)
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...cookieOf(session) }).end(mainPage(pages))
  }

  async function passToJira(request: IncomingMessage, response: ServerResponse, session: Session): Promise<void> {
    const { method = 'GET', url = '' } = request
    const asked = { method, path: url.slice('/jira'.length), body: await bodyOf(request) }
    const { status, body } = await backend.askJira(asked, session.accountId)
    response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : body)
  }

  await listen(server, port)
  const { port: taken } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${taken}`, stop: () => close(server) }
}

function servePage(path: string, pages: Pages, response: ServerResponse): boolean {
  const frame = /^\/frames\/([\w-]+)$/.exec(path)?.[1]
  const found = frame === undefined ? pages.get(path) : framePage(frame)
  if (found === undefined) return false
  const html = path.startsWith('/custom-ui/') && path.endsWith('.html') ? withBridge(String(found)) : found
  response.writeHead(200, { 'content-type': types[extname(path)] ?? types['.html'] }).end(html)
  return true
}

function cookieOf(session: Session): Record<string, string> {
  return { 'set-cookie': `preview=${session.id}; Path=/; HttpOnly; SameSite=Strict` }
}

function sendJson(response: ServerResponse, status: number, body: unknown, session?: Session): void {
  const cookie = session === undefined ? {} : cookieOf(session)
  // What a resolver gives may be nothing at all, which JSON cannot say.
  response.writeHead(status, { 'content-type': 'application/json', ...cookie }).end(JSON.stringify(body) ?? '')
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function parse(body: string): unknown {
  return body === '' ? {} : JSON.parse(body)
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve())
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
