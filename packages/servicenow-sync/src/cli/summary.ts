import { type Finding, findingKinds, formatInstant, kindFacts } from '@ticketbound/core'
import type { Config } from '../config/read-config.ts'
import type { NightResult, SourceSummary } from '../night/night-result.ts'
import { isOpen } from '../night/open-counts.ts'
import { amount, amountOf } from '../report/amount.ts'
import { compareUrgency, topFindings } from '../report/top-findings.ts'
import type { StoreReader } from '../store/store.ts'
import { findingLines } from './finding-lines.ts'
import { type Paint, plain, type Style } from './output.ts'
import { table } from './table.ts'

/** What a person is told at the end of a night. */
export interface Summary {
  readonly night: NightResult
  readonly store: StoreReader
  readonly config: Config
  /** The rejected-lines files that were written. */
  readonly rejected: readonly string[]
  readonly report: string | undefined
  readonly isDry: boolean
}

const mostTold = 5

/** Tells a night to a person: what was read, what differs, what to look at first, and what to type next. */
export function summaryLines(summary: Summary, style: Style): readonly string[] {
  const { night, isDry } = summary
  const { paint } = style
  return [
    `${paint.bold(`Night of ${formatInstant(night.at)}`)}  ${paint.dim(night.run)}${isDry ? '  dry run: nothing was kept' : ''}`,
    ...heldLines(summary, style),
    ...part('Sources', sourceLines(night.sources, style), paint),
    ...part('Findings', kindLines(night, style), paint),
    ...part('Look at these first', firstLines(summary, style), paint),
    '',
    ...table(whereRows(summary)),
  ]
}

function part(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines]
}

function heldLines({ night: { held }, isDry }: Summary, { paint, wrap }: Style): readonly string[] {
  if (held === null) return []
  if (isDry) return ['', ...wrap(paint.yellow(`It would be on hold, and nothing published: ${plain(held.reason)}`))]
  return [
    '',
    ...wrap(paint.yellow(`On hold, nothing is published: ${plain(held.reason)}`)),
    'Look at the report, then confirm or discard it.',
  ]
}

function sourceLines(sources: readonly SourceSummary[], { paint, wrap }: Style): readonly string[] {
  const rows = sources.map((source) => [
    plain(source.name),
    source.system === undefined ? source.reads : `${source.reads} of ${plain(source.system)}`,
    amountOf(source.rows, 'row'),
    source.rejected > 0 ? `${amount(source.rejected)} rejected` : '',
    source.complete ? 'complete' : 'incomplete',
  ])
  return table(rows, new Set([2, 3])).flatMap((line, index) => {
    const source = sources[index]
    if (source === undefined || source.complete) return [`  ${line}`]
    return [`  ${paint.yellow(line)}`, ...wrap(`    ${plain(source.reason ?? 'it could not be read to its end')}`)]
  })
}

function kindLines({ findings }: NightResult, { wrap }: Style): readonly string[] {
  const told = findingKinds.filter((kind) => Object.values(findings[kind]).some((count) => count > 0))
  if (told.length === 0) return wrap('  None: what the tickets say is what the systems do, as far as both were read.')
  const rows = told.map((kind) => {
    const { open, opened, resolved, reopened, accepted } = findings[kind]
    return [kindFacts(kind).title, ...[open, opened, reopened, resolved, accepted].map(amount)]
  })
  const head = ['', 'open', 'opened', 'reopened', 'resolved', 'accepted']
  return table([head, ...rows], new Set([1, 2, 3, 4, 5])).map((row) => `  ${row}`)
}

function firstLines({ store, isDry, night }: Summary, { paint, wrap }: Style): readonly string[] {
  // The store stands as it did before a dry run, and before a night on hold: it would tell of another night.
  if (isDry || night.held !== null) return []
  const worst = [...topFindings(openOnly(store), mostTold).values()].flatMap(({ findings }) => findings)
  return worst
    .toSorted(compareUrgency)
    .slice(0, mostTold)
    .flatMap((finding) => findingLines(finding, paint))
    .flatMap((line) => wrap(`  ${line}`))
}

function* openOnly(store: StoreReader): Iterable<Finding> {
  for (const finding of store.findings({ includeClosed: false })) if (isOpen(finding.state)) yield finding
}

function whereRows({ night, config, rejected, report, isDry }: Summary): readonly (readonly string[])[] {
  const { count, hash } = night.head
  return [
    ...(report === undefined ? [] : [['Report', report]]),
    ...rejected.map((file, index) => [index === 0 ? 'Rejected lines' : '', file]),
    ...(isDry ? [] : [['Log', `${amountOf(count, 'entry', 'entries')}, head ${count}:${hash}`]]),
    ['Next', nextCommand(night, config, isDry)],
  ]
}

function nextCommand(night: NightResult, { file }: Config, isDry: boolean): string {
  if (isDry) return `ticketbound run --config ${file}`
  if (night.held !== null) return `ticketbound confirm ${night.run} --config ${file} --owner … --reason …`
  return `ticketbound findings --config ${file}`
}
