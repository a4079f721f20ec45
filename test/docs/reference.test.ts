import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  appAuditTypes,
  type ControlId,
  controlFacts,
  controlIds,
  defaultPolicy,
  factsOfKpi,
  findingKinds,
  frameworks,
  kindFacts,
  kpiIds,
  measureFacts,
  refusals,
  ruleFacts,
  ruleIds,
} from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { exceptionFields } from '../../packages/core/src/exchange/exception-shape.ts'
import { grantFields } from '../../packages/core/src/exchange/grant-shape.ts'
import { personFields } from '../../packages/core/src/exchange/person-shape.ts'
import { recertificationFields } from '../../packages/core/src/exchange/recertification-shape.ts'
import { approvalFields, requestFields } from '../../packages/core/src/exchange/request-shape.ts'
import { serviceMeasureFields } from '../../packages/core/src/measure/read-service-measures.ts'
import { CatalogueDocument } from '../../packages/core/src/policy/catalogue-shape.ts'
import { PolicyDocument } from '../../packages/core/src/policy/policy-shape.ts'
import { configKeys, sourceKeys } from '../../packages/servicenow-sync/src/config/config-shape.ts'
import { jiraAuthKeys, jiraKeys } from '../../packages/servicenow-sync/src/config/jira-shape.ts'
import { authKeys, serviceNowKeys } from '../../packages/servicenow-sync/src/config/servicenow-shape.ts'
import { checkFacts, checkIds } from '../../packages/servicenow-sync/src/servicenow/doctor/check.ts'
import { writeBackKeys } from '../../packages/servicenow-sync/src/servicenow/write-back/write-back-shape.ts'
import { aclRows } from './acl-table.ts'
import { readDocument, root } from './documents.ts'
import { firstColumn, headings, sectionOf } from './read-table.ts'

const prose = (file: string): string => readDocument(file).prose

/** The codes of errors and faults that the sources give. */
function codesInSource(): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const file of globSync('packages/{core,documents,jira,servicenow-sync}/src/**/*.ts', { cwd: root })) {
    if (file.includes('.test.') || file.includes('testdata')) continue
    const source = readFileSync(join(root, file), 'utf8')
    for (const [given] of source.matchAll(/\bcode: [^\n]*|\[\s*\d+,\s*\[\s*'[^']+'/g)) {
      const values = given.startsWith('code') ? given.replace(/(message|help): .*/, '') : given
      for (const [, code = ''] of values.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)) codes.add(code)
    }
  }
  return codes
}

/** A shape of valibot's, as far as its keys are looked for: an object's, or one that wraps, pipes or lists another. */
interface Shape {
  readonly entries?: Readonly<Record<string, Shape>>
  readonly wrapped?: Shape
  readonly pipe?: readonly Shape[]
  readonly item?: Shape
}

/** The members of the object that a shape comes down to. */
function membersOf(shape: Shape | undefined): Readonly<Record<string, Shape>> {
  if (shape === undefined) throw new Error('no object is in this shape')
  return shape.entries ?? membersOf(shape.wrapped ?? shape.item ?? shape.pipe?.at(-1))
}

const catalogue = membersOf(CatalogueDocument as Shape)
const entry = membersOf(catalogue.entitlements)
const policy = membersOf(PolicyDocument as Shape)
/** The ways to correlate, which stand in a table of their own. */
const correlationWays: readonly string[] = [...defaultPolicy.correlation, 'id:NAME']

const sameSet = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort()

describe('audit-log.md', () => {
  it('has every kind of entry of the app, and no other', () => {
    const [, tables = ''] = prose('docs/audit-log.md').split('The Jira app keeps a log of its own')
    const [table = ''] = tables.split('## ')
    const named = [...table.matchAll(/^\| `([a-z]+-[a-z-]+)` \|/gm)].map(([, name = '']) => name)
    expect(sameSet(named)).toEqual(sameSet(appAuditTypes))
  })
})

