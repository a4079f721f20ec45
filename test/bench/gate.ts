import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { defaultTransitionConfig } from '../../packages/jira-forge/src/gate/transition-config.ts'
import { appFolder, buildApp, checkApp } from '../jira/built-app.ts'
import { type GateWorld, startGateWorld } from '../jira/gate-world.ts'
import { ask } from '../servers/jira/ask.ts'
import { accessFields } from '../world/jira/fields.ts'

/*
 * What one judgement of the Jira gate costs: requests to Jira and to the storage, work of the processor, what is uploaded,
 * and how long a new function takes to be loaded. Forge platform and Jira site are emulated in this very process, so that the
 * work is theirs, too; the floor, measured in the same run, is to make the same requests and parse the answers.
 */
const run = promisify(execFile)
const judgements = 200
const starts = 9
const request = 'ACC-1'
const hostile = `owner=\u202e'<script>${'('.repeat(32_000)}`

await buildApp()
const { bundles } = await checkApp()
const world = await startGateWorld()
try {
  await world.decide(request, 'acc-bob')
  const plain = await judge(world)
  const floor = await askOnly(world)
  const edited = await world.edit(request, { [accessFields.justification.id]: document(hostile) }, 'acc-mia')
  if (edited !== 204) throw new Error(`the hostile field was not taken: ${edited}`)
  const withHostile = await judge(world)
  console.log(`requests to Jira a judgement        ${plain.product} (budget 3)`)
  console.log(`requests to the storage             ${plain.storage}`)
  console.log(`CPU, median of ${judgements}                  ${ms(plain.cpu)} with both emulators (budget 50 ms)`)
  console.log(`  floor: the same requests, parsed  ${ms(floor)}, ratio ${(plain.cpu / floor).toFixed(2)}`)
  console.log(`  with a hostile field of 32 KB     ${ms(withHostile.cpu)}`)
} finally {
  await world.stop()
}
const [bare, loaded] = [await start("''"), await start(`import('${join(appFolder, 'src/gate.js')}')`)]
console.log(`cold start, median of ${starts}             ${ms(loaded - bare)} more than an empty Node (${ms(bare)})`)
for (const [name, bytes] of Object.entries(bundles)) {
  const budget = name === 'gate' ? ' (budget 500 kB)' : ''
  console.log(`bundle ${name.padEnd(28)} ${Math.round(bytes / 1000)} kB${budget}`)
}

interface Cost {
  readonly product: number
  readonly storage: number
  readonly cpu: number
}

/** Has the gate judge the request over and over, as Jira asks it. */
async function judge({ forge, jira }: GateWorld): Promise<Cost> {
  const configuration = defaultTransitionConfig
  const payload = { issue: { key: request }, configuration, transition: { from: { id: '10001' }, to: { id: '10002' } } }
  const context = { installContext: `ari:cloud:jira::site/${jira.cloudId}` }
  forge.record.clear()
  for (let each = 0; each < judgements; each += 1) await forge.invoke('gate', payload, context)
  const { calls, invocations } = forge.record
  const product = calls.filter(({ as }) => as !== undefined).length / judgements
  return { product, storage: calls.length / judgements - product, cpu: median(invocations.map(({ cpuMs }) => cpuMs)) }
}

/** Makes the requests that the gate makes, and parses what comes. */
async function askOnly({ jira }: GateWorld): Promise<number> {
  const spent: number[] = []
  for (let each = 0; each < judgements; each += 1) {
    const before = process.cpuUsage()
    await ask(jira, `issue/${request}`, { as: jira.appAccount })
    await ask(jira, `issue/${request}/changelog`, { as: jira.appAccount })
    await ask(jira, `/rest/servicedeskapi/request/${request}/approval`, { as: jira.appAccount })
    const { user, system } = process.cpuUsage(before)
    spent.push((user + system) / 1000)
  }
  return median(spent)
}

/** How long Node takes to run a line of code, in ms. */
async function start(code: string): Promise<number> {
  const took: number[] = []
  for (let each = 0; each < starts; each += 1) {
    const begun = performance.now()
    await run(process.execPath, ['--input-type=module', '-e', `await ${code}`])
    took.push(performance.now() - begun)
  }
  return median(took)
}

function document(text: string): object {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}
