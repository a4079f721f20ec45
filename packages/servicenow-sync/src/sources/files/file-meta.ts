import { readFile } from 'node:fs/promises'
import { bad, good, parseStrictJson, type Reading } from '@ticketbound/core'
import { onDisk } from './file-errors.ts'

/** What the exporter says a file holds, in `FILE.meta.json` beside it. */
export interface FileMeta {
  readonly rows: number
  /** 64 hexadecimal digits. */
  readonly sha256: string
}

/** Reads the meta file beside an export; `undefined` where there is none. */
export async function readFileMeta(source: string, path: string): Promise<Reading<FileMeta> | undefined> {
  const metaPath = `${path}.meta.json`
  const text = await onDisk(source, metaPath, readIfPresent(metaPath))
  return text === undefined ? undefined : parseFileMeta(text)
}

/** Reads what a meta file says. */
export function parseFileMeta(text: string): Reading<FileMeta> {
  const reading = parseStrictJson(text.replace(/^\ufeff/, ''))
  if (!reading.ok) return bad(...reading.faults.map(({ message }) => malformed(message)))
  const meta = reading.value
  if (typeof meta !== 'object' || meta === null) return bad(malformed('it is not a JSON object'))
  const rows = 'rows' in meta ? meta.rows : undefined
  const sha256 = 'sha256' in meta ? meta.sha256 : undefined
  if (typeof rows !== 'number' || !Number.isSafeInteger(rows) || rows < 0) {
    return bad(malformed('`rows` is not a count'))
  }
  if (typeof sha256 !== 'string' || !/^[\da-f]{64}$/i.test(sha256)) {
    return bad(malformed('`sha256` is not 64 hexadecimal digits'))
  }
  return good({ rows, sha256: sha256.toLowerCase() })
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function malformed(why: string) {
  return { code: 'meta-malformed', message: why, help: 'write it like {"rows":2,"sha256":"…"}, or remove it' }
}
