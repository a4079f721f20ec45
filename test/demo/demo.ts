import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openOutput } from '../../packages/servicenow-sync/src/cli/output.ts'
import { wrapLine } from '../../packages/servicenow-sync/src/cli/wrap-line.ts'
import { type CommandResult, runCommand } from '../scenarios/run-command.ts'
import type { RecordedRequest } from '../servers/servicenow/record.ts'
import { principals } from '../world/principals.ts'
import { instanceHouse, instanceSecret } from '../world/servicenow/instance-house.ts'
import { startSmallInstance } from '../world/servicenow/start-small-instance.ts'
import { nearMisses, reasons } from '../world/small-world.ts'
import { type NightNumber, systems } from '../world/world.ts'
import { writeWorldWithoutTickets } from '../world/write-world.ts'
import { askedOverHttp } from './asked-over-http.ts'
import { askedRequests } from './asked-requests.ts'
import { openDemoFolder } from './demo-folder.ts'
import { findingsTable } from './findings-table.ts'
import { isFor, type ListedFinding, readListed, touches } from './listed-finding.ts'
import { showGate } from './show-gate.ts'

const house = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(house, 'demo'))
const shown = relative(process.cwd(), folder) || '.'
/** An hour after the last night. */
const askedAt = '2026-03-04T03:00:00Z'
/** What a page of documentation shows without scrolling. */
const width = 100
/** How the secret gets into the environment of one command. */
const secretInShell = `${instanceSecret.name}=${instanceSecret.value}`
const { line, paint } = openOutput(process.stdout, process.env)

const nights: readonly (readonly [NightNumber, string])[] = [
  [1, 'The first night. What is wrong already shows at once; what one exception allows is accepted.'],
  [
    2,
    'A day later somebody has left, and somebody was let in too early. The finance export stops in the middle of a line, so nobody is said to have lost access there.',
  ],
  [
    3,
    'Another day later access came back that a ticket had taken, access vanished without a ticket, a contract and an exception ended. The finance export is whole again.',
  ],
]

const instance = await startSmallInstance()
const firstNight: RecordedRequest[] = []
try {
  process.exitCode = await demo()
} finally {
  await instance.close()
}

async function demo(): Promise<number> {
  const refused = openDemoFolder(folder)
  if (refused !== undefined) return fail(refused)
  introduce()
  if (!(await showDoctor())) return 1
  let head = ''
  for (const [night, story] of nights) {
    const { code, stdout, stderr } = await showNight(night, story)
    if (code !== 0) return fail(`The night ended with exit code ${code}.\n${stderr}`)
    head = /head (\d+:[0-9a-f]{64})/.exec(stdout)?.[1] ?? ''
  }
  const findings = await showFindings()
  if (findings === undefined) return 1
  if (!(await showAsking())) return 1
  if (!(await showPolicyChange())) return 1
  if (!(await showMeasures())) return 1
  if (!(await showWriteBack())) return 1
  if (!(await showAudit(head))) return 1
  if (!(await showGate({ title, say, line }))) return fail('The gate in Jira did not do what it promises.')
  showReport()
  showNext()
  return compare(findings) ? 0 : fail('The findings are not those that the small world was made for.')
}

function introduce(): void {
  const count = (kind: string): number => principals.filter((principal) => principal.kind === kind).length
  line(paint.bold('Ticketbound'))
  say(
    'Every grant is bound to a ticket, and every ticket to a grant: each night Ticketbound proves it, or says where not.',
  )
  line()
  say(
    `This demo makes a small world: ${principals.length} principals (${count('human')} people, ${count('service')} services, ${count('agent')} AI agents), their tickets, and what ${systems.length} systems really give them. The tickets are on an emulated ServiceNow instance, ${instance.url}, and are read from it over HTTP; the rest are exports in ${shown}. Then it runs the real command for three nights. Every number below comes from those runs.`,
  )
}

