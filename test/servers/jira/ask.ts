import { type Asked, type Asking, askServer } from '../ask-server.ts'
import { tokenFor } from './access/authenticate.ts'

/** What a test may say beside the path, and who asks. */
export interface AskingJira extends Asking {
  /** An account; default `acc-mia`, who administers Jira. Empty: nobody. */
  readonly as?: string
}

/** Asks a site something; `path` goes on after `/rest/api/3/`, unless it begins with a slash. */
export function ask(server: { readonly url: string }, path: string, asking: AskingJira = {}): Promise<Asked> {
  const { as = 'acc-mia', headers, ...rest } = asking
  const address = `${server.url}${path.startsWith('/') ? path : `/rest/api/3/${path}`}`
  return askServer(address, {
    ...rest,
    headers: { ...(as !== '' && { Authorization: `Bearer ${tokenFor(as)}` }), ...headers },
  })
}
