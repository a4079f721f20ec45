import { askStorage, toStorageFailure } from './ask-storage.ts'
import type { Kvs } from './kvs.ts'
import { mostInBatch, readBatch } from './read-batch.ts'

/** Where the chunks of a text are, and how many there are. */
export interface TextChunks {
  readonly at: string
  readonly chunks: number
}

/**
 * How many characters a chunk has at most. Each takes at most six bytes as JSON (`\u0000`), which keeps even the worst
 * chunk below the 240 KiB that the platform keeps of a value.
 */
const chunkLength = 40_000

/** Writes the chunks of a text. They are nothing until something speaks of them. */
export async function writeChunks(kvs: Kvs, at: string, text: string, what: string): Promise<TextChunks> {
  const parts = cut(text)
  const items = parts.map((value, index) => ({ key: keyOf(at, index), value }))
  for (let from = 0; from < items.length; from += mostInBatch) {
    const { failedKeys } = await askStorage(what, () => kvs.batchSet(items.slice(from, from + mostInBatch)))
    const [failed] = failedKeys
    if (failed !== undefined) throw toStorageFailure(what, failed.error)
  }
  return { at, chunks: parts.length }
}

/** Reads a text back, as far as its chunks are there: whether it is what was written, its digest says. */
export async function readChunks(kvs: Kvs, text: TextChunks, what: string): Promise<string> {
  const keys = keysOf(text).map((key) => ({ key }))
  const parts = await readBatch(kvs, keys, what)
  return parts.join('')
}

/** Deletes the chunks of a text that nothing speaks of any more. */
export async function deleteChunks(kvs: Kvs, text: TextChunks, what: string): Promise<void> {
  const keys = keysOf(text).map((key) => ({ key }))
  for (let from = 0; from < keys.length; from += mostInBatch) {
    await askStorage(what, () => kvs.batchDelete(keys.slice(from, from + mostInBatch)))
  }
}

function keysOf({ at, chunks }: TextChunks): readonly string[] {
  return Array.from({ length: chunks }, (_, index) => keyOf(at, index))
}

function keyOf(at: string, index: number): string {
  return `${at}:${index}`
}

/** A character of two code units is not cut in half: half of one is no text. */
function cut(text: string): readonly string[] {
  const parts: string[] = []
  for (let from = 0; from < text.length; ) {
    const end = from + chunkLength
    const halves = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))
    parts.push(text.slice(from, halves ? end - 1 : end))
    from = halves ? end - 1 : end
  }
  return parts
}
