import { parseArgs } from 'node:util'
import { characters } from './house/people.ts'
import type { Preview } from './start-preview.ts'

const usage = `pnpm preview jira [options]

Shows the Jira app in a page on this machine: its real screens and functions, on an emulated Jira.

  --port N             where to listen; default: any port that is free
  --screenshots DIR    write pictures of the screens into that folder, and end
  --help               this text
`

interface Options {
  readonly port: number
  readonly screenshots: string | undefined
}

const options = optionsFrom(process.argv.slice(2))
if (options === 'help') console.log(usage)
else if (typeof options === 'string') {
  console.error(`${options}\n\n${usage}`)
  process.exitCode = 2
} else await run(options)

async function run({ port, screenshots }: Options): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
  const since = performance.now()
  // What starts it all takes a while to load, which `--help` need not wait for.
  const { startPreview } = await import('./start-preview.ts')
  const preview = await startPreview({ port }).catch((error: Error) => error)
  if (preview instanceof Error) {
    console.error(`The preview could not start: ${preview.message}`)
    process.exitCode = 2
    return
  }
  if (screenshots === undefined) return console.log(introduction(preview, performance.now() - since))
  const { takeScreenshots } = await import('./take-screenshots.ts')
  for (const file of await takeScreenshots(preview, screenshots)) console.log(file)
  await preview.stop()
}

function optionsFrom(given: readonly string[]): Options | 'help' | string {
  const parsed = parse(given)
  if (typeof parsed === 'string') return parsed
  const { values, positionals } = parsed
  if (values.help === true) return 'help'
  if (positionals.join(' ') !== 'jira')
    return `Say what to preview: jira. You said: ${positionals.join(' ') || 'nothing'}.`
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return `\`--port ${values.port}\` is no port.`
  return { port, screenshots: values.screenshots }
}

function parse(args: readonly string[]) {
  const options = { port: { type: 'string' }, screenshots: { type: 'string' }, help: { type: 'boolean' } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function introduction({ url, house: { story } }: Preview, tookMs: number): string {
  const people = characters.map(({ displayName, role }) => `  ${displayName.padEnd(14)} ${role}`)
  return `The app is at ${url} (started in ${(tookMs / 1000).toFixed(1)} s). Ctrl-C ends it; nothing is kept.

You can be any of these, by the list at the top right:
${people.join('\n')}

Try this first:
  1. ${url}/browse/${story.blocked} as Carol: press Grant. The gate says what is missing.
  2. In the panel, set the day on which the access ends.
  3. As Bob: Approve. Look at what you approve, then confirm.
  4. As Carol: Grant. It passes.
  5. ${url}/browse/${story.ready} is approved already: try to change its end as Carol. It is frozen, until the owner withdraws.
Besides: ${url}/portal/${story.blocked} as Alice, ${url}/admin, ${url}/projects/ACC/settings and ${url}/rules/gate as Mia.`
}
