import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands before a server, and can hold a request back for ever. */
export interface Gate {
  readonly url: string
  /** Holds the nth request from now on whose path has this in it, and all that follow; `onHeld` is told when it arrives. */
  holdAt(nth: number, part: string, onHeld: () => void): void
  /** Lets requests through again; those that were held are lost. */
  open(): void
  close(): Promise<void>
}

/** Opens a gate before a server on this machine. */
export async function openGateBefore(target: string): Promise<Gate> {
  let arrived = 0
  let held = Number.POSITIVE_INFINITY
  let counts = ''
  let tell = (): void => {}
  const server = createServer((incoming, response) => {
    if (arrived < held && (incoming.url ?? '').includes(counts)) {
      arrived += 1
      if (arrived === held) tell()
    }
    if (arrived < held) pass(incoming, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = incoming
    const onward = request(new URL(incoming.url ?? '/', target), { method: method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    // Who was killed hangs up; that is no fault of the gate.
    onward.on('error', () => response.destroy())
    incoming.pipe(onward)
  }

  return {
    url: `http://127.0.0.1:${port}`,
    holdAt: (nth, part, onHeld) => {
      arrived = 0
      held = nth
      counts = part
      tell = onHeld
    },
    open: () => {
      arrived = 0
      held = Number.POSITIVE_INFINITY
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
