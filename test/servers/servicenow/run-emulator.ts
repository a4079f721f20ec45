import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { instanceAccess } from '../../world/servicenow/instance-access.ts'
import { createSmallInstance } from '../../world/servicenow/small-instance.ts'
import { type Behaviours, type FlawName, flawNames } from './flaws/catalogue.ts'
import { type ServiceNowOptions, type ServiceNowServer, startServiceNow } from './start-servicenow.ts'
import { bigInstance } from './worlds/big-instance.ts'
import { smallInstance } from './worlds/small-instance.ts'

const dayMs = 24 * 60 * 60 * 1000

const usage = `pnpm emulate servicenow [options]

  --port N            where to listen; default: any port that is free
  --tls               speak TLS, with a certificate made on the spot
  --certificate FILE  write that certificate there, for clients to trust
  --world NAME        small (default), big: many requested items, or demo: the tickets of the demo's last night
  --rows N            of the big world; default 100000
  --latency MS        let no answer go out sooner than so long after its request
  --flaws A,B         switch these flaws on, as they are by default
  --user NAME         a further administrator
  --password TEXT     of that administrator; default: the name

Flaws: ${flawNames.join(', ')}
`

/** Runs an emulated instance until it is interrupted. */
export async function runServiceNow(given: readonly string[]): Promise<void> {
  if (given.includes('--help')) {
    console.log(usage)
    return
  }
  const options = optionsFrom(given)
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`)
    process.exitCode = 2
    return
  }
  const server = await startServiceNow(options.start).catch((error: Error) => error)
  if (server instanceof Error) {
    console.error(`The instance could not start: ${server.message}`)
    process.exitCode = 2
    return
  }
  if (options.certificate !== undefined) writeFileSync(options.certificate, server.certificate)
  for (const line of introduction(server, options)) console.log(line)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
}

interface Options {
  readonly start: ServiceNowOptions
  readonly certificate: string | undefined
}

function optionsFrom(given: readonly string[]): Options | string {
  const values = valuesOf(given)
  if (typeof values === 'string') return values
  const { world = 'small', flaws = '', user, password = user ?? '' } = values
  if (world !== 'small' && world !== 'big' && world !== 'demo') return `There is no world \`${world}\`.`
  const numbers = ['port', 'rows', 'latency'] as const
  const wrong = numbers.find((name) => !/^\d+$/.test(values[name] ?? '0'))
  if (wrong !== undefined) return `\`--${wrong}\` is a whole number.`
  const names = flaws.split(',').filter((name) => name !== '')
  const unknown = names.find((name) => !isFlaw(name))
  if (unknown !== undefined) return `There is no flaw \`${unknown}\`.`
  const instance = instanceOf(world, Number(values.rows ?? '100000'))
  const more = user === undefined ? [] : [{ name: user, password, roles: ['admin'] }]
  const start = {
    ...instance,
    users: [...instance.users, ...more],
    behaviours: Object.fromEntries(names.map((name) => [name, true])) as Behaviours,
    port: Number(values.port ?? '0'),
    latencyMs: Number(values.latency ?? '0'),
    tls: values.tls ?? false,
  }
  return { start, certificate: values.certificate }
}

function instanceOf(world: 'small' | 'big' | 'demo', rows: number) {
  if (world === 'demo') return demoInstance()
  const now = (): number => Date.now() - dayMs
  const instance = world === 'small' ? smallInstance({ now }) : bigInstance(rows, { now })
  // What is there is a day old: a night leaves out what was made in its last minute.
  instance.world.now = Date.now
  return instance
}

function demoInstance() {
  const { world, playTo } = createSmallInstance()
  playTo(3)
  // Nothing happens on it any more, but it knows what time it is.
  world.now = Date.now
  return { world, ...instanceAccess }
}

function valuesOf(given: readonly string[]) {
  const text = { type: 'string' } as const
  const names = ['port', 'world', 'rows', 'latency', 'flaws', 'user', 'password', 'certificate'] as const
  const options = { ...Object.fromEntries(names.map((name) => [name, text])), tls: { type: 'boolean' } } as const
  try {
    const { values } = parseArgs({ args: [...given].filter((word) => word !== '--'), options })
    return values as { readonly [Name in (typeof names)[number]]?: string } & { readonly tls?: boolean }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isFlaw(name: string): name is FlawName {
  return flawNames.some((each) => each === name)
}

function introduction(
  { url, behaviours, world }: ServiceNowServer,
  { start, certificate }: Options,
): readonly string[] {
  const flaws = Object.keys(behaviours)
  return [
    `An emulated ServiceNow instance listens on ${url}`,
    '',
    'Users (basic authentication):',
    ...(start.users ?? []).map(({ name, password, roles }) => `  ${name}  ${password}  (${roles.join(', ')})`),
    ...(start.oauthClients ?? []).map(
      ({ id, secret, user }) => `OAuth client credentials: id ${id}, secret ${secret}, which stand for ${user}`,
    ),
    ...Object.entries(start.apiKeys ?? {}).map(([key, user]) => `API key: ${key}, which stands for ${user}`),
    `Requested items: ${world.count('sc_req_item')}`,
    `Flaws: ${flaws.length === 0 ? 'none' : flaws.join(', ')}`,
    ...(certificate === undefined ? [] : [`Certificate to trust: ${certificate}`]),
    '',
    `Try: curl ${start.tls ? '-k ' : ''}-u admin:admin -H 'Accept: application/json' '${url}/api/now/table/sc_req_item?sysparm_limit=1'`,
    'Ctrl-C ends it.',
  ]
}
