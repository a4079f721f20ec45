import { type Asked, type Asking, askServer } from '../ask-server.ts'
import type { ServiceNowServer } from './start-servicenow.ts'

/** What a test may say beside the path, and who asks. */
export interface AskingInstance extends Asking {
  /** `name:password`; default `admin:admin`. */
  readonly as?: string
}

/** Asks an instance something; `path` goes on after `/api/now/`, unless it begins with a slash. */
export function ask(server: ServiceNowServer, path: string, asking: AskingInstance = {}): Promise<Asked> {
  const { as = 'admin:admin', headers, ...rest } = asking
  const address = `${server.url}${path.startsWith('/') ? path : `/api/now/${path}`}`
  return askServer(address, { ...rest, headers: { Authorization: `Basic ${btoa(as)}`, ...headers } })
}
