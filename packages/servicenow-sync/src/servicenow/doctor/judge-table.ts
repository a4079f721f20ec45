import { quote } from '@ticketbound/core'
import { amount, amountOf } from '../../report/amount.ts'
import type { RawRow } from '../raw-row.ts'
import type { TableSpec } from '../table-spec.ts'
import { type Check, type CheckId, check, type Said } from './check.ts'
import { homesOf } from './home-of-field.ts'
import { judgeQuery } from './judge-query.ts'
import { type Look, sayLook } from './look.ts'
import type { Page, TableProbes } from './probe-table.ts'
import { aclRemedy, hiddenRowsRemedy, tableRemedy, webServiceRemedy } from './remedies.ts'

/** Judges the API that counts: once, as it serves either all tables that can be read or none. */
export function judgeAggregate(tables: readonly TableProbes[]): Check {
  const read = tables.filter(({ first }) => first.kind === 'page')
  if (read.length === 0) return check('aggregate-api', { outcome: 'skipped', found: 'no table can be read' })
  const uncounted = read.filter(({ counted }) => counted === undefined).map(({ spec }) => quote(spec.table))
  if (uncounted.length === 0)
    return check('aggregate-api', { outcome: 'ok', found: 'it counts every table that can be read' })
  return check('aggregate-api', {
    outcome: 'warning',
    found: `it does not count ${uncounted.length === read.length ? 'any table' : uncounted.join(', ')}: what comes or goes unseen is noticed only by the next full sweep`,
    fix: aggregateRemedy,
  })
}

const aggregateRemedy =
  'let this user call the Aggregate API (`/api/now/stats`), where a REST API access policy or the scope of its token leaves it out'

/** What is checked of every table, in order. */
const tableChecks = [
  'table-read',
  'table-rows',
  'table-count',
  'table-fields',
  'table-values',
  'table-query',
  'table-page',
] as const satisfies readonly CheckId[]

/** Judges what a table answered. Of a table that is optional nothing is missing: it is a warning. */
export function judgeTable(probes: TableProbes): readonly Check[] {
  const { spec, first, query } = probes
  const { table } = spec
  const soften = ({ outcome, ...said }: Said): Said =>
    spec.optional === true && (outcome === 'missing' || outcome === 'failed')
      ? { outcome: 'warning', ...said }
      : { outcome, ...said }
  const told = (id: CheckId, said: Said) => check(id, soften(said), table)
  const reading = told('table-read', judgeReading(table, first))
  if (first.kind !== 'page' || (first.rows.length === 0 && (first.total ?? 0) > 0)) {
    const rest = tableChecks.filter((id) => id !== 'table-read')
    return [reading, ...rest.map((id) => told(id, { outcome: 'skipped', found: 'no row can be read' }))]
  }
  return [
    reading,
    told('table-rows', judgeRows(table, first, probes.asked)),
    told('table-count', judgeCount(first, probes.counted)),
    told('table-fields', judgeFields(spec, first.rows)),
    told('table-values', judgeValues(first, probes.linked)),
    ...(query === undefined ? [] : [told('table-query', judgeQuery(table, first, query))]),
    told('table-page', judgePage(probes)),
  ]
}

function judgeReading(table: string, first: Look): Said {
  if (first.kind === 'page') {
    const { rows, total } = first
    if (rows.length > 0 || total === 0 || total === undefined)
      return { outcome: 'ok', found: total === undefined ? 'it may be read' : `${amountOf(total, 'row')}` }
    return {
      outcome: 'missing',
      found: `none of its ${amountOf(total, 'row')} is visible`,
      fix: aclRemedy('read', table),
    }
  }
  if (first.kind !== 'refused') return { outcome: 'failed', found: sayLook(first), ...helpOf(first) }
  return { outcome: 'missing', found: sayLook(first), fix: refusalRemedy(table, first) }
}

function helpOf(seen: Look): { readonly fix?: string } {
  return seen.kind === 'error' ? { fix: seen.error.help } : {}
}

type Refused = Extract<Look, { readonly kind: 'refused' }>

/** ServiceNow: an unknown table is 400 or 404; what the API itself refuses has `API level` in its words. */
function refusalRemedy(table: string, { status, message, detail = '' }: Refused): string {
  if (status === 404 || /invalid table/i.test(message)) return tableRemedy(table)
  if (/API level|web service/i.test(`${message} ${detail}`)) return webServiceRemedy(table)
  return `${aclRemedy('read', table)}; ${webServiceRemedy(table)}`
}

