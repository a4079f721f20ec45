import type { ServiceNowAuth } from '../../config/servicenow-shape.ts'
import type { TicketboundError } from '../../errors.ts'
import { amountOf } from '../../report/amount.ts'
import { type Check, type CheckId, check } from './check.ts'
import { type Look, sayLook } from './look.ts'
import type { TokenFacts } from './watch-tokens.ts'

/** What stands between this machine and an answer, in order: where one fails, nothing is known of those behind it. */
const steps = ['reachable', 'certificate', 'instance', 'credentials'] as const satisfies readonly CheckId[]

/** Where the first question got to. */
export interface Contact {
  readonly checks: readonly Check[]
  /** Why nothing else can be asked; absent where it can. */
  readonly broken?: TicketboundError
}

/** What is known of an instance before it is asked. */
export interface Address {
  readonly instance: string
  readonly auth: ServiceNowAuth['type']
}

/** Judges the first question of all: who asks. Whatever was answered to it, an answer is all that is needed here. */
export function judgeContact(first: Look, { instance, auth }: Address, token: TokenFacts | undefined): Contact {
  const broken = first.kind === 'error' ? first.error : undefined
  const until = broken === undefined ? steps.length : steps.indexOf(stepOf(broken))
  const checks = steps.map((id, at) => {
    if (at < until) return check(id, { outcome: 'ok', found: wellOf(id, { instance, auth }, token) })
    if (at > until || broken === undefined) return check(id, { outcome: 'skipped', found: 'it was not got so far' })
    return check(id, { outcome: 'failed', found: sayLook({ kind: 'error', error: broken }), fix: broken.help })
  })
  return { checks, ...(broken !== undefined && { broken }) }
}

const ofCertificates: ReadonlySet<string> = new Set(['certificate-untrusted', 'certificate-refused', 'tls-failed'])

function stepOf({ code }: TicketboundError): (typeof steps)[number] {
  if (code === 'http-unreachable') return 'reachable'
  if (ofCertificates.has(code)) return 'certificate'
  if (/^(?:credentials|secret|oauth|signing)-/.test(code)) return 'credentials'
  return 'instance'
}

function wellOf(id: (typeof steps)[number], { instance, auth }: Address, token: TokenFacts | undefined): string {
  switch (id) {
    case 'reachable':
      return `${instance} answers`
    case 'certificate':
      return instance.startsWith('https:') ? 'it is trusted' : 'none is needed on this machine'
    case 'instance':
      return 'it answers as an instance does'
    case 'credentials':
      return token === undefined ? `accepted (${auth})` : `accepted (${auth}): ${sayToken(token)}`
  }
}

function sayToken({ scope, livesSeconds }: TokenFacts): string {
  const lives =
    livesSeconds === undefined ? 'a token of unknown life' : `a token for ${amountOf(livesSeconds, 'second')}`
  return scope === undefined || scope === '' ? lives : `${lives}, scope \`${scope}\``
}
