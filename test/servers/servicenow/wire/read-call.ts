import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Call } from './call.ts'

/** Takes a request apart once its body is there. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://instance')
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const certificate = certificateOf(request)
  const bytes = await bytesOf(request)
  return {
    method: methodOf(request.method ?? 'GET', headers),
    path: pathname,
    query: searchParams,
    headers,
    body: bytes.toString(),
    bytes,
    ...(certificate !== undefined && { certificate }),
  }
}

/** ServiceNow: HEAD is GET without the body, and a header may name another method. */
function methodOf(method: string, headers: Readonly<Record<string, string>>): string {
  const meant = headers['x-http-method-override']?.toUpperCase() ?? method
  return meant === 'HEAD' ? 'GET' : meant
}

function certificateOf({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined
  const name: unknown = socket.getPeerCertificate().subject?.CN
  return typeof name === 'string' ? name : undefined
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
