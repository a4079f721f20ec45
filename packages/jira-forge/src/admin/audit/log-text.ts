import type { StoredEntry } from '@ticketbound/core'

/** Writes entries as `log.ndjson` holds them: one a line, with the bytes that its hash covers as they are. */
export function logText(entries: readonly StoredEntry[]): string {
  return entries.map(({ hash, bytes }) => `{"hash":"${hash}","entry":${bytes}}\n`).join('')
}
