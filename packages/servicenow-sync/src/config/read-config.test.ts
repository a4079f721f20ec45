import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy } from '@ticketbound/core'
import { describe, expect, it } from 'vitest'
import { TicketboundError } from '../errors.ts'
import { readConfig, readConfigAlone, tryConfig } from './read-config.ts'
import { openSources } from './sources.ts'

const least = 'store: ./t.db\nsources:\n  - { name: itsm, reads: requests, type: files, path: ./r.ndjson }\n'

const instance = `store: ./t.db
servicenow:
  { instance: 'https://example.service-now.com', auth: { type: api-key, key: SECRET } }
sources:
  - { name: itsm, reads: requests, type: servicenow }
`

const site = `store: ./t.db
jira:
  site: https://example.atlassian.net
  auth: { type: api-token, user: night@example.com, token: { file: ./token } }
  map: m.yaml
  jql: project = ACC
sources:
  - { name: jira, reads: requests, type: jira }
`

const siteMap = `kind: { fixed: provision }
principal: { field: customfield_10051 }
entitlement: { field: customfield_10052 }
`

function written(config: string, others: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-'))
  for (const [name, text] of Object.entries({ ...others, 'ticketbound.yaml': config }))
    writeFileSync(join(folder, name), text)
  return join(folder, 'ticketbound.yaml')
}

function refused(file: string): { code: string; lines: readonly string[]; help: string } {
  try {
    readConfig(file)
  } catch (error) {
    if (!(error instanceof TicketboundError)) throw error
    expect(error.kind).toBe('config')
    const folder = file.slice(0, -'ticketbound.yaml'.length)
    return { code: error.code, lines: error.message.replaceAll(folder, '').split('\n'), help: error.help }
  }
  throw new Error('the configuration was taken')
}

