import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/** How a body is read. */
export interface BodyReading {
  readonly encoding: string | undefined
  readonly contentType: string | undefined
  /** Counted once it is unpacked. */
  readonly maxBytes: number
  /** Told of each piece as it arrives. */
  readonly onBytes: (bytes: number) => void
  readonly signal: AbortSignal
}

/** A body as text, or that it has more bytes than are read, or that it is packed in a way that was not asked for. */
export type BodyRead = { readonly text: string } | { readonly refused: 'too-large' | 'encoding-unknown' }

/**
 * Reads a body to its end. Throws where it is cut, where its packing is damaged, and where JSON is not UTF-8. axios would
 * take a packed body that ends too early for a whole one, so it is unpacked here.
 */
export async function readBody(body: Readable, reading: BodyReading): Promise<BodyRead> {
  const packed = reading.encoding?.trim().toLowerCase() ?? ''
  const isGzip = packed === 'gzip' || packed === 'x-gzip'
  if (!isGzip && packed !== '' && packed !== 'identity') {
    body.destroy()
    return { refused: 'encoding-unknown' }
  }
  const chunks: Buffer[] = []
  let bytes = 0
  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      reading.onBytes(chunk.length)
      yield chunk
    }
  }
  async function collect(source: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > reading.maxBytes) throw new BodyTooLarge()
      chunks.push(chunk)
    }
  }
  try {
    const { signal } = reading
    if (isGzip) await pipeline(body, counted, createGunzip(), collect, { signal })
    else await pipeline(body, counted, collect, { signal })
  } catch (error) {
    if (bytes > reading.maxBytes) return { refused: 'too-large' }
    throw error
  }
  const decoder = new TextDecoder('utf-8', { fatal: /json/i.test(reading.contentType ?? '') })
  return { text: decoder.decode(Buffer.concat(chunks)) }
}

class BodyTooLarge extends Error {}
