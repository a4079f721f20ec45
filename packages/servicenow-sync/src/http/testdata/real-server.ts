import http, { type RequestListener } from 'node:http'
import https, { type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

/** A server on a free port of this machine, for what a mock cannot show. */
export interface RealServer extends AsyncDisposable {
  readonly url: string
  /** How many connections were opened. */
  readonly connections: () => number
}

/** Starts a server; with TLS where it is given a certificate. */
export async function startServer(answer: RequestListener, tls?: ServerOptions): Promise<RealServer> {
  const server = tls === undefined ? http.createServer(answer) : https.createServer(tls, answer)
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready)
  })
  const { port } = server.address() as AddressInfo
  async function end(): Promise<void> {
    const closed = new Promise<void>((done) => {
      server.close(() => done())
    })
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    connections: () => connections,
    [Symbol.asyncDispose]: end,
  }
}
