import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeText } from './html.ts'
import { renderReport } from './render-report.ts'
import type { ReportModel } from './report-model.ts'
import { emptyModel, finding, kind, nights, tonight } from './testdata/models.ts'
import { richModel } from './testdata/rich-model.ts'

/** The words of a page as a reader meets them, or of one part of it. */
function words(page: string, id?: string): string {
  const start = id === undefined ? page.indexOf('<body') : page.indexOf(`id="${id}"`)
  const next = page.slice(start).search(/<section id="(?!kind)/)
  const part = id === undefined || next < 0 ? page.slice(start) : page.slice(start, start + next)
  const text = part
    .slice(part.indexOf('>') + 1)
    .replace(/<(?:title|desc)[^>]*>.*?<\/\w+>/gs, '')
    .replace(/<\/?(?:code|bdi|time|strong|a|span)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
  return text
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

function report(over: Partial<ReportModel>): string {
  return renderReport({ ...emptyModel, ...over })
}

const page = renderReport(richModel)

describe('the file', () => {
  it('is the same bytes for the same model', () => {
    expect(renderReport(richModel)).toBe(page)
  })

  it('forbids everything but its own style sheet', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')

    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    )
    expect(style).not.toMatch(/url\(|@import/)
  })

  it('has no script, no inline style and no address outside itself', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+="|\sstyle="|\s(?:src|xlink:href)=|https?:/i)
    expect([...page.matchAll(/href="([^"]*)"/g)].every((match) => match[1]?.startsWith('#'))).toBe(true)
  })

  it('has each element id once, and every link within the page leads somewhere', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])
    const targets = [...page.matchAll(/(?:href="#|labelledby="|describedby=")([^"]*)"/g)].map((match) => match[1])

    expect(new Set(ids).size).toBe(ids.length)
    expect(targets.filter((target) => !ids.includes(target))).toEqual([])
  })

  it('keeps every text of a finding as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hostile = `<script>alert(1)</script>"'>]]>-->${text}`
        const one = finding({
          id: hostile,
          who: hostile,
          account: hostile,
          entitlement: hostile,
          system: hostile,
          level: hostile,
          tickets: [hostile],
          counterpart: hostile,
          message: hostile,
          action: hostile,
          controls: [hostile],
          evidence: [{ what: hostile, where: hostile }],
          reopenedBecause: hostile,
          state: 'reopened',
        })
        const changes = {
          opened: [one],
          reopened: [one],
          resolved: [one],
          accepted: [one],
          totals: { opened: 1, reopened: 1, resolved: 1, accepted: 1 },
        }
        const made = report({ kinds: [kind({ findings: [one] })], changes })

        expect(made).not.toMatch(/<script|\]\]>|-->/)
        expect(made).toContain(escapeText('<script>alert(1)</script>"\'>'))
        expect(made.match(/<(?:script|img|svg class="chart")/g)).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})

describe('the first lines', () => {
  it('say whether it is safe, what changed and what to do first', () => {
    const first = words(page).slice(0, 1600)

    expect(first).toContain('Not safe yet: 3 critical and 269 high findings are open')
    expect(first).toContain('Since last night opened 12 reopened 1 resolved 4 accepted 0')
    expect(first).toContain('Do first Critical mallory left on 2026-03-16')
    expect(first).toContain('2 more of this kind')
  })

  it('say what an incomplete source means', () => {
    expect(words(page)).toContain(
      '1 of 4 sources could not be read completely crm: the file crm-access.ndjson does not end in a newline, so it may be cut off. No claim of absence was made for crm.',
    )
  })

  it.each([
    ['requests', 'No claim was made that access lacks its ticket, or a ticket its access.'],
    ['people', 'No claim was made that somebody has left'],
    ['recertifications', 'No claim was made that a recertification is overdue.'],
    ['exceptions', 'No claim was made that needs the rest of it.'],
  ])('say what it means that %s are incomplete', (reads, meaning) => {
    expect(
      words(report({ sources: [{ name: 's', reads, rows: 1, rejected: 1, complete: false, reason: 'cut off' }] })),
    ).toContain(`s: cut off. ${meaning}`)
  })

  it('say loudly that a held night published nothing, and how the hold ends', () => {
    const held = report({
      held: {
        reason: '3,120 of 12,034 findings would change',
        confirm: 'ticketbound confirm run-1',
        discard: 'ticketbound discard run-1',
      },
    })

    expect(words(held)).toContain('On hold: nothing of this night was published')
    expect(words(held)).toContain('This night is on hold Nothing was published. 3,120 of 12,034 findings would change.')
    expect(words(held)).toContain(
      'If the change is real ticketbound confirm run-1 If it is a mistake ticketbound discard run-1',
    )
    expect(words(held)).toContain('What this night would change')
    expect(words(page)).not.toContain('on hold')
  })
})

describe('what changed', () => {
  it('lists what opened, reopened and resolved, and links to what is told below', () => {
    const text = words(page, 'changes')

    expect(text).toContain('Compared with the night of 2026-03-30 17:00 UTC.')
    expect(text).toContain('Opened 12')
    expect(text).toContain('the level went from read to write since it was accepted')
    expect(text).toContain('Resolved 4')
    expect(text).toContain('Nothing was accepted.')
    expect(page).toContain('<a href="#finding-leaver-still-active_2f_prod_2f_alice_2f_deploy">')
  })

  it('says when nothing changed, and when there was no night before', () => {
    expect(words(report({}), 'changes')).toContain(
      'This is the first night, so everything that is open was opened tonight. Nothing changed.',
    )
  })

  it('says how many a cut list leaves out', () => {
    const changes = {
      ...emptyModel.changes,
      opened: [finding()],
      totals: { ...emptyModel.changes.totals, opened: 5000 },
    }

    expect(words(report({ changes }), 'changes')).toContain(
      '4,999 more are not in this report. ticketbound findings --json lists them all.',
    )
  })
})

describe('the findings', () => {
  it('carry what to do, who, where, since when, and what they rest on', () => {
    const text = words(report({ kinds: [kind()] }), 'findings')

    expect(text).toContain('bob holds deploy (write) on prod, and no closed ticket authorises it. since 2026-03-19')
    expect(text).toContain('Do Ask the owner of deploy for a ticket, or remove the access.')
    expect(text).toContain(
      'Who bob (human) Account b.jones Access deploy, level write, on prod Since 2026-03-19 17:00 UTC (12 days) First seen 2026-03-20 17:00 UTC',
    )
    expect(text).toContain('Rests on Snapshot line of prod access.ndjson, line 1,204')
    expect(text).toContain('Controls CSF2:PR.AA-05 800-53:AC-2 SOC2:CC6.2')
  })

  it.each([
    [{ firstSeen: tonight }, 'new'],
    [{ state: 'reopened', reopenedBecause: 'it is back' }, 'reopened'],
    [{ state: 'accepted' }, 'accepted'],
  ] as const)('are marked when they are %j', (over, mark) => {
    expect(report({ kinds: [kind({ findings: [finding(over)] })] })).toContain(`<span class="tag">${mark}</span>`)
  })

  it('come with the worst kind first', () => {
    const kinds = [
      kind({ kind: 'b', title: 'Bad', severity: 'low' }),
      kind({ kind: 'a', title: 'Worse', severity: 'critical', findings: [finding({ id: 'x' })] }),
    ]
    const text = words(report({ kinds }), 'findings')

    expect(text.indexOf('Worse')).toBeLessThan(text.indexOf('Bad'))
  })

  it('are cut at two hundred a kind, and the cut is named', () => {
    const findings = Array.from({ length: 230 }, (_, index) => finding({ id: String(index) }))
    const made = report({ kinds: [kind({ findings, open: 1230 })] })

    expect(made.match(/<details class="finding">/g)).toHaveLength(200)
    expect(words(made, 'findings')).toContain('1,030 more are not in this report.')
    expect(words(made, 'findings')).toContain('Show 192 more')
  })

  it('name in one line what was looked for and not found', () => {
    const text = words(page, 'findings')

    expect(text).toContain(
      'Nothing found: Closed, not removed, Removed without a ticket, Account of nobody and Requested twice. A source was incomplete, so some of these could not be claimed.',
    )
    expect(page).not.toContain('id="kind-closed-not-removed"')
  })
})

describe('the measures', () => {
  it('show a share as percent with what it was computed from', () => {
    expect(words(page, 'measures')).toContain(
      'Direct grants that no ticket and no exception authorises ÷ direct grants of known principals. 2.3 % 281 of 12,034',
    )
  })

  it('say that one could not be computed and why, and never 0', () => {
    const text = words(page, 'measures')

    expect(text).toContain('not computable the source crm is incomplete –')
    expect(text).not.toContain(' 0 %')
  })

  it('draw how each went over the nights, where two nights have it', () => {
    expect(page).toContain('Approved with evidence: from 88 % on 2026-03-02 to 93.4 % on 2026-03-31</title>')
    expect(page.match(/<td class="spark"><svg/g)).toHaveLength(3)
  })
})

describe('the trend', () => {
  it('shows the chart and the same numbers as a table', () => {
    const text = words(page, 'trend')

    expect(text).toContain('Open findings over 30 nights')
    expect(text).toContain('2026-03-31 3 269 9 0 281')
    expect(text).toContain('2026-03-11 3.6 % not computable')
  })

  it('says with one night that a trend needs two, and shows its numbers', () => {
    const text = words(report({ trend: nights(1) }), 'trend')

    expect(text).toContain('There is one night so far; a trend needs two.')
    expect(text).toContain('2026-03-31 7 30 24 11 72')
  })

  it('says how many nights before the shown ones there are', () => {
    expect(words(report({ trend: nights(200) }), 'trend')).toContain(
      'Open findings over 180 nights; 20 earlier ones are not shown',
    )
  })
})

describe('the sources and the record', () => {
  it('show what was read, and how far', () => {
    const text = words(page, 'sources')

    expect(text).toContain('itsm requests – 48,211 0 2026-03-31 16:40 UTC complete')
    expect(text).toContain('crm access crm 8,114 2 – incomplete the file crm-access.ndjson does not end in a newline')
  })

  it('show the run, the head of the log and the policy', () => {
    const text = words(page, 'record')

    expect(text).toContain('Run run-20260331T170000Z Log 18,204 entries, head 9f86d081')
    expect(text).toContain('Policy 2c26b46b')
  })
})

it('tells an empty model without a chart, a table or a broken word', () => {
  const text = words(renderReport(emptyModel))

  expect(text).toContain('Nothing was read, so nothing can be said')
  expect(text).toContain('No finding is open or accepted.')
  expect(text).toContain('No measure was computed.')
  expect(text).toContain('No night has been published yet.')
  expect(text).not.toMatch(/undefined|NaN|null|\[object/)
  expect(renderReport(emptyModel)).not.toMatch(/<table|class="chart"/)
})
