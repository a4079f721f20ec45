import * as v from 'valibot'
import { TicketboundError } from '../../../errors.ts'
import { backOff } from '../../../http/back-off.ts'
import type { Clock } from '../../../http/clock.ts'
import type { HttpClient, HttpResponse } from '../../../http/http-client.ts'
import type { Token } from './create-tokens.ts'
import { tokenError } from './token-error.ts'

/** How a token is asked for. */
export type Grant =
  | { readonly grant: 'client_credentials'; readonly clientId: string; readonly clientSecret: string }
  | {
      readonly grant: 'jwt-bearer'
      readonly clientId: string
      readonly clientSecret: string
      /** Signs a new assertion: the instance takes none twice. */
      readonly sign: () => Promise<string>
      readonly clock: Clock
    }

/** Where no life is given: short enough to be renewed before most ends. */
const unknownLife = 300

const TokenAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  token_type: v.optional(v.pipe(v.string(), v.toLowerCase(), v.literal('bearer')), 'bearer'),
  expires_in: v.optional(
    v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite(), v.minValue(1)),
    unknownLife,
  ),
})

/**
 * Asks the instance for a token. Everything stands in the body, form-encoded: it takes neither JSON nor parameters in
 * the address. Throws a config error that names the remedy where the instance refuses.
 *
 * @see https://www.servicenow.com/docs/r/platform-security/authentication/r_OAuthAPIRequestParameters.html
 */
export async function askForToken(http: HttpClient, grant: Grant): Promise<Token> {
  const response =
    grant.grant === 'client_credentials' ? await post(http, formOf(grant, {}), true) : await assert(http, grant)
  const answer = readAnswer(response)
  if (answer === undefined) throw tokenError(response, grant.grant)
  return { text: answer.access_token, lifeMs: answer.expires_in * 1000 }
}

/** How often an assertion is made anew where it is not known what became of the one before. */
const mostAssertions = 4

async function assert(
  http: HttpClient,
  grant: Extract<Grant, { readonly grant: 'jwt-bearer' }>,
): Promise<HttpResponse> {
  for (let made = 1; ; made += 1) {
    const form = formOf(grant, { assertion: await grant.sign() })
    try {
      return await post(http, form, false)
    } catch (error) {
      if (!isDoubtful(error) || made === mostAssertions) throw error
      const wait = backOff({ firstMs: 500, mostMs: 10_000 }, made, grant.clock.random())
      await grant.clock.sleep(wait, new AbortController().signal)
    }
  }
}

function isDoubtful(error: unknown): boolean {
  return error instanceof TicketboundError && error.code === 'http-outcome-unknown'
}

const grantTypes = {
  client_credentials: 'client_credentials',
  'jwt-bearer': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const

function formOf({ grant, clientId, clientSecret }: Grant, more: Readonly<Record<string, string>>): string {
  const form = { grant_type: grantTypes[grant], client_id: clientId, client_secret: clientSecret, ...more }
  return new URLSearchParams(form).toString()
}

function post(http: HttpClient, body: string, repeatable: boolean): Promise<HttpResponse> {
  const contentType = 'application/x-www-form-urlencoded'
  return http.send({ method: 'POST', path: '/oauth_token.do', what: 'a token', body, contentType, repeatable })
}

function readAnswer({ status, text }: HttpResponse): v.InferOutput<typeof TokenAnswer> | undefined {
  if (status !== 200) return undefined
  const reading = v.safeParse(TokenAnswer, parsed(text))
  return reading.success ? reading.output : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
