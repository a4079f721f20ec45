import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkBlock } from '../docs/check-block.ts'
import { readDocument } from '../docs/documents.ts'
import { openShell } from '../docs/run-shell.ts'
import { type ServiceNowServer, startServiceNow } from '../servers/servicenow/start-servicenow.ts'
import { smallInstance } from '../servers/servicenow/worlds/small-instance.ts'

let server: ServiceNowServer

beforeAll(async () => {
  server = await startServiceNow(smallInstance())
})

afterAll(() => server.close())

const blocks = readDocument('docs/servicenow-tickets.md').blocks.filter(({ notes }) => notes.has('not run'))

/** A folder with a configuration that names the instance and a catalogue, and no map. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketbound-map-document-'))
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  put('catalogue.yaml', 'entitlements: [{ id: deploy }, { id: Admin }, { id: Audit }]\n')
  put(
    'ticketbound.yaml',
    `store: ./ticketbound.db
catalogue: ./catalogue.yaml
servicenow:
  instance: ${server.url}
  auth: { type: basic, user: ticketbound.reader, password: { command: [echo, reader] } }
sources:
  - { name: itsm, reads: requests, type: servicenow }
`,
  )
  return folder
}

/** Does what the second block says. */
function nameMap(folder: string): void {
  const file = join(folder, 'ticketbound.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('  auth:', '  map: ./servicenow-map.yaml\n  auth:'))
}

it('the task `make a map` is done as servicenow-tickets.md shows it, command for command', async () => {
  const place = { folder: openFolder(), shell: openShell() }
  expect(blocks).toHaveLength(4)
  for (const block of blocks) {
    if (block.text.includes('map --check\nOf')) nameMap(place.folder)
    if (block.text.includes('VPN access')) server.world.insert('sc_cat_item', { name: 'VPN access', active: 'true' })
    await checkBlock(block, place)
  }
})
