import { parseArgs } from 'node:util'
import { createSmallJira } from '../../world/jira/small-jira.ts'
import { type FlawName, type Flaws, flawNames } from './flaws/catalogue.ts'
import { type JiraEmulator, type JiraOptions, startJira } from './start-jira.ts'

const usage = `pnpm emulate jira [options]

  --port N            where to listen; default: any port that is free
  --any-status-hole   let a transition lead from any status round the approval
  --latency MS        let no answer go out sooner than so long after its request
  --flaws A,B         switch these flaws on, as they are by default

Flaws: ${flawNames.join(', ')}
`

/** Runs an emulated site until it is interrupted. No app is installed on it. */
export async function runJira(given: readonly string[]): Promise<void> {
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
  const server = await startJira(options).catch((error: Error) => error)
  if (server instanceof Error) {
    console.error(`The site could not start: ${server.message}`)
    process.exitCode = 2
    return
  }
  for (const line of introduction(server)) console.log(line)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
}

function optionsFrom(given: readonly string[]): JiraOptions | string {
  const values = valuesOf(given)
  if (typeof values === 'string') return values
  const { port = '0', latency = '0', flaws = '' } = values
  const wrong = Object.entries({ port, latency }).find(([, value]) => !/^\d+$/.test(value))
  if (wrong !== undefined) return `\`--${wrong[0]}\` is a whole number.`
  const names = flaws.split(',').filter((name) => name !== '')
  const unknown = names.find((name) => !isFlaw(name))
  if (unknown !== undefined) return `There is no flaw \`${unknown}\`.`
  return {
    world: createSmallJira({ anyStatusHole: values['any-status-hole'] ?? false }),
    flaws: Object.fromEntries(names.map((name) => [name, true])) as Flaws,
    port: Number(port),
    latencyMs: Number(latency),
  }
}

function valuesOf(given: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { port: text, latency: text, flaws: text, 'any-status-hole': { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...given].filter((word) => word !== '--'), options }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isFlaw(name: string): name is FlawName {
  return flawNames.some((each) => each === name)
}

function introduction({ url, world, flaws, tokenFor }: JiraEmulator): readonly string[] {
  const users = [...world.users.values()]
  const { switchedOn } = flaws
  return [
    `An emulated Jira site listens on ${url}`,
    '',
    'People (basic authentication by address and API token, or the token as a bearer):',
    ...users.map(({ accountId, email = '(an app)', groups }) => {
      const named = `  ${email}  ${tokenFor(accountId)}`
      return groups.length === 0 ? named : `${named}  (${groups.join(', ')})`
    }),
    `Issues: ${[...world.issues.keys()].join(', ')}`,
    `Flaws: ${switchedOn.length === 0 ? 'none' : switchedOn.join(', ')}`,
    '',
    `Try: curl -u carol@example.com:${tokenFor('acc-carol')} '${url}/rest/api/3/issue/ACC-1?fields=summary,status'`,
    'Ctrl-C ends it.',
  ]
}