/** Before the first night: whether the instance gives what a night needs. It tells the time as the command does. */
async function showDoctor(): Promise<boolean> {
  title('Can the instance be read?')
  say(
    'Before anything is read for a night: what Ticketbound may see there, and what is to be granted. This user may only read, so that a right to write is not proven.',
  )
  instance.playTo(1)
  writeWorldWithoutTickets(folder, 1, instanceHouse(instance.url))
  instance.world.now = Date.now
  const { code, stdout, stderr } = await ticketbound('doctor')
  show(stdout)
  if (code !== 0) fail(`The doctor ended with exit code ${code}.\n${stderr}`)
  return code === 0
}

async function showNight(night: NightNumber, story: string): Promise<CommandResult> {
  title(`Night ${night} of ${nights.length}`)
  say(story)
  instance.playTo(night)
  instance.record.clear()
  const at = writeWorldWithoutTickets(folder, night, instanceHouse(instance.url))
  const result = await ticketbound('run', '--at', at)
  // What to look at first is told at the end of every night; three times would hide what changed.
  const isLast = night === nights.length
  const [told = ''] = isLast ? [result.stdout] : result.stdout.split('\nLook at these first')
  show(told)
  showRequests(night)
  return result
}

/** What the instance itself counted, and how little of it a later night needs. */
function showRequests(night: NightNumber): void {
  const { requests } = instance.record
  if (night === 1) firstNight.push(...requests)
  line()
  say(`Tickets over HTTP: ${askedOverHttp(requests, night === 1 ? undefined : firstNight)}`)
}

async function showFindings(): Promise<readonly ListedFinding[] | undefined> {
  title('What was found in three nights')
  say('As a table; without --json the command tells each in a sentence, with what to do about it.')
  const { code, stdout, stderr } = await ticketbound('findings', '--all', '--json')
  if (code !== 0) {
    fail(stderr)
    return undefined
  }
  const findings = readListed(stdout)
  for (const row of findingsTable(findings)) line(row)
  line()
  const quiet = nearMisses.filter((nearMiss) => !findings.some((finding) => touches(finding, nearMiss)))
  say(
    `${findings.length} findings of ${new Set(findings.map(({ kind }) => kind)).size} kinds. ${quiet.length} of ${nearMisses.length} things that only look like one raised nothing (an approval by a delegate, a grant through a team, a ticket that was reopened …). test/world says why, for each of them.`,
  )
  return findings
}

/** A fulfilment flow asks before it acts: first a no with every reason, then a yes. */
async function showAsking(): Promise<boolean> {
  title('May this request be acted on?')
  say(
    'The same rules answer before anybody acts. Hassan names no owner and an end that is over, and approves it himself.',
  )
  for (const [name, row] of Object.entries(askedRequests)) {
    writeFileSync(join(folder, name), `${JSON.stringify(row, undefined, 2)}\n`)
  }
  const denied = await ticketbound('decide', '--request', 'request.json', '--at', askedAt)
  show(denied.stdout)
  line()
  say('Put right and approved by an owner, the exit code is 0, and a script goes on.')
  const allowed = await ticketbound('decide', '--request', 'request-put-right.json', '--at', askedAt)
  show(allowed.stdout)
  const isRight = denied.code === 1 && allowed.code === 0
  if (!isRight) fail(`The answers are not those that they should be.\n${denied.stderr}${allowed.stderr}`)
  return isRight
}

/** What a stricter catalogue would have said of yesterday's decisions. */
async function showPolicyChange(): Promise<boolean> {
  title('What if the rules were stricter?')
  say(
    'A catalogue in which nothing is given for longer than two years, and nothing for ever: which decisions would be others?',
  )
  const strict = join(folder, 'proposed')
  mkdirSync(strict)
  const catalogue = readFileSync(join(folder, 'catalogue.yaml'), 'utf8')
  writeFileSync(join(strict, 'catalogue.yaml'), catalogue.replace('permanent: true', 'maxDuration: P730D'))
  copyFileSync(join(folder, 'policy.yaml'), join(strict, 'policy.yaml'))
  const { code, stdout, stderr } = await ticketbound('policy', 'diff', '.', 'proposed', '--limit', '3')
  show(stdout)
  if (code !== 0) fail(stderr)
  return code === 0
}

