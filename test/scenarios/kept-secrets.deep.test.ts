import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../packages/servicenow-sync/src/cli/main.ts'
import { captured } from '../../packages/servicenow-sync/src/cli/testdata/small-house.ts'
import { startServer } from '../../packages/servicenow-sync/src/http/testdata/real-server.ts'
import { scratchFolders } from './scratch-folders.ts'

const folders = scratchFolders('ticketbound-secrets-')
afterAll(() => folders.removeAll())

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const secrets = {
  SN_PASSWORD: 'pass "w0rd"/+=%',
  SN_API_KEY: 'an-api-key-that-nobody-guesses',
  SN_CLIENT_SECRET: 'client s3cret&with=signs',
  SN_KEY: pem,
} as const

const token = 'an-access-token-that-nobody-guesses'

const ways = [
  ['basic', '{ type: basic, user: reader, password: { env: SN_PASSWORD } }'],
  ['api-key', '{ type: api-key, key: { env: SN_API_KEY } }'],
  ['client-credentials', '{ type: client-credentials, clientId: abc, clientSecret: { env: SN_CLIENT_SECRET } }'],
  [
    'jwt-bearer',
    '{ type: jwt-bearer, clientId: abc, clientSecret: { env: SN_CLIENT_SECRET }, user: reader, key: { env: SN_KEY } }',
  ],
] as const

/** How an instance that repeats what it was sent answers to everything but a request for a token. */
const answers = [
  ['400', 400, 'application/json'],
  ['401', 401, 'application/json'],
  ['403', 403, 'application/json'],
  ['404', 404, 'application/json'],
  ['a redirection', 302, 'text/plain'],
  ['a web page', 200, 'text/html'],
  ['a page that ends in an error', 200, 'application/json'],
] as const

/** Everything of a request that may hold a secret, as it came. */
async function repeated(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  const { authorization = '', 'x-sn-apikey': key = '' } = request.headers
  return [authorization, String(key), body, decodeURIComponent(body.replaceAll('+', ' '))].join(' ')
}

/** Answers a request for a token with one, or refuses it; and everything else in the given way. */
function echo(status: number, type: string, isTokenGiven: boolean) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const said = await repeated(request)
    const isToken = request.url === '/oauth_token.do'
    if (isToken && isTokenGiven) {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 1800 }))
      return
    }
    const error = isToken ? 'invalid_client' : { message: said, detail: said }
    response.writeHead(isToken ? 401 : status, {
      'content-type': isToken ? 'application/json' : type,
      location: `https://elsewhere.example/?${encodeURIComponent(said)}`,
      'x-ratelimit-limit': '5',
      'x-ratelimit-rule': encodeURIComponent(said),
    })
    response.end(JSON.stringify({ result: [], error, error_description: said, status: 'failure' }))
  }
}

function openHouse(url: string, auth: string): string {
  const folder = folders.track(mkdtempSync(join(tmpdir(), 'ticketbound-secrets-')))
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
  put('access.ndjson', '{"account":"bob","entitlement":"deploy"}\n')
  put(
    'servicenow-map.yaml',
    'items:\n  - { item: A, kind: provision, principal: { field: requested_for }, entitlement: deploy }\n',
  )
  put(
    'ticketbound.yaml',
    `store: ./ticketbound.db
report: ./report.html
servicenow: { instance: "${url}", auth: ${auth}, map: ./servicenow-map.yaml }
sources:
  - { name: itsm, reads: requests, type: servicenow }
  - { name: people, reads: people, type: servicenow }
  - { name: prod, reads: access, type: files, path: ./access.ndjson, system: prod }
writeBack: { type: servicenow, mode: apply, table: u_ticketbound_finding, notes: true, tasks: { table: sc_task } }
`,
  )
  return folder
}

const commands = [
  ...['run', 'run --json', 'doctor', 'doctor --json'],
  ...['write-back', 'write-back --json --apply', 'findings --json'],
]

/** Everything that a house's commands said, and left in its folder. */
async function everythingOf(folder: string): Promise<string> {
  const config = ['--config', join(folder, 'ticketbound.yaml')]
  const said: string[] = []
  for (const command of commands) {
    const { io, texts } = captured()
    await main([...command.split(' '), ...config], {
      ...io,
      env: { ...secrets, TICKETBOUND_DEBUG: '1' },
      now: () => Date.now(),
    })
    said.push(texts.out, texts.err)
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) said.push(readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  return said.join('\n')
}

/** Every secret as it may be written somewhere. */
function written(): readonly string[] {
  const lines = pem.split('\n').filter((line) => line.length > 16 && !line.startsWith('-'))
  const plain = [token, secrets.SN_PASSWORD, secrets.SN_API_KEY, secrets.SN_CLIENT_SECRET, ...lines]
  return [`reader:${secrets.SN_PASSWORD}`, ...plain].flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    Buffer.from(secret).toString('base64'),
  ])
}

describe.each(ways)('secrets of %s', (_way, auth) => {
  it.each(answers)('are told nobody by an instance that repeats them in %s', async (_what, status, type) => {
    await using server = await startServer(echo(status, type, true))
    const everything = await everythingOf(openHouse(server.url, auth))
    expect(everything).toContain('prod')
    expect(written().filter((secret) => everything.includes(secret))).toEqual([])
  })
})

it.each(ways.slice(2))('a refused token of %s is told without what it was asked for with', async (_way, auth) => {
  await using server = await startServer(echo(403, 'application/json', false))
  const everything = await everythingOf(openHouse(server.url, auth))
  expect(everything).toContain('oauth-client-refused')
  expect(written().filter((secret) => everything.includes(secret))).toEqual([])
})