describe('findings.md', () => {
  it('has every kind, in the order of reports', () => {
    expect(headings(sectionOf(prose('docs/findings.md'), 'The kinds'), 3)).toEqual(findingKinds)
  })

  it.each(findingKinds)('says of %s what the code says', (kind) => {
    const { title, explanation, severity, needs, controls } = kindFacts(kind)
    const section = sectionOf(prose('docs/findings.md'), kind)
    expect(section).toContain(`_${title}._ ${explanation}`)
    const needed = needs.length === 0 ? 'nothing' : needs.join(', ')
    expect(section).toContain(`**${severity}** · needs ${needed}\n`)
    expect(section).toContain(`Controls: ${controls.join(' · ')}\n`)
    expect(section).toContain('- Do: ')
  })

  it('lists every reason for which an approval does not count', () => {
    const listed = firstColumn(sectionOf(prose('docs/findings.md'), 'Which approvals count'))
    expect(listed).toEqual(Object.keys(refusals))
  })
})

describe('rules.md', () => {
  const text = prose('docs/rules.md')

  it('has every rule, in the order of verdicts', () => {
    expect(headings(sectionOf(text, 'The rules'), 3)).toEqual(ruleIds)
  })

  it.each(ruleIds)('says of %s what the code says', (rule) => {
    const { title, explanation, field, remedy, excusable, controls } = ruleFacts(rule)
    const section = sectionOf(text, rule)
    expect(section).toContain(`_${title}._ ${explanation}\n`)
    expect(section).toContain(`Field \`${field}\` · ${excusable ? 'an exception can excuse it' : 'never excused'}\n`)
    expect(section).toContain(`- Do: ${remedy}\n`)
    expect(`${section}\n`).toContain(`- Controls: ${controls.join(' · ')}\n`)
  })
})

describe('measures.md', () => {
  it('has every measure, with the words of the report', () => {
    const text = prose('docs/measures.md')
    expect(headings(sectionOf(text, 'The measures'), 3)).toEqual(Object.keys(measureFacts))
    for (const [id, { title, explanation }] of Object.entries(measureFacts)) {
      expect(sectionOf(text, id)).toContain(`_${title}._ ${explanation}`)
    }
  })
})

describe('measures.md, a period', () => {
  const figures = sectionOf(prose('docs/measures.md'), 'The figures')

  it('has every figure of a period, under what it is read for', () => {
    const inGroup = (group: string) => kpiIds.filter((id) => factsOfKpi(id).group === group)
    expect(firstColumn(sectionOf(figures, 'Speed'))).toEqual(inGroup('speed'))
    expect(firstColumn(sectionOf(figures, 'Safety'))).toEqual(inGroup('safety'))
  })

  it.each(kpiIds)('says of %s what it is, in which unit, and what it needs', (id) => {
    const { title, explanation, unit, needs, standing } = factsOfKpi(id)
    const says = standing ? `As the [last night of the period](#${standing}) has it.` : explanation
    const wanted = needs.map((need) => (need === 'catalogue' ? 'a catalogue' : need)).join(', ') || '–'
    expect(figures).toContain(`| \`${id}\` | _${title}._ ${says} | ${unit} | ${wanted} |\n`)
  })

  it('lists every field of a measure of a service', () => {
    const listed = firstColumn(sectionOf(prose('docs/measures.md'), 'Services meanwhile'))
    expect(listed).toEqual(serviceMeasureFields)
  })
})

describe('controls.md', () => {
  const text = prose('docs/controls.md')

  it('has every control, under its framework, in the order of the code', () => {
    const covers = sectionOf(text, 'What covers which control')
    expect(headings(covers, 3)).toEqual(Object.values(frameworks).map(({ title }) => title))
    expect(firstColumn(covers)).toEqual(controlIds)
    for (const [name, { title, reading, url }] of Object.entries(frameworks)) {
      const section = sectionOf(text, title)
      expect(section).toContain(`\`${name}\`: ${reading}.`)
      expect(section).toContain(`](${url})`)
      expect(firstColumn(section)).toEqual(controlIds.filter((id) => controlFacts(id).framework === name))
    }
  })

  it.each(controlIds)('says what covers %s, and whether its text was read', (id) => {
    const { title, checked } = controlFacts(id)
    const cells = [`\`${id}\`${checked ? '' : '*'}`, title, kindsNaming(id), measuresNaming(id)]
    expect(text).toContain(`| ${cells.join(' | ')} |\n`)
  })

  function kindsNaming(id: ControlId): string {
    const named = findingKinds.filter((kind) => kindFacts(kind).controls.includes(id))
    return named.map((kind) => `\`${kind}\``).join(', ') || '–'
  }

  function measuresNaming(id: ControlId): string {
    const named = Object.entries(measureFacts).filter(([, facts]) => facts.controls.some((each) => each === id))
    return named.map(([measure]) => `\`${measure}\``).join(', ') || '–'
  }
})