async function showMeasures(): Promise<boolean> {
  title('How fast, and how safe?')
  say('Speed and safety in one table: a slow approval beside the access that came without one.')
  const kpi = await ticketbound('kpi')
  show(kpi.stdout)
  line()
  say('And for the assessor: what bears on each control, and with what result. Here those of one framework.')
  const controls = await ticketbound('controls', '--framework', 'CSF2')
  show(controls.stdout)
  const isRight = kpi.code === 0 && controls.code === 0
  if (!isRight) fail(`${kpi.stderr}${controls.stderr}`)
  return isRight
}

/** What the instance would be told about the findings. */
async function showWriteBack(): Promise<boolean> {
  title('What would the instance be told?')
  say(
    'Findings can be kept in a table of the instance, each written once. First dry: the instance is read, and nothing is written. Here the critical ones.',
  )
  instance.record.clear()
  const { code, stdout, stderr } = await ticketbound('write-back')
  const blocks = stdout.split('\n\n')
  const [shownBlocks, end = ''] = [blocks.slice(0, 2), blocks.at(-1)]
  show([...shownBlocks, `… ${blocks.length - 3} more`, end].join('\n\n'))
  const isRight = code === 0 && instance.record.writes.length === 0
  if (!isRight) fail(`The dry run ended with exit code ${code}.\n${stderr}`)
  return isRight
}

async function showAudit(head: string): Promise<boolean> {
  title('Can the record be trusted?')
  say('Every night is in a log whose entries are chained. It must still end where the last night said it ends.')
  const { code, stdout, stderr } = await ticketbound('audit', 'verify', '--expect-head', head)
  show(stdout)
  if (code !== 0) fail(stderr)
  return code === 0
}

function showReport(): void {
  const report = join(folder, 'report.html')
  title('The report')
  say('One file that needs no network: what changed, every finding with its evidence, measures and the three nights.')
  line()
  line(pathToFileURL(report).href)
  const opener = { darwin: 'open', win32: 'start' }[process.platform as string] ?? 'xdg-open'
  line(paint.dim(`$ ${opener} ${join(shown, 'report.html')}`))
}

function showNext(): void {
  // A script of the workspace runs in its root, wherever it is typed.
  const there = relative(house, folder)
  const command = 'npx -y pnpm@12 ticketbound'
  const config = `--config ${join(there, 'ticketbound.yaml')}`
  title('Try next')
  say('In this clone of the project:')
  line(`  ${command} findings --kinds`)
  line(`  ${command} findings ${config} --kind leaver-still-active`)
  line(`  ${command} policy check ${config}`)
  line(`  ${command} policy explain ${config} --request REQ2111`)
  line(`  ${command} controls ${config} --json`)
  line(`  ${command} audit export ${join(there, 'audit')} ${config}`)
  line()
  say('The instance ended with the demo. In another terminal it comes back, as it was on the third night:')
  line(`  npx -y pnpm@12 emulate servicenow --world demo --port ${instance.port}`)
  line()
  say(`Then take a row out of ${join(there, 'cloud/2026-03-04.ndjson')}, and run one more night:`)
  line(`  ${secretInShell} ${command} run ${config} --at 2026-03-05T02:00:00Z`)
}

/** The demo is only honest while what it says of the small world is what was found. */
function compare(findings: readonly ListedFinding[]): boolean {
  return (
    findings.length === reasons.length &&
    reasons.every((reason) => findings.some((finding) => finding.state === reason.state && isFor(finding, reason))) &&
    !nearMisses.some((nearMiss) => findings.some((finding) => touches(finding, nearMiss)))
  )
}

function ticketbound(...args: readonly string[]): Promise<CommandResult> {
  const command = `$ ticketbound ${args.join(' ')}`
  line()
  const isLong = command.length > width
  line(paint.dim(isLong ? command.replace(' --', ' \\\n    --') : command))
  line()
  return runCommand(args, { cwd: folder, env: { [instanceSecret.name]: instanceSecret.value } })
}

function title(text: string): void {
  line()
  line(paint.bold(`── ${text} ${'─'.repeat(width - 4 - text.length)}`))
}

function say(text: string): void {
  for (const each of wrapLine(text, width)) line(each)
}

function show(stdout: string): void {
  for (const each of stdout.trimEnd().split('\n')) say(each)
}

function fail(because: string): number {
  openOutput(process.stderr, process.env).line(because)
  return 1
}
