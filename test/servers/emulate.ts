import { runJira } from './jira/run-emulator.ts'
import { runServiceNow } from './servicenow/run-emulator.ts'

const [vendor = '', ...given] = process.argv.slice(2)
const vendors: Readonly<Record<string, (given: readonly string[]) => Promise<void>>> = {
  servicenow: runServiceNow,
  jira: runJira,
}
const run = vendors[vendor]
if (run === undefined) {
  console.error(`Say whom to emulate: ${Object.keys(vendors).join(', ')}. You said: ${vendor || 'nobody'}.`)
  process.exitCode = 2
} else {
  await run(given)
}