describe('a configuration', () => {
  it('needs no more than a store and a source', () => {
    const file = written(least)
    const { config, policy, catalogue } = readConfig(file)
    expect(config.store).toBe(join(file, '..', 't.db'))
    expect(config.sources).toEqual([
      { name: 'itsm', reads: 'requests', type: 'files', path: join(file, '..', 'r.ndjson') },
    ])
    expect(policy).toEqual(defaultPolicy)
    expect(catalogue).toBeUndefined()
  })

  it('brings the catalogue and the policy that it names', () => {
    const file = written(`${least}catalogue: c.yaml\npolicy: p.yaml\nreport: r.html\n`, {
      'c.yaml': 'entitlements:\n  - { id: deploy, owners: [alice] }\n',
      'p.yaml': 'grace: { removal: PT1H }\n',
    })
    const { config, policy, catalogue } = readConfig(file)
    expect(catalogue?.entitlements.get('deploy')?.owners).toEqual(['alice'])
    expect(policy.grace.removal).toBe(3_600_000)
    expect(config.report).toBe(join(file, '..', 'r.html'))
  })

  it('lets the policy say who approves what the catalogue gives no rule for', () => {
    const file = written(`${least}catalogue: c.yaml\npolicy: p.yaml\n`, {
      'c.yaml': 'entitlements:\n  - { id: deploy, risk: high }\n  - { id: read, approval: { from: manager } }\n',
      'p.yaml': 'approvals: { high: { from: group, name: ops, count: 2 }, medium: { count: 0 } }\n',
    })
    const { catalogue } = readConfig(file)
    expect(catalogue?.entitlements.get('deploy')?.approval.parts).toEqual([{ from: 'group', name: 'ops', count: 2 }])
    expect(catalogue?.entitlements.get('read')?.approval.parts).toEqual([{ from: 'manager', count: 1 }])
  })

  it('keeps absolute paths', () => {
    expect(readConfigAlone(written(least.replace('./t.db', '/var/t.db'))).store).toBe('/var/t.db')
  })

  it('has a digest that follows what is said and not how it is laid out', () => {
    const digest = readConfig(written(least)).configDigest
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(readConfig(written(`# a comment\n${least.replace('./t.db', '"./t.db"')}`)).configDigest).toBe(digest)
    expect(readConfig(written(least.replace('t.db', 'u.db'))).configDigest).not.toBe(digest)
  })

  it('has a policy digest over policy and catalogue alone', () => {
    const digestWith = (extra: string, others: Record<string, string>) =>
      readConfig(written(least + extra, others)).policyDigest
    const none = digestWith('', {})
    expect(digestWith('report: r.html\n', {})).toBe(none)
    const catalogue = { 'c.yaml': 'entitlements:\n  - { id: deploy }\n' }
    expect(digestWith('catalogue: c.yaml\n', catalogue)).not.toBe(none)
    expect(digestWith('policy: p.yaml\n', { 'p.yaml': 'zone: Europe/Berlin\n' })).not.toBe(none)
  })

  it.each([
    [
      'an unknown key',
      `${least}catalog: x\n`,
      'config-key-unknown',
      'ticketbound.yaml:4:1: catalog: is not a known key',
      'did you mean `catalogue`?',
    ],
    [
      'an unknown key of a source',
      least.replace('path:', 'pth: x, path:'),
      'config-key-unknown',
      'ticketbound.yaml:3:49: sources[0].pth: is not a known key',
      'did you mean `path`?',
    ],
    [
      'a reserved key',
      `${least}constructor: x\n`,
      'config-key-unknown',
      'ticketbound.yaml:4:1: constructor: is not a known key',
      'remove it; known here are store, catalogue, policy, report, service, seals, servicenow, jira, sources, writeBack',
    ],
    [
      'a key without a value',
      `${least}report:\n`,
      'config-key-missing',
      'ticketbound.yaml:4:1: report: has no value',
      'write a text, in quotes if it looks like a number',
    ],
    [
      'an unknown reading',
      least.replace('requests', 'tickets'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:19: sources[0].reads: `tickets` is not allowed here',
      'use requests, access, people, exceptions or recertifications',
    ],
    [
      'an unknown type',
      least.replace('type: files', 'type: ftp'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:36: sources[0].type: `ftp` is not allowed here',
      'use files, servicenow or jira',
    ],
    [
      'a number for a path',
      least.replace('./r.ndjson', '7'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:49: sources[0].path: `7` is not allowed here',
      'write a text, in quotes if it looks like a number',
    ],
    [
      'a share above one',
      least.replace(' }', ', maxDrop: 50 }'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:67: sources[0].maxDrop: `50` is not allowed here',
      'write a share between 0 and 1, such as 0.001',
    ],
    [
      'a name that is no file name',
      least.replace('itsm', '../itsm'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:7: sources[0].name: `../itsm` is no name',
      'use up to 64 letters, digits, dots, dashes and underscores, and begin with a letter or a digit',
    ],
    [
      'no sources',
      'store: x\nsources: []\n',
      'config-value-not-allowed',
      'ticketbound.yaml:2:1: sources: a list is not allowed here',
      'list at least one source',
    ],
    [
      'an empty file',
      '',
      'config-key-missing',
      'ticketbound.yaml:1:1: has no value',
      'write keys and values here, as `ticketbound init` does',
    ],
    [
      'a system of people',
      least.replace('requests,', 'people, system: hr,'),
      'source-system-out-of-place',
      'ticketbound.yaml:3:34: sources[0].system: only a source of access shows a system, and this one reads people',
      'remove it, or read `access`',
    ],
    [
      'access of no system',
      least.replace('requests', 'access'),
      'source-system-missing',
      'ticketbound.yaml:3:5: sources[0].system: is missing: a source of access shows one system',
      'add the system it shows, such as `system: prod`',
    ],
    [
      'a store that needs a server',
      least.replace('./t.db', 'postgres://me:secret@db/x'),
      'store-not-supported-yet',
      'ticketbound.yaml:1:1: store: a PostgreSQL store is not supported yet',
      'name a file, such as ./ticketbound.db; the embedded store needs nothing installed',
    ],
    [
      'a store of another kind',
      least.replace('./t.db', 'mysql://x'),
      'store-unknown',
      'ticketbound.yaml:1:1: store: this kind of store is not known',
      'name a file, such as ./ticketbound.db; the embedded store needs nothing installed',
    ],
    [
      'a catalogue that is not there',
      `${least}catalogue: c.yaml\n`,
      'config-not-found',
      'c.yaml: there is no such file',
      'check the path, or let `ticketbound init` write a first one',
    ],
    [
      'a source of an instance that is not named',
      least.replace('type: files, path: ./r.ndjson', 'type: servicenow'),
      'servicenow-missing',
      'ticketbound.yaml:3:36: sources[0].type: this source is read from an instance, and none is named',
      'add `servicenow: { instance, auth }` beside `sources`',
    ],
    [
      'tickets of an instance without what they stand for',
      instance.replace('SECRET', '{ env: X }'),
      'servicenow-map-missing',
      'ticketbound.yaml:5:19: sources[0].reads: what tickets stand for is not said',
      'add `map: ./servicenow-map.yaml` to `servicenow`; `ticketbound servicenow map` proposes one',
    ],
    [
      'a source of a site that is not named',
      least.replace('type: files, path: ./r.ndjson', 'type: jira'),
      'jira-missing',
      'ticketbound.yaml:3:36: sources[0].type: this source is read from a site, and none is named',
      'add `jira: { site, auth, map, jql }` beside `sources`',
    ],
    [
      'a certificate without its key',
      instance.replace('SECRET }', '{ env: X } }, tls: { certificate: c.pem }').replace('requests', 'people'),
      'certificate-without-key',
      'ticketbound.yaml:3:92: servicenow.tls: the private key is missing',
      'give `certificate` and `key` together, or neither',
    ],
    [
      'a secret in itself',
      instance.replace('SECRET', 'hunter2'),
      'config-value-not-allowed',
      'ticketbound.yaml:3:73: servicenow.auth.key: this is not allowed here',
      'say where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT] }',
    ],
  ])('may not have %s', (_what, text, code, line, help) => {
    expect(refused(written(text))).toEqual({ code, lines: [line], help })
  })

  it('does not repeat what may be a secret in the wrong place', () => {
    const places = ['{ env: 7, file: hunter2 }', '{ value: hunter2 }', '[hunter2]', '{ file: hunter2, env: hunter2 }']
    for (const place of places) {
      const { lines, help } = refused(written(instance.replace('SECRET', place)))
      expect(`${lines.join()} ${help}`).not.toContain('hunter2')
    }
    const address = instance.replace('https://', 'https://me:hunter2@').replace('SECRET', '{ env: X }')
    expect(refused(written(address))).toMatchObject({
      lines: ['ticketbound.yaml:3:5: servicenow.instance: this is not allowed here'],
      help: 'write an address such as https://example.service-now.com',
    })
  })

  it('tells the faults of the map with its own, and holds it to the catalogue', () => {
    const file = written(
      `${instance.replace('SECRET }', '{ env: X } }, map: m.yaml')}catalogue: c.yaml\npage: 7\n`.replace(
        ' }\n',
        ' }\n',
      ),
      {
        'c.yaml': 'entitlements: [{ id: deploy }]\n',
        'm.yaml': 'items:\n  - { item: Access, kind: provision, entitlement: deplyo }\n',
      },
    )
    expect(refused(file).lines).toEqual([
      expect.stringMatching(/ticketbound\.yaml:\d+:1: page: is not a known key/),
      expect.stringMatching(/m\.yaml:2:\d+: items\[0\]\.entitlement: .*deplyo/),
    ])
  })

  it('of a site finds its map and its token beside itself, and counts the map to what was configured', () => {
    const file = written(site, { 'm.yaml': siteMap })
    const { config, fields, configDigest } = readConfig(file)
    expect(config.jira).toMatchObject({
      auth: { token: { file: join(file, '..', 'token') } },
      map: join(file, '..', 'm.yaml'),
    })
    expect(fields?.principal).toEqual({ field: 'customfield_10051' })
    const other = written(site, { 'm.yaml': siteMap.replace('10051', '10050') })
    expect(readConfig(other).configDigest).not.toBe(configDigest)
  })

  it.each([
    [
      'orders its issues itself',
      'jql: project = ACC',
      'jql: project = ACC order  by key',
      'ticketbound.yaml:6:3: jira.jql',
    ],
    ['is spoken to without https', 'https://example', 'http://example', 'ticketbound.yaml:3:3: jira.site'],
    ['has a path of its own', '.atlassian.net', '.atlassian.net/jira', 'ticketbound.yaml:3:3: jira.site'],
    ['is read for people', 'reads: requests', 'reads: people', 'ticketbound.yaml:8:19: sources[0].reads'],
  ])('of a site is refused where it %s', (_what, there, wrong, place) => {
    const { code, lines } = refused(written(site.replace(there, wrong), { 'm.yaml': siteMap }))
    expect(code).toBe('config-value-not-allowed')
    expect(lines.map((line) => line.slice(0, place.length))).toEqual([place])
  })

  it('reads a site once: its query finds all that there is', () => {
    const twice = site.replace(
      / {2}- \{ name: jira.*/,
      (source) => `${source}\n${source.replace('name: jira', 'name: again')}`,
    )
    expect(refused(written(twice, { 'm.yaml': siteMap }))).toMatchObject({
      code: 'site-read-twice',
      lines: ['ticketbound.yaml:9:37: sources[1].type: sources[0] reads the same issues already'],
    })
  })

  it('tells the issues of a site what a night saw only where it names one', () => {
    const told = `${site}writeBack: { type: jira, minSeverity: high }\n`
    const { writeBack } = readConfig(written(told, { 'm.yaml': siteMap })).config
    expect(writeBack).toEqual({ type: 'jira', mode: 'dry-run', minSeverity: 'high', notes: false, most: 1000 })
    expect(refused(written(`${least}writeBack: { type: jira }\n`))).toMatchObject({
      code: 'jira-missing',
      lines: ['ticketbound.yaml:4:1: writeBack: issues are told what the night saw, and no site is named'],
    })
    expect(refused(written(told.replace('minSeverity', 'table'), { 'm.yaml': siteMap }))).toMatchObject({
      code: 'config-key-unknown',
      help: 'remove it; known here are type, mode, minSeverity, most',
    })
  })

  it('of a site may go through the gateway', () => {
    const text = site.replace('example.atlassian.net', 'api.atlassian.com/ex/jira/11111111-2222-4333-8444-555555555555')
    expect(readConfig(written(text, { 'm.yaml': siteMap })).config.jira?.site).toContain('/ex/jira/')
  })

  it('tells the faults of the map of fields where they stand', () => {
    const map = siteMap.replace('{ field: customfield_10052 }', '{ field: Entitlement }')
    expect(refused(written(site, { 'm.yaml': map }))).toMatchObject({
      code: 'field-not-an-id',
      lines: ['m.yaml:3:16: entitlement.field: `Entitlement` is not the id of a field'],
    })
  })

  it('lets no policy believe what stands on an issue of its passing the gate', () => {
    const file = written(`${site}policy: p.yaml\n`, {
      'm.yaml': siteMap,
      'p.yaml': 'gates:\n  - { source: jira, since: 2026-01-01T00:00:00Z }\n',
    })
    expect(refused(file)).toMatchObject({
      code: 'gate-of-site',
      lines: ['p.yaml:2:7: gates[0].source: what passed the gate of `jira` only the app in Jira knows'],
    })
  })

  it('knows the keys of each way to authenticate', () => {
    const { help } = refused(written(instance.replace('key: SECRET', 'key: { env: X }, clientId: a')))
    expect(help).toBe('remove it; known here are type, key')
  })

  it('may not name two sources alike, not even in another case, nor read a system twice', () => {
    const source = (name: string, reads: string) => `  - { name: ${name}, ${reads}, type: files, path: x }\n`
    const text = `store: x\nsources:\n${source('a', 'reads: access, system: prod')}${source('A', 'reads: people')}${source('b', 'reads: access, system: prod')}`
    expect(refused(written(text)).lines).toEqual([
      'ticketbound.yaml:4:7: sources[1].name: `A` is already the name of sources[0] (source-name-twice); give each source a name of its own',
      'ticketbound.yaml:5:31: sources[2].system: `prod` is already shown by source `a` (source-system-twice); let one source show a system whole: put its exports into one folder, or name two systems',
    ])
  })

  it('is told everything that is wrong with all of its files at once', () => {
    const text = 'stor: x\ncatalogue: c.yaml\npolicy: p.yaml\nsources:\n  - { type: files, name: a }\n'
    const { code, lines, help } = refused(
      written(text, { 'c.yaml': 'entitlements:\n  - { id: deploy }\n  - { id: deploy }\n', 'p.yaml': 'zone: Mars\n' }),
    )
    expect(code).toBe('config-faults')
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      'ticketbound.yaml:1:1:',
      'ticketbound.yaml:1:1:',
      'ticketbound.yaml:5:5:',
      'ticketbound.yaml:5:5:',
      'c.yaml:3:7:',
      'p.yaml:1:1:',
    ])
    expect(help).toBe('nothing was read or written; correct these 6 faults and run the command again')
  })

  it('is told which keys its seals have, in the order in which they stand', () => {
    const file = written(`${least}seals:\n  keyz: ./keys.json\n  constructor: 1\n`)
    const reading = tryConfig(file)
    expect(reading.ok ? [] : reading.faults.map(({ line, field, help }) => `${line} ${field}: ${help}`)).toEqual([
      '4 seals.tenant: add it; it is the site or instance that the gate names in each seal',
      '4 seals.keys: add it; it names the file of public keys, such as ./seal-keys.json',
      '5 seals.keyz: did you mean `keys`?',
      '6 seals.constructor: remove it; known here are tenant, keys',
    ])
  })

  it('is told the first hundred of many faults, and how many more there are', () => {
    const entries = Array.from({ length: 150 }, (_, index) => `  - { id: e${index}, ownerz: [] }\n`).join('')
    const file = written(`${least}catalogue: c.yaml\n`, { 'c.yaml': `entitlements:\n${entries}` })
    const { lines } = refused(file)
    expect(lines).toHaveLength(101)
    expect(lines[100]).toBe('… and 50 more; `policy check --json` has them all')
  })

  it('is told what in its policy fits neither its catalogue nor its sources', () => {
    const text = `${least}catalogue: c.yaml\npolicy: p.yaml\n`
    const { lines } = refused(
      written(text, {
        'c.yaml': 'entitlements: [{ id: mail }]\n',
        'p.yaml':
          'gates:\n  - { source: jira, since: 2026-01-01T00:00:00Z }\nbirthrights:\n  - entitlements: [mail, wiki]\n',
      }),
    )
    expect(lines.map((line) => line.replace(/;.*/, ''))).toEqual([
      'p.yaml:2:7: gates[0].source: no source of requests is called `jira` (gate-source-unknown)',
      'p.yaml:4:26: birthrights[0].entitlements[1]: the catalogue has no entitlement `wiki` (birthright-unknown)',
    ])
  })

  it('never repeats the password in the address of a store', () => {
    expect(JSON.stringify(refused(written(least.replace('./t.db', 'postgres://me:secret@db/x'))))).not.toContain(
      'secret',
    )
  })

  it('is read alone where a command needs no more than the store', () => {
    expect(readConfigAlone(written(`${least}catalogue: none.yaml\n`)).sources).toHaveLength(1)
  })

  it('is read without a map of its instance, missing or wrong, where a command can do without', () => {
    const withoutMap = instance.replace('SECRET', '{ env: X }')
    const wrong = withoutMap.replace(' } }\n', " }, map: './m.yaml' }\n")
    for (const text of [withoutMap, wrong]) {
      expect(tryConfig(written(text, { 'm.yaml': 'items: [' }))).toMatchObject({ ok: false })
      const lenient = tryConfig(written(text, { 'm.yaml': 'items: [' }), { withoutMap: true })
      expect(lenient).toMatchObject({ ok: true, value: { configuration: { config: { servicenow: {} } } } })
      expect(lenient.ok && lenient.value.configuration.map).toBe(undefined)
    }
    expect(tryConfig(written(`${withoutMap}x: 1\n`), { withoutMap: true })).toMatchObject({ ok: false })
  })

  it('gives the sources a night reads', () => {
    const file = written(least.replace('requests', 'access, system: prod'))
    const [source] = openSources(readConfig(file), { env: {}, now: Date.now }).sources
    expect(source).toMatchObject({ name: 'itsm', reads: 'access', system: 'prod' })
  })
})
