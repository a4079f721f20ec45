import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../scenarios/run-command.ts'
import { type LanguageServer, startLanguageServer } from './language-server.ts'

let folder: string
let server: LanguageServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketbound-editor-'))
  await runCommand(['init', folder], { cwd: folder })
  await runCommand(['init', 'servicenow', '--servicenow'], { cwd: folder })
  server = await startLanguageServer(folder)
})

afterAll(() => server.close())

/** What the editor offers at the end of a text that begins as `ticketbound init` begins the file. */
async function offered(name: string, typed: string) {
  const file = join(folder, name)
  const [first = ''] = readFileSync(file, 'utf8').split('\n')
  const lines = `${first}\n${typed}`.split('\n')
  return server.complete(file, lines.join('\n'), lines.length - 1, lines.at(-1)?.length ?? 0)
}

describe('an editor with the YAML language server, on what `ticketbound init` wrote', () => {
  it.each([
    ['the keys of a source', 'ticketbound.yaml', 'sources:\n  - ', ['name', 'reads', 'type', 'path', 'system']],
    [
      'the keys of an entitlement',
      'catalogue.yaml',
      'entitlements:\n  - id: deploy\n    ',
      ['owners', 'risk', 'maxDuration'],
    ],
    [
      'the keys of an approval rule',
      'catalogue.yaml',
      'defaults:\n  approval:\n    ',
      ['from', 'name', 'count', 'all'],
    ],
    ['the risks', 'catalogue.yaml', 'entitlements:\n  - id: deploy\n    risk: ', ['low', 'medium', 'high', 'critical']],
    [
      'the keys of the rule of an item',
      'servicenow/servicenow-map.yaml',
      'items:\n  - item: x\n    ',
      ['kind', 'principal', 'entitlement', 'expiresAt'],
    ],
    ['the keys of the policy', 'policy.yaml', '', ['zone', 'grace', 'approvals', 'birthrights']],
    ['the tiers of the approval rules', 'policy.yaml', 'approvals:\n  ', ['low', 'medium', 'high', 'critical']],
  ])('is offered %s', async (_what, name, typed, wanted) => {
    const labels = (await offered(name, typed)).map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(wanted))
  })

  it('is told what a key is for', async () => {
    const zone = (await offered('policy.yaml', '')).find(({ label }) => label === 'zone')
    expect(JSON.stringify(zone?.documentation)).toContain('The IANA time zone in which a bare date ends')
  })

  it.each(['ticketbound.yaml', 'catalogue.yaml', 'policy.yaml'])('finds nothing wrong with %s', async (name) => {
    // Under another name, so that no word about an earlier text of this file can still be on its way.
    const text = readFileSync(join(folder, name), 'utf8')
    expect(await server.diagnose(join(folder, `checked-${name}`), text)).toEqual([])
  })

  it('is told of a key that is not known and of a value that is not allowed', async () => {
    const [first = ''] = readFileSync(join(folder, 'catalogue.yaml'), 'utf8').split('\n')
    const said = await server.diagnose(
      join(folder, 'faulty.yaml'),
      `${first}\nentitlements:\n  - { id: a, ownrs: [b], risk: huge }\n`,
    )
    expect(said.join('\n')).toContain('ownrs')
    expect(said.join('\n')).toContain('"low"')
  })
})
