import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCatalogue, readPolicy } from '@ticketbound/core'
import { parseYaml } from '@ticketbound/documents'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { CatalogueDocument } from '../../packages/core/src/policy/catalogue-shape.ts'
import { PolicyDocument } from '../../packages/core/src/policy/policy-shape.ts'
import { initFiles } from '../../packages/servicenow-sync/src/cli/init-files.ts'
import { initServiceNowFiles } from '../../packages/servicenow-sync/src/cli/init-servicenow-files.ts'
import { ConfigShape } from '../../packages/servicenow-sync/src/config/config-shape.ts'
import { MapDocument } from '../../packages/servicenow-sync/src/servicenow/map/map-shape.ts'
import { exampleMap } from '../../packages/servicenow-sync/src/servicenow/map/testdata/example-map.ts'
import { root } from '../docs/documents.ts'
import { changedDocuments } from './changed-documents.ts'
import { fullCatalogue, fullConfig, fullMap, fullPolicy } from './full-documents.ts'
import { type JsonSchema, keysOfSchema, keysOfShape, type Shape } from './key-tree.ts'

const read = (file: string): JsonSchema => JSON.parse(readFileSync(join(root, file), 'utf8'))

const kinds = [
  {
    name: 'catalogue.yaml',
    example: initFiles['catalogue.yaml'],
    file: 'packages/core/schema/catalogue.schema.json',
    shape: CatalogueDocument,
    full: fullCatalogue,
    takes: (document: unknown) => v.is(CatalogueDocument, document),
  },
  {
    name: 'policy.yaml',
    example: initFiles['policy.yaml'],
    file: 'packages/core/schema/policy.schema.json',
    shape: PolicyDocument,
    full: fullPolicy,
    // An empty file is a policy, too.
    takes: (document: unknown) => document === null || v.is(PolicyDocument, document),
  },
  {
    name: 'ticketbound.yaml',
    example: initFiles['ticketbound.yaml'],
    ofInstance: initServiceNowFiles['ticketbound.yaml'],
    file: 'packages/servicenow-sync/schema/ticketbound.schema.json',
    shape: ConfigShape,
    full: fullConfig,
    takes: (document: unknown) => v.is(ConfigShape, document),
  },
  {
    name: 'servicenow-map.yaml',
    example: exampleMap,
    ofInstance: initServiceNowFiles['servicenow-map.yaml'],
    file: 'packages/servicenow-sync/schema/servicenow-map.schema.json',
    shape: MapDocument,
    full: fullMap,
    takes: (document: unknown) => v.is(MapDocument, document),
  },
]

describe.each(kinds)('the schema of $name', ({ name, file, shape, full, example, ofInstance = example, takes }) => {
  const schema = read(file)
  const validate = new Ajv2020({ strict: true, allowUnionTypes: false }).compile(schema)

  it('has the keys that the reader has, at every level, and asks for the same ones', () => {
    const keys = keysOfSchema(schema)
    expect(Object.keys(keys).length).toBeGreaterThan(3)
    expect(keys).toEqual(keysOfShape(shape as unknown as Shape))
  })

  it('says of every key what it is for', () => {
    expect([...withoutWords(schema)]).toEqual([])
  })

  it('takes a document that uses every key, as the reader does', () => {
    expect(takes(full)).toBe(true)
    expect(validate(full), JSON.stringify(validate.errors)).toBe(true)
  })

  it('takes and refuses what the reader does, whatever is changed in one place', () => {
    const differing: string[] = []
    let refused = 0
    let taken = 0
    for (const { what, document } of changedDocuments(full)) {
      // Which zones there are only the runtime knows.
      if (what.startsWith('zone =')) continue
      const wanted = takes(document)
      if (wanted) taken += 1
      else refused += 1
      if (validate(document) !== wanted) differing.push(`${what}: the reader says ${wanted}`)
    }
    expect(differing).toEqual([])
    expect(Math.min(refused, taken)).toBeGreaterThan(50)
  })

  it.each([example, ofInstance])('takes the file that Ticketbound writes', (text) => {
    const parsed = parseYaml(name, text)
    expect(validate(parsed.ok && parsed.value.value), JSON.stringify(validate.errors)).toBe(true)
  })
})

describe('the documents with every key', () => {
  it('are taken by the readers themselves', () => {
    expect(readCatalogue(fullCatalogue)).toMatchObject({ ok: true })
    expect(readPolicy(fullPolicy)).toMatchObject({ ok: true })
  })
})

function* withoutWords(schema: JsonSchema, path = ''): Generator<string> {
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    if (!member.description) yield `${path}.${key}`
    yield* withoutWords(member, `${path}.${key}`)
  }
  for (const [key, member] of Object.entries(schema.$defs ?? {})) yield* withoutWords(member, `${path}#${key}`)
}
