import { configError, type TicketboundError } from '../errors.ts'
import type { HttpRequest } from './http-client.ts'

/** Reads the address that all requests of a client begin with. Throws a config error for one that is not to be trusted. */
export function readBaseUrl(text: string, vendor: string): URL {
  const url = URL.parse(text)
  // What is wrong with it is said without it: it may hold a password.
  if (url === null) throw addressError(vendor, 'is no URL')
  if (url.username !== '' || url.password !== '') throw addressError(vendor, 'holds a user or a password')
  if (url.search !== '' || url.hash !== '') throw addressError(vendor, 'holds a query or a fragment')
  if (url.protocol === 'https:') return url
  if (url.protocol === 'http:' && isThisMachine(url.hostname)) return url
  throw addressError(vendor, 'does not begin with `https://`')
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function addressError(vendor: string, fault: string): TicketboundError {
  return configError({
    code: 'address-not-allowed',
    message: `the address of ${vendor} ${fault}`,
    help: 'write it like `https://example.service-now.com`; `http://` is for this machine only, and secrets have places of their own',
  })
}

/** Gives the URL of a request. Throws where its path leads elsewhere than it says: that is a defect of ours. */
export function urlOf(base: URL, { path, query = {} }: Pick<HttpRequest, 'path' | 'query'>): URL {
  const wanted = base.pathname.replace(/\/$/, '') + path
  const url = new URL(base)
  url.pathname = wanted
  // The parser removes line breaks and dots, and turns backslashes round, without a word.
  if (!path.startsWith('/') || url.pathname !== wanted) {
    throw new Error('a path of a request is not what it seems')
  }
  const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  url.search = pairs.join('&')
  return url
}
