import { defaultPolicy, type Instant } from '@ticketbound/core'
import { issueFieldIds } from '@ticketbound/jira'
import type { AppHost } from '../app-host.ts'
import type { RuleBook, Settings } from '../storage/settings-store.ts'
import { type FoundPage, searchIssues } from './search-issues.ts'
import type { SettleHost } from './settle-issue.ts'
import type { SweepCursor, SweepCursors, SweepPass } from './sweep-cursors.ts'
import { type SweepOutcome, sweepIssue } from './sweep-issue.ts'

/** What it takes to sweep. */
export type SweepHost = SettleHost & Pick<AppHost, 'ruleBooks'>

/** How much one run may do. */
export interface SweepLimits {
  /** The most issues; a page that was begun is finished. */
  readonly issues: number
  /** No page is begun after this moment. */
  readonly until: Instant
}

/** What one run came to. */
export interface SweepResult {
  readonly counts: Readonly<Partial<Record<SweepOutcome | 'failed', number>>>
  /** Whether it saw everything that changed since the last pass. */
  readonly isDone: boolean
}

const pageSize = 50

const minuteMs = 60_000

/** Jira finds what changed only a little later; and what was too new for the last pass must be seen by this one. */
const overlapMs = 60 * minuteMs

/** Issues that cannot be looked at keep the others from nothing, unless Jira asks us to stop. */
const stopCodes: ReadonlySet<unknown> = new Set(['jira-busy', 'jira-forbidden'])

/**
 * Looks at the issues of governed projects that changed since the last pass: at what went past the gate without a verdict,
 * at approvals that a change made void and no event told of, and at mirrors that say something else. Does so much and no
 * more in one run, and goes on where it stopped.
 */
export async function sweepSite(host: SweepHost, cursors: SweepCursors, limits: SweepLimits): Promise<SweepResult> {
  const now = host.now()
  const book = await host.ruleBooks.read(now)
  const cursor = (await cursors.read()) ?? { since: now }
  const where = projectsOf(book.settings)
  if (where === undefined) return { counts: {}, isDone: true }
  const pass = cursor.pass ?? { begunAt: now, jql: jqlFor(where, startOf(cursor, book), now), hasGaps: false }
  return run(pass, { cursor, book, host, cursors, limits })
}

interface Run {
  readonly cursor: SweepCursor
  readonly book: RuleBook
  readonly host: SweepHost
  readonly cursors: SweepCursors
  readonly limits: SweepLimits
}

async function run(begun: Omit<SweepPass, 'page'> & { readonly page?: string }, given: Run): Promise<SweepResult> {
  const { cursor, host, cursors, limits } = given
  const counts: Partial<Record<SweepOutcome | 'failed', number>> = {}
  let pass = begun
  for (let swept = 0; swept < limits.issues && host.now() < limits.until; ) {
    const page = await pageOf(pass, given)
    const outcomes = await sweepPage(page, given)
    for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
    swept += Math.max(page.found.length, 1)
    const hasGaps = pass.hasGaps || outcomes.includes('failed')
    if (page.next === undefined) {
      // Whatever could not be looked at is looked for again by the next pass.
      const sawAllAt = hasGaps ? cursor.sawAllAt : pass.begunAt
      await cursors.write({ since: cursor.since, ...(sawAllAt !== undefined && { sawAllAt }) })
      return { counts, isDone: true }
    }
    pass = { ...pass, page: page.next, hasGaps }
    await cursors.write({ ...cursor, pass: { ...pass, page: page.next } })
  }
  return { counts, isDone: false }
}

/** A page that Jira does not know any more is no reason to stand still: the pass begins anew. */
async function pageOf(pass: { readonly jql: string; readonly page?: string }, given: Run): Promise<FoundPage> {
  const { host, cursors, cursor, book } = given
  const search = { jql: pass.jql, fields: fieldsFor(book.settings), size: pageSize }
  try {
    return await searchIssues(host.asApp, { ...search, ...(pass.page !== undefined && { page: pass.page }) })
  } catch (error) {
    const { pass: _lost, ...rest } = cursor
    if (pass.page !== undefined && codeOf(error) === 'jira-refused') await cursors.write(rest)
    throw error
  }
}

async function sweepPage({ found }: FoundPage, { cursor, book, host }: Run): Promise<(SweepOutcome | 'failed')[]> {
  const outcomes: (SweepOutcome | 'failed')[] = []
  for (const one of found) {
    try {
      outcomes.push(await sweepIssue(one, { book, since: sinceOf(cursor, book) }, host))
    } catch (error) {
      if (stopCodes.has(codeOf(error))) throw error
      host.report({ reference: host.reference(), error })
      outcomes.push('failed')
    }
  }
  return outcomes
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Since when requests must pass the gate: as the policy says, else since the app first looked. */
function sinceOf({ since }: SweepCursor, { policy, settings }: RuleBook): Instant {
  const rule = (policy ?? defaultPolicy).gates.find(({ source }) => source === (settings.source ?? 'jira'))
  return rule?.since ?? since
}

function startOf(cursor: SweepCursor, book: RuleBook): Instant {
  return cursor.sawAllAt ?? sinceOf(cursor, book)
}

/** `undefined` where no project is governed. */
function projectsOf({ fields, projects }: Settings): string | undefined {
  if (fields !== undefined) return ''
  const ids = Object.keys(projects).filter((id) => /^\d+$/.test(id))
  return ids.length === 0 ? undefined : `project in (${ids.join(', ')}) AND `
}

/** Relative, because JQL reads a date in the time zone of whoever asks. */
function jqlFor(where: string, start: Instant, now: Instant): string {
  const minutes = Math.ceil((now - start + overlapMs) / minuteMs)
  return `${where}updated >= -${minutes}m ORDER BY created ASC`
}

function fieldsFor({ fields, projects }: Settings): readonly string[] {
  const maps = [...Object.values(projects), ...(fields ? [fields] : [])]
  return [...new Set(maps.flatMap(issueFieldIds))].filter((field) => field !== 'comment')
}
