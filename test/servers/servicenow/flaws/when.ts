import type { Call } from '../wire/call.ts'

/** The part of the instance a request is for. */
export type Api = 'table' | 'stats' | 'import' | 'attachment' | 'batch' | 'oauth' | 'other'

/** When a flaw shows. All that is given must hold; requests are counted from the moment the flaw was switched on. */
export interface When {
  readonly table?: string
  readonly method?: string
  /** Default: every API but `oauth`. */
  readonly api?: Api
  /** Only for the first so many requests that the rest of this allows. */
  readonly first?: number
  /** Only for the nth (from 1) of them. */
  readonly nth?: number | readonly number[]
  /** Only for each nth of them. */
  readonly every?: number
  /** With this probability, drawn anew for each. */
  readonly probability?: number
  /** Of the draws; the same seed draws the same. Default 1. */
  readonly seed?: number
}

/** What a request is for, as its path says. */
export function aimOf({ path }: Call): { readonly api: Api; readonly table: string | undefined } {
  if (path === '/oauth_token.do') return { api: 'oauth', table: undefined }
  const [, api, table] =
    /^\/api\/now(?:\/v\d+)?\/(table|stats|import|attachment|batch)\b(?:\/([^/]+))?/.exec(path) ?? []
  switch (api) {
    case 'table':
    case 'stats':
    case 'import':
      return { api, table }
    case 'attachment':
    case 'batch':
      return { api, table: undefined }
    default:
      return { api: 'other', table: undefined }
  }
}

/** Whether a request is one that a flaw may show for, before it is counted. */
export function concerns(when: When, call: Call): boolean {
  const { api, table } = aimOf(call)
  if (when.api === undefined ? api === 'oauth' : when.api !== api) return false
  if (when.table !== undefined && when.table !== table) return false
  return when.method === undefined || when.method === call.method
}

/** Whether a flaw shows for the nth request it may show for. */
export function shows(when: When, nth: number, chance: (probability: number) => boolean): boolean {
  if (when.first !== undefined && nth > when.first) return false
  if (when.nth !== undefined && ![when.nth].flat().includes(nth)) return false
  if (when.every !== undefined && nth % when.every !== 0) return false
  return when.probability === undefined || chance(when.probability)
}
