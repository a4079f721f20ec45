import { join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { openOutput } from '../../packages/servicenow-sync/src/cli/output.ts'
import { wrapLine } from '../../packages/servicenow-sync/src/cli/wrap-line.ts'
import { type CommandResult, runCommand } from '../scenarios/run-command.ts'
import { principals } from '../world/principals.ts'
import { nearMisses, reasons } from '../world/small-world.ts'
import { type NightNumber, systems } from '../world/world.ts'
import { writeWorld } from '../world/write-world.ts'
import { openDemoFolder } from './demo-folder.ts'
import { findingsTable } from './findings-table.ts'
import { isFor, type ListedFinding, readListed, touches } from './listed-finding.ts'

const house = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(house, 'demo'))
const shown = relative(process.cwd(), folder) || '.'
/** What a page of documentation shows without scrolling. */
const width = 100
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

process.exitCode = await demo()

async function demo(): Promise<number> {
  const refused = openDemoFolder(folder)
  if (refused !== undefined) return fail(refused)
  introduce()
  let head = ''
  for (const [night, story] of nights) {
    const { code, stdout, stderr } = await showNight(night, story)
    if (code !== 0) return fail(`The night ended with exit code ${code}.\n${stderr}`)
    head = /head (\d+:[0-9a-f]{64})/.exec(stdout)?.[1] ?? ''
  }
  const findings = await showFindings()
  if (findings === undefined) return 1
  if (!(await showAudit(head))) return 1
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
    `This demo writes a small world into ${shown}: ${principals.length} principals (${count('human')} people, ${count('service')} services, ${count('agent')} AI agents), their tickets, and what ${systems.length} systems really give them. Then it runs the real command for three nights. Every number below comes from those runs.`,
  )
}

async function showNight(night: NightNumber, story: string): Promise<CommandResult> {
  title(`Night ${night} of ${nights.length}`)
  say(story)
  const at = writeWorld(folder, night)
  const result = await ticketbound('run', '--at', at)
  // What to look at first is told at the end of every night; three times would hide what changed.
  const isLast = night === nights.length
  const [told = ''] = isLast ? [result.stdout] : result.stdout.split('\nLook at these first')
  show(told)
  return result
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
  line(`  ${command} audit export ${join(there, 'audit')} ${config}`)
  line()
  say(`Or take a row out of ${join(there, 'cloud/2026-03-04.ndjson')}, and run one more night:`)
  line(`  ${command} run ${config} --at 2026-03-05T02:00:00Z`)
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
  return runCommand(args, { cwd: folder })
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
