import { configError } from '../errors.ts'

/** The headers of a request; the names in lower case. */
export type Headers = Readonly<Record<string, string>>

/**
 * Puts headers together, later ones before earlier ones of the same name. Throws a config error for one that holds a
 * line break or anything else that no header may hold: most likely a secret that was copied with something too much.
 */
export function joinHeaders(vendor: string, ...all: readonly Headers[]): Headers {
  const joined: Record<string, string> = {}
  for (const [given, value] of all.flatMap((headers) => Object.entries(headers))) {
    const name = given.toLowerCase()
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw configError({
        code: 'header-not-allowed',
        message: `a header for ${vendor} holds a line break or a character that no header may hold`,
        help: 'look for one in the secrets, names and keys of the configuration; most often a secret was copied with a line too many',
      })
    }
    joined[name] = value
  }
  return joined
}

/** Flattens a server's headers, and leaves its cookies out: they are credentials, and are never sent back. */
export function flatHeaders(given: Iterable<readonly [string, unknown]>): Headers {
  const flat: Record<string, string> = {}
  for (const [name, value] of given) {
    if (name.toLowerCase() === 'set-cookie' || value === undefined || value === null) continue
    flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
  }
  return flat
}