function judgeRows(table: string, { rows, total }: Page, asked: number): Said {
  if (total === undefined) {
    return {
      outcome: 'warning',
      found:
        'the instance does not say with a page how many rows there are (`X-Total-Count`), so this page does not show whether rows are hidden',
      fix: 'look for a proxy that takes headers away; until then the Aggregate API is asked for each count, and where it does not count either, the reading is incomplete',
    }
  }
  const looked = Math.min(total, asked)
  const hidden = looked - rows.length
  if (hidden <= 0) {
    const found = total > looked ? `none of the first ${amount(looked)} rows is hidden` : 'no row is hidden'
    return { outcome: 'ok', found }
  }
  return {
    outcome: 'missing',
    found: `${amount(hidden)} of the first ${amountOf(looked, 'row')} ${hidden === 1 ? 'is' : 'are'} hidden from this user`,
    fix: hiddenRowsRemedy(table),
  }
}

function judgeCount({ total }: Page, counted: number | undefined): Said {
  if (counted === undefined && total !== undefined)
    return { outcome: 'skipped', found: 'the Aggregate API does not count it' }
  if (counted === undefined) {
    return {
      outcome: 'warning',
      found: 'neither API counts it, so that nobody can tell whether a reading is whole',
      fix: aggregateRemedy,
    }
  }
  if (total === undefined || total === counted) return { outcome: 'ok', found: `${amountOf(counted, 'row')} by both` }
  return {
    outcome: 'warning',
    found: `the Aggregate API counts ${amountOf(counted, 'row')}, the Table API ${amountOf(total, 'row')}`,
    fix: 'run again, as rows may have come meanwhile; where the numbers stay apart, one of the APIs hides rows from this user',
  }
}

function judgeFields(spec: TableSpec, rows: readonly RawRow[]): Said {
  if (rows.length === 0) return { outcome: 'skipped', found: 'there is no row to look at' }
  const absent = spec.fields.filter((name) => rows.some((row) => !Object.hasOwn(row, name)))
  const required = absent.filter((name) => spec.required.includes(name))
  if (absent.length === 0) return { outcome: 'ok', found: `all ${amount(spec.fields.length)} come` }
  const names = required.length > 0 ? required : absent
  return {
    outcome: required.length > 0 ? 'missing' : 'warning',
    found: `${sayList(names)} ${names.length === 1 ? 'does' : 'do'} not come with every row`,
    fix: `${fieldRemedy(spec.table, absent)}; a column that the dictionary does not have is left out in the same way`,
  }
}

function fieldRemedy(table: string, fields: readonly string[]): string {
  const homes = fields.flatMap((name) => homesOf(table, name))
  const byTable = Map.groupBy(homes, (home) => home.table)
  return [...byTable]
    .map(([home, of]) => aclRemedy('read', home, [...new Set(of.map(({ field }) => field))]))
    .join('; ')
}

function sayList(names: readonly string[]): string {
  return names.map((name) => quote(name)).join(', ')
}

function judgeValues({ rows }: Page, linked: boolean): Said {
  if (rows.length === 0) return { outcome: 'skipped', found: 'there is no row to look at' }
  if (linked) {
    return {
      outcome: 'failed',
      found: 'references come with links, though they were asked for without',
      fix: 'look for a proxy that drops `sysparm_exclude_reference_link` from the address',
    }
  }
  const isStamp = (text = '') => text === '' || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)
  if (rows.every((row) => isStamp(row.sys_updated_on) && isStamp(row.sys_created_on)))
    return { outcome: 'ok', found: 'times are in UTC, references without links' }
  return {
    outcome: 'failed',
    found: 'times come as people are shown them, though values of the database were asked for',
    fix: 'look for a proxy that drops `sysparm_display_value=false` from the address',
  }
}

/** Half of the sixty seconds after which the instance cancels a request of the Table API. */
const slowMs = 30_000

function judgePage({ first, asked, wanted, tookMs }: TableProbes): Said {
  const rows = first.kind === 'page' ? first.rows.length : 0
  const took = `${amountOf(rows, 'row')} in ${sayMs(tookMs)}`
  if (asked < wanted) {
    return {
      outcome: 'warning',
      found: `a page of ${amount(wanted)} does not come whole, one of ${amount(asked)} does: ${took}`,
      fix: `set \`pageSize: ${asked}\` in \`servicenow\`, which spares the pages that are asked for in vain`,
    }
  }
  if (tookMs <= slowMs) return { outcome: 'ok', found: took }
  return {
    outcome: 'warning',
    found: `${took}, and the instance cancels what takes a minute`,
    fix: `lower \`pageSize\` in \`servicenow\` to ${Math.max(10, Math.floor(asked / 4))}`,
  }
}

function sayMs(ms: number): string {
  return ms < 1000 ? `${amount(Math.round(ms))} ms` : `${amount(Math.round(ms / 100) / 10)} s`
}