describe('configuration.md', () => {
  const text = prose('docs/configuration.md')
  const tables = (heading: string, without: string): string => sectionOf(text, heading).replace(without, '')

  it('lists every key of ticketbound.yaml', () => {
    const ofSources = sectionOf(text, 'sources')
    const ofServiceNow = sectionOf(text, 'servicenow')
    const ofJira = sectionOf(text, 'jira')
    const ofWriteBack = sectionOf(text, 'writeBack')
    const ofFile = tables('ticketbound.yaml', ofSources)
      .replace(ofServiceNow, '')
      .replace(ofJira, '')
      .replace(ofWriteBack, '')
    expect(firstColumn(ofFile)).toEqual(configKeys)
    expect(sameSet(firstColumn(ofSources))).toEqual(sameSet(sourceKeys))
    expect(firstColumn(ofWriteBack)).toEqual(writeBackKeys)
    expect(firstColumn(ofJira)).toEqual(jiraKeys)
    for (const key of jiraAuthKeys) expect(ofJira).toContain(key)
    expect(firstColumn(ofServiceNow)).toEqual([...serviceNowKeys, 'auth', ...Object.keys(authKeys)])
  })

  it('lists every key of catalogue.yaml', () => {
    const ofApproval = sectionOf(text, 'approval')
    expect(sameSet(firstColumn(tables('catalogue.yaml', ofApproval)))).toEqual(sameSet(Object.keys(entry)))
    expect(sameSet(firstColumn(ofApproval))).toEqual(sameSet(Object.keys(membersOf(entry.approval))))
  })

  it('lists every key of policy.yaml', () => {
    const membersNamed = (key: string) => Object.keys(membersOf(policy[key])).map((member) => `${key}.${member}`)
    const grouped = ['grace', 'levels', 'warnings']
    const keys = Object.keys(policy).flatMap((key) => {
      if (key === 'hold') return ['hold.share', 'hold.minimum']
      return grouped.includes(key) ? membersNamed(key) : [key]
    })
    expect(firstColumn(sectionOf(text, 'policy.yaml'))).toEqual(keys)
  })

  it('lists every way to correlate', () => {
    expect(firstColumn(sectionOf(text, 'Which account is whose'))).toEqual(correlationWays)
  })
})

describe('exchange-formats.md', () => {
  it.each([
    ['requests', requestFields],
    ['approvals', approvalFields],
    ['access', grantFields],
    ['people', personFields],
    ['exceptions', exceptionFields],
    ['recertifications', recertificationFields],
  ])('lists every field of %s', (heading, fields) => {
    const text = prose('docs/exchange-formats.md')
    const section = sectionOf(text, heading)
    const own = heading === 'requests' ? section.replace(sectionOf(text, 'approvals'), '') : section
    expect(sameSet(firstColumn(own))).toEqual(sameSet(fields))
  })
})

describe('servicenow-install.md', () => {
  const text = prose('docs/servicenow-install.md')

  it('asks for the rights that the specifications of the tables need, and no others', () => {
    const section = sectionOf(text, '2. A role, and what it may do')
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows).toEqual(aclRows())
  })

  it('says of every check what it looks at', () => {
    const rows = sectionOf(text, 'What it looks at')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows).toEqual(checkIds.map((id) => `| \`${id}\` | ${checkFacts[id]} |`))
  })
})

describe('troubleshooting.md', () => {
  it('has every code that the sources give, and no other', () => {
    const listed = firstColumn(prose('docs/troubleshooting.md'))
    expect(codesInSource().size).toBeGreaterThan(80)
    expect(sameSet(listed)).toEqual(sameSet(codesInSource()))
  })
})
